from comp_data.diagnostics import Severity
from tests.lint.checks import expect, silent


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
        "total_comp_high 300,000 is 15.4 % over base + stock/4 + bonus = 260,000 (bonus 10–15 %)",
        severity=Severity.INFO,
    )


def test_past_a_quarter_it_is_a_warning_and_names_the_one_bonus_there_is() -> None:
    expect(
        "CD201",
        """
compensation:
  - base_low: 100000
    stock_low: 80000
    bonus_pct: 10
    # bonus_pct_high:
    total_comp_low: «90000»
""",
        "total_comp_low 90,000 is 30.8 % under base + stock/4 + bonus = 130,000 "
        "(bonus 10 %; no bonus_pct_high is given)",
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
