import pytest

from tests.linter.checks import expect, not_reported

CASES = {
    "ticker: «4385»": ("ticker is the number 4385, not text", '"4385"'),
    "ticker: «true»": ("ticker is true, not text", '"true"'),
    "ticker: «2026-02-23»": ("ticker is the date 2026-02-23, not text", '"2026-02-23"'),
    "ticker: «[a]»": ("ticker is a list, not text", None),
    "role_type: «null»": ("role_type is null, not text", None),
    "company: «12»": ("company is the number 12, not text", '"12"'),
    "last_updated: «2026»": ("last_updated is the number 2026, not a date", None),
    "level_mapping:\n  «- a»": ("level_mapping is a list, not a mapping", None),
    "level_mapping: «A = B»": ('level_mapping is the text "A = B", not a mapping', None),
    "level_mapping:\n  meta: «5»": ("meta is the number 5, not text", '"5"'),
    "data_sources: «Levels.fyi»": ('data_sources is the text "Levels.fyi", not a list', None),
    "data_sources:\n  - «5»": ("data_sources entry 1 is the number 5, not a name or a mapping", None),
    "compensation: «{}»": ("compensation is a mapping, not a list", None),
    "compensation: [«USD»]": ('compensation entry 1 is the text "USD", not a mapping', None),
}
IN_AN_ENTRY = {
    "base_low: «'150000'»": ('base_low is the text "150000", not a whole number', "150000"),
    "base_low: «150,000»": ('base_low is the text "150,000", not a whole number', "150000"),
    "base_low: «150_000»": ('base_low is the text "150_000", not a whole number', "150000"),
    "base_low: «$150K»": ('base_low is the text "$150K", not a whole number', "150000"),
    "base_low: «€150K»": ('base_low is the text "€150K", not a whole number', None),
    "base_low: «150K-180K»": ('base_low is the text "150K-180K", not a whole number', None),
    "base_low: «15K a month»": ('base_low is the text "15K a month", not a whole number', None),
    "bonus_pct: «10%»": ('bonus_pct is the text "10%", not a number', "10"),
    "bonus_pct: «10-15%»": ('bonus_pct is the text "10-15%", not a number', None),
    "base_low: «150000.0»": ("base_low is the number 150000.0, not a whole number", "150000"),
    "base_low: «150.000»": ("base_low is the number 150.0, not a whole number", None),  # or 150,000 in German
    "base_low: «150000.5»": ("base_low is the number 150000.5, not a whole number", None),
    "base_low: «true»": ("base_low is true, not a whole number", None),
    "base_low: «''»": ("base_low is blank text, not a whole number", None),
    "bonus_pct: «'12'»": ('bonus_pct is the text "12", not a number', "12"),
    "bonus_pct: «false»": ("bonus_pct is false, not a number", None),
    "stock_vest_years: «four»": ('stock_vest_years is the text "four", not a number', None),
    "currency: «null»": ("currency is null, not text", None),
}


def check(fragment: str, message: str, written: str | None) -> None:
    (found,) = expect("CD104", fragment, message)
    assert [edit.text for edit in found.fix.edits] == [written] if found.fix else written is None
    assert found.fix is None or (not found.fix.safe and found.fix.edits[0].span == found.span)


@pytest.mark.parametrize("line", CASES)
def test_a_value_of_the_record(line: str) -> None:
    check(f"{line}\n", *CASES[line])


def test_what_is_no_text_is_put_in_quotes() -> None:
    (found,) = expect("CD104", "ticker: «4385»\n")
    assert found.help == "Put it in quotes"
    (found,) = expect("CD104", "ticker: «[a]»\n")
    assert found.help == "Write text"
    (found,) = expect("CD104", "compensation:\n  - region: «null»\n")  # as `comp-data new` writes it
    assert found.help == "Write text. The place as people write it: San Francisco, London (HQ), Remote US."


@pytest.mark.parametrize("line", IN_AN_ENTRY)
def test_a_value_of_an_entry(line: str) -> None:
    check(f"compensation:\n  - {line}\n", *IN_AN_ENTRY[line])


def test_an_alias_is_not_put_in_quotes() -> None:
    found = expect("CD104", "---\nindustry: &x «12»\nticker: «*x»\n---\nbody\n")
    assert [one.fix is None for one in found] == [False, True]


def test_no_finding_for_whole_and_broken_numbers_and_for_null() -> None:
    not_reported("CD104", "compensation:\n  - base_low: null\n    bonus_pct: 12.5\n    stock_vest_years: 1\n")
