import pytest

from comp_data.base.diagnostics import Severity
from comp_data.guide.document import parse_document
from comp_data.guide.front_matter.writer import scalar
from tests.linter.checks import expect, lint, not_reported
from tests.linter.rules.body.tables import changed
from tests.linter.rules.body.texts import saying

LINE = "**Negotiation DNA:** Steady base, growing equity"


def test_another_text() -> None:
    (found,) = expect(
        "CD509",
        saying("negotiation_dna_summary: «High base, no equity»"),
        'negotiation_dna_summary says "High base, no equity", the Negotiation DNA line "Steady base, growing equity"',
        severity=Severity.WARNING,
    )
    assert found.fix is not None
    assert not found.fix.safe
    assert [edit.text for edit in found.fix.edits] == ['"Steady base, growing equity"']
    (note,) = found.related
    assert (note.message, note.span.column) == ("the Negotiation DNA line", 22)


def test_long_texts_are_quoted_from_where_they_differ() -> None:
    same = "Steady base with a growing grant of equity over four years and a bonus of"
    (found,) = lint(
        saying(f"negotiation_dna_summary: {same} 5%", summary=f"**Negotiation DNA:** {same} **15%**"), "CD509"
    )
    assert found.message == (
        'negotiation_dna_summary says "…years and a bonus of 5%", the Negotiation DNA line "…years and a bonus of 15%"'
    )


@pytest.mark.parametrize(
    "line",
    [
        "**Negotiation DNA:** `Steady` **base**, growing equity.",
        "**Negotiation DNA:**  Steady base, | growing [equity](https://acme.example)",
        "**Negotiation DNA** — steady Base, growing equity",
        "**Negotiation DNA:**\nSteady base",
        "## Negotiation DNA: Another one",
    ],
)
def test_no_finding_for_the_same_text_and_without_line(line: str) -> None:
    not_reported("CD509", saying(summary=line))


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ("Base – 10—15% “bonus”", "Base - 10–15% 'bonus'"),
        ('"**Base** + `RSU` | bonus"', "Base + **RSU** · bonus"),
        ("R&D base", "R&amp;D base"),
        ("Base and equity…", "Base and equity"),
    ],
)
def test_no_finding_for_other_marks_dashes_and_quotes(stated: str, line: str) -> None:
    not_reported("CD509", saying(f"negotiation_dna_summary: {stated}", summary=f"**Negotiation DNA:** {line}"))


@pytest.mark.parametrize("written", ["5", "[a]", "{a: b}", "true"])
def test_no_finding_for_what_is_not_text(written: str) -> None:
    not_reported("CD509", saying(f"negotiation_dna_summary: {written}"))


def test_no_finding_for_a_missing_key() -> None:
    not_reported("CD509", saying("# negotiation_dna_summary:"))


@pytest.mark.parametrize(
    ("written", "state"), [("null", "null"), ("~", "null"), *((text, "without text") for text in ("''", "'  '", "—"))]
)
def test_an_empty_summary_is_filled(written: str, state: str) -> None:
    fragment = saying(f"negotiation_dna_summary: «{written}»")
    expect("CD509", fragment, f"negotiation_dna_summary is {state}, but the Negotiation DNA line has text")
    assert changed(fragment.replace("«", "").replace("»", ""), "CD509") == [
        (f"negotiation_dna_summary: {written}", 'negotiation_dna_summary: "Steady base, growing equity"')
    ]


def test_a_summary_that_is_not_written_is_filled() -> None:
    assert changed(saying("negotiation_dna_summary: # later", summary="**Negotiation DNA:** Steady base"), "CD509") == [
        ("negotiation_dna_summary: # later", "negotiation_dna_summary: Steady base # later")
    ]


def test_an_empty_summary_is_reported_once() -> None:
    assert [one.code for one in lint(saying("negotiation_dna_summary: null"), "CD102", "CD509")] == ["CD509"]
    without = saying("negotiation_dna_summary: null", summary="**Negotiation DNA:**")
    assert [one.code for one in lint(without, "CD102", "CD509")] == ["CD102"]


@pytest.mark.parametrize(
    "stated", ["Steady base", "Steady base, gro", '"**Steady** base, growing…"', '"Steady base ..."', "steady"]
)
def test_a_summary_that_breaks_off_is_completed(stated: str) -> None:
    (found,) = expect(
        "CD509",
        saying(f"negotiation_dna_summary: «{stated}»"),
        "negotiation_dna_summary is cut off: the Negotiation DNA line continues",
    )
    assert found.fix is not None
    assert found.fix.safe
    assert changed(saying(f"negotiation_dna_summary: {stated}"), "CD509") == [
        (f"negotiation_dna_summary: {stated}", 'negotiation_dna_summary: "Steady base, growing equity"')
    ]


def test_a_summary_without_the_paragraph_right_below_the_line_is_not_reported() -> None:
    line = "**Negotiation DNA:** Steady base, **growing** equity, and more of both\nIts scope is wide\nand grows."
    same = "Steady base, growing equity, and more of both"
    not_reported("CD509", saying(f"negotiation_dna_summary: {same}", summary=line))


@pytest.mark.parametrize(("stated", "line"), [("Bonus 1", "Bonus 15%"), ("Bonus 10", "Bonus 10–15%")])
def test_another_figure_is_not_a_beginning(stated: str, line: str) -> None:
    (found,) = lint(saying(f"negotiation_dna_summary: {stated}", summary=f"**Negotiation DNA:** {line}"), "CD509")
    assert found.fix is not None
    assert not found.fix.safe


def test_no_fix_that_would_shorten_the_summary() -> None:
    (found,) = lint(saying("negotiation_dna_summary: Steady base, growing equity, large bonus"), "CD509")
    assert found.fix is None
    assert found.help == "Write the text that is right in both places"


@pytest.mark.parametrize("written", ["|\n  Other\n  text", "&a Other"])
def test_no_fix_for_a_block_or_behind_an_anchor(written: str) -> None:
    (found,) = lint(saying(f"negotiation_dna_summary: {written}"), "CD509")
    assert found.fix is None


@pytest.mark.parametrize(
    "text",
    [
        'Say "yes" \\o/ now',
        "Base: steady # and 'more'",
        "- 10% | {x} & [y]",
        "2026-01-01",
        "no",
        "Base\x7f\u2028 RSU",
        "é – …x",
    ],
)
def test_any_text_is_written_so_that_yaml_reads_it(text: str) -> None:
    fragment = saying("negotiation_dna_summary: null", summary=f"**Negotiation DNA:** {text}")
    ((_, new),) = changed(fragment, "CD509")
    values = parse_document(f"---\n{new}\n---\nbody\n").values
    read = " ".join(text.replace("\\o", "\\o").split())
    assert values == {"negotiation_dna_summary": read}
    assert new == f"negotiation_dna_summary: {scalar(read)}"


def test_a_second_line() -> None:
    fragment = saying(
        "negotiation_dna_summary: Steady base, growing equity", summary=f"{LINE}\n\n«**Negotiation DNA:**» Other"
    )
    expect("CD509", fragment, "the body has a second Negotiation DNA line")


@pytest.mark.parametrize("text", ["The **Negotiation DNA:** line above is short.", "**Negotiation DNA:**\n\nA label."])
def test_a_mention_of_the_line_is_no_second_line(text: str) -> None:
    mention = f"{LINE}\n\n{text}"
    not_reported("CD509", saying("negotiation_dna_summary: Steady base, growing equity", summary=mention))
