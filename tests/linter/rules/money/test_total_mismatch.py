import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, silent


def test_an_end_over_the_sum_by_more_than_ten_per_cent() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_high: 200000
    stock_high: 120000
    bonus_pct_high: 15
    total_comp_high: «300000»
""",
        "total_comp_high 300,000 is 15.4% over base + stock/4 + bonus = 260,000 (bonus 10–15%)",
        severity=Severity.INFO,
    )


def test_past_a_quarter_it_is_a_warning_and_names_the_one_bonus_there_is() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_low: 80000
    stock_low: 120000
    bonus_pct: 10
    # bonus_pct_high:
    total_comp_low: «82000»
""",
        "total_comp_low 82,000 is 30.5% under base + stock/4 + bonus = 118,000 (bonus 10%; no bonus_pct_high is given)",
        severity=Severity.WARNING,
    )


def test_limits_are_options() -> None:
    fragment = "compensation:\n  - total_comp_high: «300000»\n"
    expect("CD201", fragment, severity=Severity.WARNING, warning_over=15.0)
    silent("CD201", fragment.replace("«", "").replace("»", ""), info_over=16.0)


def test_silent_where_a_part_is_null() -> None:
    silent("CD201", "compensation:\n  - stock_high: null\n    total_comp_high: 900000\n")


def test_silent_where_the_whole_grant_was_added() -> None:
    silent(
        "CD201",
        """
compensation:
  - base_low: 100000
    base_high: 150000
    stock_low: 100000
    stock_high: 200000
    bonus_pct: 10
    bonus_pct_high: 10
    total_comp_low: 210000
    total_comp_high: 365000
""",
    )


def test_a_single_bonus_is_named_once_and_vesting_of_a_year_divides_nothing() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_high: 200000
    stock_high: 120000
    stock_vest_years: 1
    bonus_pct: 10
    bonus_pct_high: 10
    total_comp_low: «185000»
    total_comp_high: «300000»
""",
        "total_comp_low 185,000 is 24.5% under base + stock + bonus = 245,000 (bonus 10%)",
        "total_comp_high 300,000 is 11.8% under base + stock + bonus = 340,000 (bonus 10%)",
    )


def test_a_bonus_in_amounts_is_added_as_it_stands() -> None:
    expect(
        "CD201",
        """
compensation:
  - # bonus_pct:
    # bonus_pct_high:
    bonus_low: 15000
    bonus_high: 20000
    total_comp_high: «290000»
""",
        "total_comp_high 290,000 is 16% over base + stock/4 + bonus = 250,000",
    )


@pytest.mark.parametrize(
    "lines",
    [
        "base_low: 200000\n    base_high: 150000\n    total_comp_low: 400000",  # CD204
        "stock_low: -80000\n    total_comp_high: 320000",  # CD206
        "base_low: 150\n    total_comp_high: 320000",  # CD207
        "bonus_low: 15000\n    bonus_high: 30000\n    total_comp_high: 320000",  # CD208
        "bonus_pct_high: 300\n    total_comp_high: 320000",  # CD208
        "total_comp_low: 140000",  # CD202
        "stock_vest_years: 100\n    total_comp_high: 320000",
    ],
)
def test_silent_where_another_rule_names_the_cause(lines: str) -> None:
    silent("CD201", f"compensation:\n  - {lines}\n")
