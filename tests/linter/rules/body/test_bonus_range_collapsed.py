import pytest

from tests.linter.checks import expect, not_reported
from tests.linter.rules.body.tables import USUAL, against, changed, entries

LOW_END = "region: San Francisco\n    bonus_pct: «10»\n    # bonus_pct_high:"


def row(bonus: str) -> str:
    return f"San Francisco | $150K–$200K | $80K–$120K | {bonus} | $185K–$260K"


def test_the_low_end_alone_is_found_and_the_high_end_written() -> None:
    fragment = against(entries(LOW_END), *USUAL)
    (found,) = expect(
        "CD505", fragment, "bonus_pct 10% is the low end of the table's 10–15%; bonus_pct_high is not given"
    )
    assert found.help == "Write bonus_pct_high: 15"
    assert [note.message for note in found.related] == ["the range in the table"]
    assert changed(fragment, "CD505") == [("", "    bonus_pct_high: 15")]


def test_exchanged_ends_of_the_table_are_refused_and_not_written() -> None:
    fragment = against(entries(LOW_END.replace("«10»", "15")), row("«15–10%»"), *USUAL[1:])
    expect("CD513", fragment, "the bonus `15–10%` cannot be read: the low end of the range is over the high one")
    not_reported("CD505", fragment.replace("«", "").replace("»", ""))


@pytest.mark.parametrize(
    ("bonus", "high"), [("10–12.5%", "12.5"), ("10% - 20%", "20"), ("$15K–$30K (10–15%)", "15"), ("10 to 15 %", "15")]
)
def test_the_ways_a_table_gives_a_range(bonus: str, high: str) -> None:
    fragment = against(entries(LOW_END), row(bonus), *USUAL[1:])
    assert changed(fragment, "CD505") == [("", f"    bonus_pct_high: {high}")]


def test_a_high_end_of_null_is_written_in_place() -> None:
    lines = "region: San Francisco\n    bonus_pct: «10»\n    bonus_pct_high: null  # ask HR"
    fragment = against(entries(lines), *USUAL)
    expect("CD505", fragment)
    assert changed(fragment, "CD505") == [
        ("    bonus_pct_high: null  # ask HR", "    bonus_pct_high: 15  # ask HR"),
    ]


@pytest.mark.parametrize("bonus", ["10%", "10%+", "8–15%", "15%", "N/A", "Discretionary", "$15K–$30K", "up to 10%"])
def test_no_finding_if_the_table_gives_no_range_above_the_low_end(bonus: str) -> None:
    lines = LOW_END.replace("«", "").replace("»", "")
    not_reported("CD505", against(entries(lines), row(bonus), *USUAL[1:]))


def test_no_finding_if_both_ends_are_given_or_none() -> None:
    not_reported("CD505", against("company: acme", *USUAL))
    not_reported("CD505", against(entries("region: San Francisco\n    bonus_pct: null\n    # bonus_pct_high:"), *USUAL))


def test_what_an_alias_stands_for_is_written_once() -> None:
    lines = (
        "compensation:\n"
        "  - &first\n    region: Boston\n    base_low: 150000\n    base_high: 200000\n    bonus_pct: 10\n"
        "    currency: USD\n"
        "  - *first"
    )
    boston = row("10–15%").replace("San Francisco", "Boston")
    fragment = against(f"---\n{lines}", boston, boston)
    assert changed(fragment, "CD505") == [("", "    bonus_pct_high: 15")]
