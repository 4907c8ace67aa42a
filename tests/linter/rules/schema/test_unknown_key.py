import pytest

from comp_data.guide.document import parse_document
from comp_data.guide.schema_check import check_record
from tests.linter.checks import expect, not_reported


def test_the_nearest_key_is_named_and_the_fix_renames() -> None:
    (found,) = expect("CD103", "«employee_count»: 1000-5000\n", "employee_count is not a key of the front matter")
    assert found.help == "Did you mean employee_count_range?"
    assert found.fix is not None
    assert (found.fix.safe, [edit.text for edit in found.fix.edits]) == (False, ["employee_count_range"])


def test_no_fix_where_the_nearest_key_is_there_already() -> None:
    (found,) = expect(
        "CD103",
        "compensation:\n  - region: A\n    «base_min»: 1\n",
        "base_min is not a key of an entry of compensation",
    )
    assert (found.help, found.fix) == ("Did you mean base_low?", None)


@pytest.mark.parametrize(
    ("key", "renamed"), [('"tickr"', '"ticker"'), ("'tickr'", "'ticker'"), ('"tick\\x72"', "ticker")]
)
def test_a_key_is_renamed_in_its_quotes(key: str, renamed: str) -> None:
    (found,) = expect("CD103", f"---\nindustry: a\n«{key}»: x\n---\nbody\n")
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == [renamed]


def test_no_fix_where_only_an_invisible_line_end_differs() -> None:
    (found,) = expect("CD103", "---\nindustry: a\n«ticker»\u2028: x\n---\nbody\n")
    assert found.fix is None


def test_no_guess_without_a_near_key() -> None:
    (found,) = expect(
        "CD103", "data_sources:\n  - name: A\n    «page»: 1\n", "page is not a key of an entry of data_sources"
    )
    assert found.help == "Delete it; the known keys are name, url, date_accessed"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("base_max", "base_high"),
        ("salary_low", "base_low"),
        ("equity_high", "stock_high"),
        ("options_low", "stock_low"),
        ("bonus_percentage", "bonus_pct"),
        ("bonus_pct_low", "bonus_pct"),
        ("tc_high", "total_comp_high"),
        ("location", "region"),
        ("Currency", "currency"),
        ("signing-bonus-low", "signing_bonus_low"),
    ],
)
def test_words_of_other_formats(key: str, meant: str) -> None:
    problems = check_record(parse_document(f"---\ncompensation:\n  - {key}: 1\n---\nbody"))
    assert [p.help for p in problems if p.code == "CD103"] == [f"Did you mean {meant}?"]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("hq", "hq_location"),
        ("review", "next_review_due"),
        ("quarter", "salary_data_quarter"),
        ("summary", "negotiation_dna_summary"),
    ],
)
def test_short_names_of_keys(key: str, meant: str) -> None:
    problems = check_record(parse_document(f"---\n{key}: x\n---\nbody"))
    assert [p.help for p in problems if p.code == "CD103"] == [f"Did you mean {meant}?"]


def test_other_names_of_an_address() -> None:
    (found,) = expect("CD103", "data_sources:\n  - name: A\n    «link»: https://acme.com\n")
    assert found.help == "Did you mean url?"


def test_level_mapping_takes_any_company() -> None:
    not_reported("CD103", "level_mapping:\n  internal: D4\n  raw: A = B\n  meta: E4\n")
