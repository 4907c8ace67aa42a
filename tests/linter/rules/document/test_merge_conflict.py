from typing import Any

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.guide.document import parse_document
from comp_data.linter.rules.document import merge_conflict
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import USUAL, against

BODY = "company: acme\n---\n### Data Engineer | Acme Guide\n\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_conflict_is_one_finding(end: str) -> None:
    text = BODY + "«<<<<<<< HEAD»\n1. one\n||||||| 1a2b3c\n1. two\n=======\n1. three\n>>>>>>> feature\n"
    expect("CD010", text.replace("\n", end) if end == "\n" else BODY + text.removeprefix(BODY).replace("\n", end))


def test_each_conflict_of_a_table() -> None:
    side = "| London | £150K |\n=======\n| London | £155K |\n>>>>>>> feature\n"
    expect(
        "CD010",
        f"{BODY}| Region | Base |\n|---|---|\n«<<<<<<< HEAD»\n{side}| Paris | €90K |\n«<<<<<<<»\n{side}",
        "merge conflict marker: <<<<<<< HEAD",
        "merge conflict marker: <<<<<<<",
    )


def test_a_marker_that_is_left_over() -> None:
    expect("CD010", f"{BODY}1. one\n«>>>>>>> feature»\n", "merge conflict marker: >>>>>>> feature")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_middle_that_is_left_over_in_a_table(end: str) -> None:
    row = f"| London | £150K |{end}"
    rest = f"{row}>>>>>>> feature{end}"
    expect(
        "CD010",
        f"{BODY}| Region | Base |{end}|---|---|{end}{row}«=======»{end}{rest}",
        "merge conflict marker: =======",
    )


def test_a_marker_below_the_header_of_a_table_is_one_finding() -> None:
    table = "| Region | Base Salary | Stock | Bonus | Total Comp |\n|---|---|---|---|---|\n>>>>>>> feature\n"
    found = lint(f"{BODY}{table}| London | £150K–£180K | N/A | N/A | £150K–£180K |\n")
    assert [one.code for one in found if one.code in ("CD010", "CD501")] == ["CD010"]


def test_a_second_front_matter() -> None:
    said = "the body begins with a second front matter"
    expect("CD010", f"company: acme\n---\n«---»\ncompany: acme\nrole: data-engineer\n{BODY}", said)
    not_reported("CD010", "company: acme\n---\n---\nnote: a line\n\n### Data Engineer | Acme Guide\n")


@pytest.mark.parametrize(
    "body",
    [
        "Levers\n=======\n",
        "Levers\n-------\n",
        ">>>>>>>\n",
        "|||||||\n",
        "<<<<<<<< eight\n>>>>>>>> eight\n",
        "we pay <<<<<<< HEAD\n",
        "```\n<<<<<<< HEAD\n=======\n>>>>>>> feature\n```\n",
        "    <<<<<<< HEAD\n",
    ],
)
def test_lines_that_are_no_markers(body: str) -> None:
    not_reported("CD010", BODY + body)


def test_a_body_that_is_written_twice() -> None:
    text = "### Data Engineer | Acme Guide\n\n1. one\n"
    expect(
        "CD010",
        f"{BODY}1. one\n«### Data Engineer | Acme Guide»\n\n1. one\n",
        "Data Engineer | Acme Guide appears twice",
    )
    not_reported("CD010", f"{BODY}{text.replace('Guide', 'Guide: Levers')}")
    not_reported("CD010", f"company: acme\n---\n# Guide\n\n# Guide\n{text}")


@pytest.mark.parametrize("label", ["**Leverage:** high", "#### Risks\n\nNone known."])
def test_a_label_below_several_headings_is_no_copy(label: str) -> None:
    not_reported("CD010", f"{BODY}### Base\n\n{label}\n\n### Equity\n\n{label}\n")


@pytest.mark.parametrize("section", ["> **Negotiate Up Strategy:** Ask for more.", "#### Evidence\n- Levels.fyi"])
def test_a_section_that_is_there_twice(section: str) -> None:
    label = section.strip("> *#").partition(":")[0].partition("\n")[0]
    marked = f"«{section}»" if ":" in section else section.replace("#### Evidence", "«#### Evidence»")
    marked = marked.replace(" Ask for more.»", "» Ask for more.")
    expect("CD010", f"{BODY}{section}\n\n{marked}\n", f"{label} appears twice", severity=Severity.WARNING)
    other = section.replace("more", "less").replace("Levels.fyi", "Glassdoor")
    not_reported("CD010", f"{BODY}{section}\n\n{other}\n")


class CountedText(str):
    """A text that counts the characters that are copied out of it."""

    __slots__ = ()
    copied = 0

    def __getitem__(self, key: Any) -> str:
        found = super().__getitem__(key)
        CountedText.copied += len(found)
        return found


def test_many_short_sections_are_not_compared_with_a_long_one_of_the_name() -> None:
    body = "\n\n".join(("### Evidence", "A source. " * 100, *["### Evidence\n\nOne."] * 100))
    document = parse_document(f"---\n{BODY}{body}\n".encode(), "acme/data-engineer.md")
    assert document.body.sections
    document.text = CountedText(document.text)
    assert not list(merge_conflict.check(document))
    assert CountedText.copied < len(body)


def test_a_title_that_is_accepted_twice_hides_no_wrong_figure() -> None:
    wrong = against("company: acme", USUAL[0].replace("$150K", "$160K"), *USUAL[1:])
    title = "### Data Engineer | Acme Global Negotiation Guide\n\n"
    twice = wrong.replace(title, f"{title}Pay:\n\n{title}Pay:\n\n")
    assert [one.code for one in lint(twice, "CD010", "CD503")] == ["CD010"]
    accepted = twice.replace("company: acme", "company: acme  # comp-data: ignore-file[CD010] the title is a banner")
    assert [one.code for one in lint(accepted, "CD010", "CD503")] == ["CD503"]


def test_a_section_that_is_there_twice_hides_no_wrong_figure() -> None:
    wrong = against("company: acme", USUAL[0].replace("$150K", "$160K"), *USUAL[1:])
    section = wrong[wrong.index("#### Evidence") :]
    assert [one.code for one in lint(f"{wrong}\n{section}") if one.severity >= Severity.WARNING] == ["CD503", "CD010"]
