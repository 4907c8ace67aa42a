"""The format `markdown`: what a guide holds stays in code spans, and the text within its length."""

import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.base.escape import code_span, printable
from comp_data.linter.result import LintResult
from comp_data.report.findings.markdown import COMMENT, markdown
from comp_data.report.findings.view import View
from tests.report.findings.examples import NASTY, render, view

_TITLE = re.compile(r"CD\d{3} [a-z-]+(: [\d,]+ (error|warning|info)s?(, [\d,]+ (error|warning|info)s?)*)?")
_OWN_TEXT = re.compile(
    rf"({_TITLE.pattern}|rule|errors|warnings|infos|[\d,]*|error |warning |info | |and [\d,]+ more|"
    r": [\d,]+ (error|warning|info)s?(, [\d,]+ (error|warning|info)s?)*|comp-data: .*|"
    r"[\d,]+ findings? left out for length: | lists all\.| explains a rule\.)"
)
_OWN_HTML = re.compile(rf"<details( open)?><summary>{_TITLE.pattern}</summary>|</details>")


def tokens(text: str) -> list[Token]:
    """Blocks and the inline parts in them, as GitHub reads them (links without marks, tables and all)."""
    found = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    return [part for block in found for part in (block, *(block.children or ()))]


def check(text: str) -> list[str]:
    """Asserts that outside of code spans there is only what the format writes itself; gives the code spans."""
    found = tokens(text)
    for token in found:
        assert token.type not in {"link_open", "image", "html_inline", "fence", "code_block"}, token
        if token.type == "html_block":
            assert _OWN_HTML.fullmatch(token.content.strip()), token.content
        elif token.type == "text":
            assert _OWN_TEXT.fullmatch(token.content), token.content
    return [token.content for token in found if token.type == "code_inline"]


@pytest.mark.parametrize("level", Severity)
def test_what_a_guide_holds_stays_in_code_spans(level: Severity) -> None:
    shown = view(level)
    spans = check(render("markdown", shown))
    for text in NASTY:
        if level is Severity.INFO and text.strip() and "`" * 9 not in text:
            assert any(printable(text) in span for span in spans), text
    assert len([span for span in spans if span.endswith(" is odd")]) == len(shown.shown) - (level <= Severity.ERROR)


@given(st.text(st.characters(exclude_categories=()), max_size=40) | st.text("` \\|<>[]()!", max_size=40))
def test_a_code_span_is_one(text: str) -> None:
    parts = tokens(f"- a {code_span(text)} b {code_span(text)}")
    inline = [part for part in parts if part.type in {"text", "code_inline"}]
    assert [part.type for part in inline] == ["text", "code_inline", "text", "code_inline"]
    if "`" * 9 not in text:
        assert inline[1].content == (printable(text) or " ")


def test_the_worst_come_first_by_rule_and_company() -> None:
    def found(code: str, severity: Severity, company: str, line: int) -> Diagnostic:
        return Diagnostic(code, "x", severity, f"m{line}", f"{company}/a.md", Span(line, 1, line, 1), company=company)

    diagnostics = (
        found("CD101", Severity.WARNING, "acme", 1),
        found("CD202", Severity.WARNING, "acme", 2),
        found("CD202", Severity.ERROR, "acme", 3),
        found("CD202", Severity.WARNING, "globex", 4),
        found("CD202", Severity.ERROR, "globex", 5),
        found("CD202", Severity.ERROR, "globex", 6),
    )
    text = render("markdown", View(LintResult(diagnostics, 2)))
    assert text.splitlines()[0] == "### comp-data: 2 guides: 3 errors, 3 warnings, 0 infos"
    assert "| CD202 x | 3 | 2 |  |\n| CD101 x |  | 1 |  |\n" in text
    assert "- `globex`: 2 errors, 1 warning\n- `acme`: 1 error, 2 warnings\n" in text
    assert re.findall(r"`(m\d)`", text) == ["m5", "m6", "m4", "m3", "m2", "m1"]
    assert re.findall(r"^- `(\w+)`$", text, re.MULTILINE) == ["globex", "acme", "acme"]
    assert "  - error `globex/a.md:5:1` `m5`\n" in text


def many(number: int) -> View:
    """Findings of three rules, one of each severity, with long messages of several bytes a character."""
    rules = [("CD101", Severity.ERROR), ("CD201", Severity.WARNING), ("CD301", Severity.INFO)]
    found = tuple(
        Diagnostic(code, "x", severity, "東" * 700, f"c{line % 9}/é.md", Span(line, 1, line, 1), company=f"c{line % 9}")
        for line in range(1, number + 1)
        for code, severity in rules
    )
    return View(LintResult(found, 9), Severity.INFO)


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 10, 100, 1000, 5000])
@pytest.mark.parametrize("most", [COMMENT, 1_000_000])
def test_the_length_is_kept_and_what_is_left_out_is_counted(number: int, most: int) -> None:
    text = markdown(many(number), most)
    check(text)
    assert len(text.encode()) <= most
    shown = {
        code: len(re.findall(f"^  - {label} ", text, re.MULTILINE))
        for code, label in (("CD101", "error"), ("CD201", "warning"), ("CD301", "info"))
    }
    assert shown["CD101"] >= shown["CD201"] >= shown["CD301"]
    left_out = re.search(r"^([\d,]+) findings? left out", text, re.MULTILINE)
    assert 3 * number - sum(shown.values()) == (int(left_out[1].replace(",", "")) if left_out else 0)
    hidden = [int(one.replace(",", "")) for one in re.findall(r"^- and ([\d,]+) more$", text, re.MULTILINE)]
    assert sum(hidden) == 3 * number - sum(shown.values())
    assert f"| CD301 x |  |  | {number:,} |" in text


def test_even_a_short_length_is_kept() -> None:
    text = markdown(many(500), 700)
    assert len(text.encode()) <= 700
    assert "1,500 findings left out for length" in text


def test_what_is_past_a_length_is_folded() -> None:
    text = render("markdown", many(9))
    titles = re.findall(r"<details( open)?><summary>(CD\d+)", text)
    assert titles == [(" open", "CD101"), (" open", "CD201"), ("", "CD301")]
    assert [key for key, _ in groupby(re.findall("</?details", text))] == ["<details", "</details"] * 3
