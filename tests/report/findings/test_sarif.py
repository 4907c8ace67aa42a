"""The format `sarif` against our model of the specification, and what viewers make of it."""

import json
import re
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.linter.result import LintResult
from comp_data.linter.rules import RULES
from comp_data.report.findings.ci import sarif_text
from comp_data.report.findings.view import View
from tests.report.findings.examples import fixed, lost_figures, render, view
from tests.report.findings.models import SARIF


def run_of(shown: View) -> dict[str, Any]:
    log = json.loads(render("sarif", shown))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_it_is_as_specified() -> None:
    shown = view()
    run = run_of(shown)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["CD110", "CD201", "CD202", "CD503", "CD999"]
    assert [result["ruleId"] for result in run["results"]] == [one.code for one in shown.result.diagnostics]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert len({result["partialFingerprints"]["compDataIdentity/v1"] for result in run["results"]}) == len(shown.shown)
    assert {result["level"] for result in run["results"]} == {"note", "warning", "error"}
    assert any("fixes" in result for result in run["results"])
    assert any("relatedLocations" in result for result in run["results"])


def test_it_has_what_is_shown_and_the_fingerprints_of_all() -> None:
    def fingerprints(level: Severity) -> list[str]:
        results = run_of(view(level))["results"]
        return [
            result["partialFingerprints"]["compDataIdentity/v1"] for result in results if result["level"] == "error"
        ]

    assert {result["level"] for result in run_of(view(Severity.ERROR))["results"]} == {"error"}
    assert fingerprints(Severity.ERROR) == fingerprints(Severity.INFO)


def test_paths_are_the_bytes_of_file_names() -> None:
    shown = view()
    for result, diagnostic in zip(run_of(shown)["results"], shown.result.diagnostics, strict=True):
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        if "uriBaseId" in artifact and "\ud800" not in diagnostic.path:
            assert unquote_to_bytes(artifact["uri"]) == diagnostic.path.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/é.md", "a%20b/%C3%A9.md"),
        ("a:b/c#d?e%20.md", "a%3Ab/c%23d%3Fe%2520.md"),
        ("\udce9.md", "%E9.md"),
        ("<stdin>", "%3Cstdin%3E"),
        ("/tmp/a b.md", "file:///tmp/a%20b.md"),
    ],
)
def test_paths_as_uris(path: str, uri: str) -> None:
    found = Diagnostic("CD202", "impossible-total", Severity.ERROR, "x", path, Span(1, 1, 1, 1))
    (result,) = run_of(View(LintResult((found,), 1)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_no_text_is_a_link_or_a_placeholder() -> None:
    assert sarif_text("[x](1) {0} }") == "\\[x\\](1) {{0}} }}"
    assert sarif_text("\\[x\\](1)") == "\\\\\\[x\\\\\\](1)"
    assert sarif_text("compensation[2] is {}") == "compensation[2] is {{}}"
    for result in run_of(view())["results"]:
        for message in (result["message"], *(place["message"] for place in result.get("relatedLocations", ()))):
            assert not re.search(r"(?<!\\)\]\(", message["text"])
            assert not re.search(r"(?<!\{)\{(\{\{)*(?!\{)", message["text"])


def test_rules_have_their_documentation() -> None:
    found = tuple(Diagnostic(rule.code, rule.name, rule.severity, "x", "a.md", Span(1, 1, 1, 1)) for rule in RULES)
    rules = run_of(View(LintResult(found, 1), Severity.INFO))["tool"]["driver"]["rules"]
    assert len(rules) == len(RULES)
    for one in rules:
        assert one["help"]["text"].startswith(one["shortDescription"]["text"].split(".")[0][:20])
        assert "**Why**" in one["help"]["markdown"]
        assert len(one["shortDescription"]["text"]) <= 1024  # what code scanning takes
        assert len(one["fullDescription"]["text"]) <= 1024


def test_a_fix_makes_of_the_file_what_comp_data_makes() -> None:
    document, result = lost_figures()
    for one in run_of(View(result))["results"]:
        text = document.text
        for replacement in reversed(one["fixes"][0]["artifactChanges"][0]["replacements"]):
            region = replacement["deletedRegion"]
            span = Span(region["startLine"], region["startColumn"], region["endLine"], region["endColumn"])
            start, end = document.offsets_of(span)
            text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
        assert text == fixed(document, one["message"]["text"])
