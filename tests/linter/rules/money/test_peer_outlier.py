import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported

NAMES = ("globex", "initech", "umbrella", "hooli", "soylent", "tyrell", "cyberdyne", "wonka", "stark", "wayne")


def peers(number: int = 8, lines: str = "total_comp_low: {}", step: int = 1000) -> str:
    return "".join(
        f"# file: {name}/data-engineer.md\ncompensation:\n  - {lines.format(185000 + step * place)}\n"
        for place, name in enumerate(NAMES[:number])
    )


def acme(lines: str) -> str:
    return f"# file: acme/data-engineer.md\ncompensation:\n  - {lines}\n"


LOW = "total_comp_low: «37000»\n    total_comp_high: 52000\n    base_low: 30000\n    base_high: 40000"
PLAIN_LOW = LOW.replace("«", "").replace("»", "")


def test_far_under_the_peers() -> None:
    (found,) = expect(
        "CD213",
        acme(LOW) + peers(),
        "total compensation, midpoint 44,500, is 5 times under 224,250, the median of 8 other companies "
        "for data-engineer in San Francisco Bay Area (USD)",
        severity=Severity.WARNING,
    )
    assert found.company == "acme"
    assert found.region == "San Francisco"


def test_far_over_the_peers_points_at_the_end_that_is_farther_off() -> None:
    expect(
        "CD213",
        acme("total_comp_low: 190000\n    total_comp_high: «2600000»") + peers(),
        "total compensation, midpoint 1,395,000, is 6 times over 224,250, the median of 8 other companies "
        "for data-engineer in San Francisco Bay Area (USD)",
    )


def test_base_stands_in_for_a_total_that_is_not_known() -> None:
    no_total = "\n    total_comp_low: null\n    total_comp_high: null"
    expect(
        "CD213",
        acme("base_low: «30000»\n    base_high: 40000" + no_total) + peers(8, "base_low: 150000" + no_total),
        "base salary, midpoint 35,000, is 5 times under 175,000, the median of 8 other companies "
        "for data-engineer in San Francisco Bay Area (USD)",
    )


def test_a_metropolitan_area_is_one_place() -> None:
    expect("CD213", acme(f"region: Oakland\n    {LOW}") + peers())


def test_needs_eight_other_companies() -> None:
    not_reported("CD213", acme(PLAIN_LOW) + peers(7))
    expect("CD213", acme(LOW) + peers(7), peers=7)


def test_the_ratio_is_an_option() -> None:
    not_reported("CD213", acme(PLAIN_LOW) + peers(), ratio=6.0)
    expect("CD213", acme("total_comp_low: «120000»\n    total_comp_high: 130000") + peers(), ratio=1.5)


def test_peers_that_differ_widely_say_little() -> None:
    # From 185,000 to 885,000: three times under their median is not far among these.
    spread = peers(8, "total_comp_low: {0}\n    total_comp_high: {0}", 100_000)
    row = "total_comp_low: 160000\n    total_comp_high: 180000"
    not_reported("CD213", acme(row) + spread)
    not_reported("CD213", acme(row) + spread, deviations=2.5)
    expect("CD213", acme(row.replace("160000", "«160000»")) + spread, deviations=1.0)


@pytest.mark.parametrize(
    "lines",
    [
        f"currency: GBP\n    {PLAIN_LOW}",
        f"level: L3\n    {PLAIN_LOW}",
        f"region: Atlantis\n    {PLAIN_LOW}",
        f"region: San Francisco / Seattle\n    {PLAIN_LOW}",
        f"region: Boston\n    {PLAIN_LOW}",
        f"{PLAIN_LOW}\n    stock_low: -1",
        "total_comp_low: 75000\n    total_comp_high: 80000",  # less than three times
    ],
)
def test_no_finding_if_there_is_nothing_to_compare_with(lines: str) -> None:
    not_reported("CD213", acme(lines) + peers())


def test_other_roles_are_no_peers() -> None:
    not_reported("CD213", acme(PLAIN_LOW) + peers().replace("data-engineer", "data-scientist"))


def test_two_rows_of_one_company_are_one_peer() -> None:
    second = "  - region: Oakland\n    total_comp_low: 186000\n"
    not_reported("CD213", acme(PLAIN_LOW) + peers(7) + second)
    not_reported("CD213", "")
