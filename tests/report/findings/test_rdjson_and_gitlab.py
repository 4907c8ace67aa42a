"""The formats `rdjson` and `gitlab` against our models of their specifications."""

import json
from typing import Any

import jsonschema
from markdown_it import MarkdownIt

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, Severity, Span, fingerprints
from comp_data.base.escape import printable
from comp_data.linter.result import LintResult
from comp_data.report.findings.view import View, sentence
from tests.report.findings.examples import SOURCE, fixed, lost_figures, render, view
from tests.report.findings.models import GITLAB, RDJSON


def gitlab(shown: View) -> list[dict[str, Any]]:
    report: list[dict[str, Any]] = json.loads(render("gitlab", shown))
    jsonschema.Draft202012Validator(GITLAB).validate(report)
    return report


def rdjson(shown: View) -> list[dict[str, Any]]:
    report = json.loads(render("rdjson", shown))
    jsonschema.Draft202012Validator(RDJSON).validate(report)
    found: list[dict[str, Any]] = report["diagnostics"]
    return found


def test_gitlab_is_as_specified() -> None:
    shown = view()
    report = gitlab(shown)
    assert [one["fingerprint"] for one in report] == [*fingerprints(shown.result.diagnostics)]
    assert len({one["fingerprint"] for one in report}) == len(report)
    assert {one["severity"] for one in report} == {"info", "minor", "major"}
    assert [one["location"]["path"] for one in report] == [printable(one.path) for one in shown.shown]


def test_gitlab_knows_a_finding_again_whatever_is_shown() -> None:
    every = {one["fingerprint"] for one in gitlab(view()) if one["severity"] == "major"}
    assert {one["fingerprint"] for one in gitlab(view(Severity.ERROR))} == every


def test_rdjson_is_as_specified() -> None:
    shown = view()
    report = rdjson(shown)
    assert {one["severity"] for one in report} == {"INFO", "WARNING", "ERROR"}
    assert len(report) == len(shown.shown)
    assert {one["severity"] for one in rdjson(view(Severity.WARNING))} == {"WARNING", "ERROR"}


def test_a_comment_of_reviewdog_is_one_code_span() -> None:
    shown = view()
    for one, diagnostic in zip(rdjson(shown), shown.shown, strict=True):
        (inline,) = [
            token for token in MarkdownIt("gfm-like", {"linkify": False}).parse(one["message"]) if token.children
        ]
        assert [child.type for child in inline.children or ()] == ["code_inline"]
        if "`" * 9 not in diagnostic.message:
            assert (inline.children or [])[0].content == sentence(diagnostic)


def test_columns_are_bytes() -> None:
    line = SOURCE.rstrip("\n")
    at = line.index("£") + 1
    found = Diagnostic("CD202", "impossible-total", Severity.ERROR, "x", "a.md", Span(1, at, 1, at + 1))
    (one,) = rdjson(View(LintResult((found,), 1), line=lambda _path, _number: line))
    start, end = one["location"]["range"]["start"], one["location"]["range"]["end"]
    source = line.encode("utf-8", "surrogateescape")
    assert source[start["column"] - 1 : end["column"] - 1].decode() == "£"


def test_a_suggestion_makes_of_the_file_what_comp_data_makes() -> None:
    document, result = lost_figures()
    for one, diagnostic in zip(
        rdjson(View(result, line=lambda _path, number: document.line(number))), result.diagnostics, strict=True
    ):
        (suggestion,) = one["suggestions"]
        lines = document.text.encode().splitlines(keepends=True)
        start, end = (
            sum(map(len, lines[: place["line"] - 1])) + place["column"] - 1
            for place in (suggestion["range"]["start"], suggestion["range"]["end"])
        )
        source = document.text.encode()
        made = source[:start] + suggestion["text"].encode() + source[end:]
        assert made.decode() == fixed(document, sentence(diagnostic))
        assert b"stock_low: 80000\n    stock_high: 120000\n" in made


def test_what_is_not_a_suggestion() -> None:
    def suggested(*edits: Edit) -> Any:
        fix = Fix("fix", edits, safe=True)
        found = Diagnostic("CD202", "impossible-total", Severity.ERROR, "x", "a.md", Span(1, 1, 1, 1), fix=fix)
        (one,) = rdjson(View(LintResult((found,), 1), line=lambda _path, number: f"line {number}"))
        return one.get("suggestions")

    first, second = Edit(Span(2, 1, 2, 5), "LINE"), Edit(Span(4, 6, 4, 7), "four")
    whole = {"start": {"line": 2, "column": 1}, "end": {"line": 4, "column": 7}}
    assert suggested(second, first) == [{"range": whole, "text": "LINE 2\nline 3\nline four"}]
    assert suggested() is None
    assert suggested(first, Edit(Span(2, 4, 2, 6), "overlaps")) is None
    assert suggested(first, Edit(Span(40, 1, 40, 2), "far")) is None
    assert suggested(Edit(Span(2, 1, 2, 1), "half \ud800")) is None
