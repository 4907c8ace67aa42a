import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against

NO_YEARS = "Region | Base Salary | Stock (RSU) | Bonus | Total Comp"
# base 150,000–200,000, bonus 10–15%: a total of 290,000–480,000 by the formula.
LINES = """
compensation:
  - stock_low: 500000
    stock_high: «1000000»
    total_comp_low: 290000
    total_comp_high: 480000"""
LARGE = against(LINES, *USUAL, header=NO_YEARS)


def test_a_grant_over_a_total_that_the_formula_confirms() -> None:
    (found,) = expect(
        "CD210",
        LARGE,
        "stock_high 1,000,000 is more than a year's total compensation, total_comp_high 480,000",
        severity=Severity.INFO,
    )
    assert found.help == "Check the grant, and state its vesting as `stock_vest_years`"
    assert [place.message for place in found.related] == ["the total"]


def test_the_low_end_where_the_high_one_is_fine() -> None:
    expect(
        "CD210",
        against(
            "compensation:\n  - stock_low: «300000»\n    stock_high: 300000\n"
            "    total_comp_low: 240000\n    total_comp_high: 305000",
            *USUAL,
            header=NO_YEARS,
        ),
        "stock_low 300,000 is more than a year's total compensation, total_comp_low 240,000",
    )


def test_skips_a_grant_whose_years_the_table_states() -> None:
    not_reported("CD210", against(LINES.replace("«", "").replace("»", ""), *USUAL))


def test_no_finding_once_the_vesting_is_stated() -> None:
    not_reported("CD210", LARGE.replace("«1000000»", "1000000\n    stock_vest_years: 4"))


def test_a_years_share_over_a_total_that_cannot_be_checked() -> None:
    (found,) = expect(
        "CD210",
        """
compensation:
  - base_low: null
    base_high: null
    stock_low: 200000
    stock_high: «600000»
    stock_vest_years: 1
    total_comp_low: 290000
    total_comp_high: 480000
""",
        "a year's share of stock_high, 600,000, is more than a year's total compensation, total_comp_high 480,000",
    )
    assert found.help == "Correct the grant, its vesting years or the total: a year's total holds a year's share"


@pytest.mark.parametrize(
    "lines",
    [
        "stock_high: 260000",  # equal to the total
        "stock_high: 600000",  # CD201: the formula gives 380,000 for a total of 260,000
        "stock_high: 600000\n    stock_vest_years: 1",  # CD201
        "stock_low: null\n    stock_high: null",
        "total_comp_low: null\n    total_comp_high: null",
        "stock_low: -1\n    stock_high: 900000",
    ],
)
def test_a_grant_that_fits_or_that_another_rule_reports_is_skipped(lines: str) -> None:
    not_reported("CD210", f"compensation:\n  - {lines}\n")


@pytest.mark.parametrize("line", ["RSUs vest over four years.", "A 4-year vesting period with a one-year cliff."])
def test_years_of_vesting_that_the_body_states(line: str) -> None:
    not_reported("CD210", LARGE.replace("«", "").replace("»", "") + f"\n\n{line}\n")
