"""What the money rules take from the body's table, where front matter has only one end of the bonus or no years."""

import pytest

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import HEADER, USUAL, against, entries

ONE_END = "region: San Francisco\n    bonus_pct: 10\n    # bonus_pct_high:\n    total_comp_high: {}"


def row(bonus: str, total_high: str) -> str:
    return f"San Francisco | $150K–$200K | $80K–$120K | {bonus} | $185K–{total_high}"


def test_the_tables_range_explains_a_total() -> None:
    not_reported("CD201", against(entries(ONE_END.format(275000)), row("10–20%", "$275K"), *USUAL[1:]))
    expect("CD201", against(entries(ONE_END.format("«285000»")), row("from 10%", "$285K"), *USUAL[1:]))


def test_the_message_says_that_the_range_is_the_tables() -> None:
    expect(
        "CD201",
        against(entries(ONE_END.format("«340000»")), row("10–20%", "$340K"), *USUAL[1:]),
        "total_comp_high 340,000 is 25.9% over base + stock/4 + bonus = 270,000 (bonus 10–20% by the table)",
        severity=Severity.WARNING,
    )


def test_a_single_target_in_the_table_leaves_no_room_for_a_higher_one() -> None:
    expect(
        "CD201",
        against(entries(ONE_END.format("«320000»")), row("10%", "$320K"), *USUAL[1:]),
        "total_comp_high 320,000 is 28% over base + stock/4 + bonus = 250,000 (bonus 10%)",
        severity=Severity.WARNING,
    )
    expect(
        "CD202",
        against(entries(ONE_END.format("«350000»")), row("10%", "$350K"), *USUAL[1:]),
        "total_comp_high 350,000 is more than base + the whole grant + bonus of 10% by the table = 340,000",
    )
    not_reported("CD202", against(entries(ONE_END.format(350000)), row("from 10%", "$350K"), *USUAL[1:]))


def test_a_bonus_that_the_table_gives_otherwise_is_one_finding() -> None:
    fragment = against(entries(ONE_END.format("340000")), row("20–30%", "$340K"), *USUAL[1:])
    assert [one.code for one in lint(fragment, "CD201", "CD503") if one.severity is not Severity.INFO] == ["CD503"]


def test_the_tables_years_divide_the_grant() -> None:
    header = HEADER.replace("RSU/4yr", "RSU/yr")
    whole = "region: San Francisco\n    total_comp_low: 245000\n    total_comp_high: 350000"
    rows = ("San Francisco | $150K–$200K | $80K–$120K | 10–15% | $245K–$350K",)
    not_reported("CD203", against(entries(whole), *rows, header=header))
    expect(
        "CD203",
        against(entries(whole.replace("245000", "«245000»")) + "\n  - stock_low: null\n  - stock_low: null", *rows),
    )


@pytest.mark.parametrize("years", ["null", "4"])
def test_years_that_front_matter_states_count(years: str) -> None:
    header = HEADER.replace("RSU/4yr", "RSU/yr")
    lines = (
        f"region: San Francisco\n    total_comp_low: 245000\n    total_comp_high: 350000\n    stock_vest_years: {years}"
    )
    others = "\n  - total_comp_low: null\n  - total_comp_low: null"
    found = against(
        entries(lines) + others, "San Francisco | $150K–$200K | $80K–$120K | 10–15% | $245K–$350K", header=header
    )
    if years == "null":
        not_reported("CD203", found)
    else:
        expect("CD203", found.replace("total_comp_low: 245000", "total_comp_low: «245000»"))
