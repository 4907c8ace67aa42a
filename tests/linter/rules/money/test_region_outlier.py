import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported

LONDON = """
compensation:
  - region: San Francisco
  - region: New York
  - region: {place}
    currency: {currency}
    base_low: {low}
    base_high: {high}
    stock_low: null
    stock_high: null
    total_comp_low: null
    total_comp_high: null
"""


def london(low: int, high: int, place: str = "London", currency: str = "GBP") -> str:
    marked = f"«{low}»"
    return LONDON.format(place=place, currency=currency, low=marked, high=high)


def plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def test_a_tenth_of_the_pay() -> None:
    (found,) = expect(
        "CD215",
        london(8_200, 11_200),
        "base salary, midpoint GBP 9,700, is about 10 times under what the guide's other regions suggest",
        severity=Severity.WARNING,
    )
    assert found.help is not None
    assert "116,400 (× 12) or 97,000 (× 10) would be usual" in found.help


@pytest.mark.parametrize(
    ("place", "currency", "low", "high"),
    [
        ("Bangalore", "INR", 150_000, 250_000),
        ("Bangalore", "INR", 25_000_000, 40_000_000),
        ("Warsaw", "PLN", 25_000, 32_000),
        ("Zurich", "CHF", 1_400_000, 1_900_000),
        ("Tokyo", "JPY", 1_600_000, 2_200_000),
    ],
)
def test_a_month_for_a_year_or_a_digit_too_many(place: str, currency: str, low: int, high: int) -> None:
    expect("CD215", london(low, high, place, currency))


@pytest.mark.parametrize(
    ("place", "currency", "low", "high"),
    [
        ("Bangalore", "INR", 1_800_000, 3_500_000),
        ("Bucharest", "RON", 180_000, 300_000),
        ("Zurich", "CHF", 150_000, 210_000),
        ("Mexico City", "MXN", 700_000, 1_200_000),
        ("London", "GBP", 45_000, 60_000),
        ("Remote", "USD", 15_000, 20_000),
    ],
)
def test_skips_usual_pay_and_places_without_a_country(place: str, currency: str, low: int, high: int) -> None:
    not_reported("CD215", plain(london(low, high, place, currency)))


def test_skips_what_differs_from_the_table() -> None:
    table = "\n---\n| Region | Base Salary | Total Comp |\n|---|---|---|\n| London | £82K–£112K | £96K–£137K |\n"
    not_reported("CD215", plain(london(8_200, 11_200)).rstrip("\n") + table)


def test_a_base_beside_a_total_in_another_currency() -> None:
    table = "\n---\n| Region | Base Salary | Total Comp |\n|---|---|---|\n| London | £700K–£900K | $120K–$170K |\n"
    guide = london(700_000, 900_000)
    for end, total in (("low", 120_000), ("high", 170_000)):
        guide = guide.replace(f"total_comp_{end}: null", f"total_comp_{end}: {total}")
    expect("CD215", guide.rstrip("\n") + table)


def test_a_base_far_from_official_wages_too_is_reported_once_with_the_likely_mistake() -> None:
    fragment = (
        "compensation:\n  - base_low: 12500\n    base_high: 16667\n    stock_low: 6000\n    stock_high: 8000\n"
        "    total_comp_low: 15250\n    total_comp_high: 21170\n"
    )
    (found,) = [one for one in lint(fragment, "CD215", "CD220") if one.region == "San Francisco"]
    assert found.code == "CD215"
    assert found.help is not None
    assert found.help.startswith("This looks like a month's pay: 150,000–200,000 may be meant. Official wages of Soft")


def test_two_regions_in_different_countries_exchanged() -> None:
    fragment = """
compensation:
  - region: San Francisco
    base_low: «82000»
    base_high: 112000
    total_comp_low: 110000
    total_comp_high: 160000
  - region: New York
  - region: London
    base_low: 150000
    base_high: 200000
    total_comp_low: 170000
    total_comp_high: 236000
"""
    (found,) = expect("CD215", fragment)
    assert found.message.endswith("the figures of the two regions seem to be exchanged")
    assert [one.message for one in found.related] == ["the other region"]


def test_the_high_end_of_a_wide_range_is_the_wrong_one() -> None:
    expect("CD215", plain(london(82_000, 1_120_000)).replace("1120000", "«1120000»"))
