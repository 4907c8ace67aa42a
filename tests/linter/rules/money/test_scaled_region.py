import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against, entries

FIRST = """
compensation:
  - region: San Francisco
    base_low: 150000
    base_high: 200000
    stock_low: 80000
    stock_high: 120000
    total_comp_low: 185000
    total_comp_high: 260000
    currency: USD
"""


def scaled(factor: float, region: str = "«London»", currency: str = "GBP", grain: int = 1000, **figures: str) -> str:
    base = {
        "base_low": 150000, "base_high": 200000, "stock_low": 80000, "stock_high": 120000,
        "total_comp_low": 185000, "total_comp_high": 260000,
    }  # fmt: skip
    rounded = {key: str(round(value * factor / grain) * grain) for key, value in base.items()} | figures
    lines = "".join(f"    {key}: {value}\n" for key, value in rounded.items())
    return f"  - region: {region}\n{lines}    currency: {currency}\n"


NEW_YORK = "  - region: New York\n"


@pytest.mark.parametrize(
    ("factor", "shown"), [(0.6, "0.6"), (0.85, "0.85"), (0.92, "0.92"), (1.08, "1.08"), (7.8, "7.8")]
)
def test_every_figure_times_one_factor(factor: float, shown: str) -> None:
    (found,) = expect(
        "CD212",
        FIRST + NEW_YORK + scaled(factor),
        f"every figure is the one of San Francisco × {shown}, rounded",
        severity=Severity.INFO,
    )
    assert [place.message for place in found.related] == ["the region with the same figures"]


def test_currencies_of_many_units() -> None:
    expect(
        "CD212",
        FIRST + NEW_YORK + scaled(150, "«Tokyo»", "JPY", 100_000),
        "every figure is the one of San Francisco × 150, rounded",
    )
    expect(
        "CD212",
        FIRST + NEW_YORK + scaled(16000, "«Jakarta»", "IDR", 1_000_000),
        "every figure is the one of San Francisco × 16,000, rounded",
    )


def test_the_first_region_that_fits_is_named_in_a_chain() -> None:
    expect(
        "CD212",
        FIRST + scaled(0.8, "«Denver»", "USD") + scaled(0.6, "«Austin»", "USD"),
        "every figure is the one of San Francisco × 0.8, rounded",
        "every figure is the one of San Francisco × 0.6, rounded",
    )


def test_the_bonus_in_amounts_counts_too() -> None:
    bonus = "    # bonus_pct:\n    # bonus_pct_high:\n    bonus_low: {}\n    bonus_high: {}\n"
    first = FIRST + bonus.format(15000, 30000) + NEW_YORK
    expect("CD212", first + scaled(0.6) + bonus.format(9000, 18000))
    not_reported("CD212", first + scaled(0.6, "London") + bonus.format(12000, 18000))


@pytest.mark.parametrize(
    "row",
    [
        scaled(1, "London", "USD"),  # the same figures
        scaled(1.01, "London", "USD", 1),
        scaled(0.6, "London", stock_high="80000"),
        scaled(0.6, "London", total_comp_high="159000"),
        scaled(0.6, "London", stock_low="null", stock_high="null"),  # four figures agree by chance
        scaled(0.6, "London", stock_low="0"),
        scaled(0.6, "London", base_low="null"),
        scaled(0.6, "London", base_low="-90000"),
        scaled(0.6, "null"),
        scaled(0.6, "San Francisco"),
    ],
)
def test_other_figures_and_too_few_of_them_are_not_reported(row: str) -> None:
    not_reported("CD212", FIRST + NEW_YORK + row)


def test_no_grant_in_either_region_is_not_a_figure() -> None:
    not_reported(
        "CD212",
        FIRST.replace("80000", "0").replace("120000", "0")
        + NEW_YORK
        + scaled(0.6, "London", stock_low="0", stock_high="0"),
    )


def test_one_region_is_not_another_regions() -> None:
    not_reported("CD212", "")


def test_the_figures_of_a_region_in_another_currency_are_a_warning() -> None:
    message = "every figure is the one of San Francisco in USD"
    expect("CD212", FIRST + NEW_YORK + scaled(1), message, severity=Severity.WARNING)
    for currency in ("USD", "ABC", "PAB"):  # CD105 reports the second one, and the third one is a dollar
        not_reported("CD212", FIRST + NEW_YORK + scaled(1, region="London", currency=currency))


def test_a_currency_that_is_not_the_places_is_the_mistake() -> None:
    for one, other in ("USD", "GBP"), ("EUR", "USD"):
        first = FIRST.rstrip("\n") + f"\n    currency: {one}\n"
        fragment = first + NEW_YORK + scaled(1, region="Boston", currency=other)
        assert [found.code for found in lint(fragment, "CD212", "CD307")] == ["CD307"]


def test_a_currency_that_the_table_contradicts_is_the_mistake() -> None:
    one = (
        "base_low: 150000\n    base_high: 200000\n    stock_low: 80000\n    stock_high: 120000\n"
        "    bonus_pct: 10\n    bonus_pct_high: 15\n    total_comp_low: 185000\n    total_comp_high: 260000\n"
    )
    front = entries(f"region: San Francisco\n    {one}", f"region: New York\n    {one}    currency: EUR")
    rows = USUAL[0], USUAL[0].replace("San Francisco", "New York"), USUAL[2]
    assert [found.code for found in lint(against(front, *rows), "CD212", "CD506")] == ["CD506"]
