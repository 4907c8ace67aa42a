"""Records against the schema: what is found, where, in which words. See also the rules CD101 to CD106."""

from typing import Any

import pytest

from comp_data.base.diagnostics import Finding
from comp_data.guide.document import parse_document
from comp_data.guide.schema_check import check_record
from tests.fragments import EXAMPLE, guide


def problems(front: str) -> list[Finding]:
    return check_record(parse_document(f"---\n{front}---\nbody\n"))


def in_example(fragment: str) -> list[tuple[str, Any, str]]:
    text = guide("acme/data-engineer.md", fragment)
    return [(found.code, found.at, found.message) for found in check_record(parse_document(text))]


def test_the_example_has_no_problems() -> None:
    assert check_record(parse_document(EXAMPLE)) == []


def test_a_document_without_values_is_left_alone() -> None:
    assert problems("- a\n") == []
    assert problems("a: [\n") == []
    assert check_record(parse_document("")) == []


def test_an_empty_record_misses_every_required_key_once() -> None:
    found = problems("{}\n")
    assert [one.code for one in found] == ["CD101"] * 13
    assert [one.at[0] for one in found][:3] == ["company", "company_display", "role"]
    assert all(one.help and one.help.startswith(f"Add `{one.at[0]}:`. ") for one in found)


def test_a_problem_in_one_entry_does_not_hide_the_next() -> None:
    assert in_example("compensation:\n  - base_low: x\n  - currency: YEN\n    stock_high: 1.5\n") == [
        ("CD104", ("compensation", 0, "base_low"), 'base_low is the text "x", not a whole number'),
        ("CD104", ("compensation", 1, "stock_high"), "stock_high is the number 1.5, not a whole number"),
        (
            "CD105",
            ("compensation", 1, "currency"),
            "currency is YEN; it must be an ISO 4217 code such as USD, EUR, GBP",
        ),
    ]


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("bonus_pct: .inf", "CD206", "bonus_pct is infinite"),
        ("base_low: -.inf", "CD206", "base_low is infinite"),
        ("stock_vest_years: .nan", "CD206", "stock_vest_years is not a number"),
    ],
)
def test_numbers_that_are_not_finite(line: str, code: str, message: str) -> None:
    key = line.partition(":")[0]
    assert in_example(f"compensation:\n  - {line}\n") == [(code, ("compensation", 0, key), message)]


def test_every_message_says_what_to_do() -> None:
    found = problems(
        "compensation: [1, {region: '', currency: 5, base_low: no, x: 1, bonus_pct: .inf, level: [1]}]\n"
        "company: A B\nrole: null\nschema_version: 3\nlast_updated: soon\nlevel_mapping: []\ndata_sources: 7\n"
    )
    assert {one.code for one in found} == {"CD101", "CD103", "CD104", "CD105", "CD106", "CD206"}
    assert all(one.help for one in found)


def test_long_texts_are_cut_and_kept_on_one_line() -> None:
    (found,) = [one for one in problems('company: "' + "a\\n " * 100_000 + '"\n') if one.code == "CD105"]
    assert len(found.message) < 150
    assert "\n" not in found.message


@pytest.mark.slow
@pytest.mark.parametrize(
    "front",
    [
        "".join(f"base_{n}: 1\n" for n in range(60_000)),
        "compensation:\n" + "- {}\n" * 10_000,
        "compensation:\n" + "- 1\n" * 10_000,
        "data_sources: [" + "{}," * 10_000 + "]\n",
        "level_mapping: {" + ",".join(f"k{n}: 1" for n in range(50_000)) + "}\n",
    ],
    ids=lambda front: repr(front[:12]),
)
def test_records_with_very_many_problems_are_checked(front: str) -> None:
    document = parse_document(f"---\n{front}---\nbody\n")
    assert len(check_record(document)) >= 10_000
