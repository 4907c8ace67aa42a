"""Every format, on the same findings: nothing of a guide gets out of the place that it is shown in."""

import json
import re

import pytest

from comp_data.base.escape import printable
from comp_data.linter.result import LintResult
from comp_data.report.findings.view import FORMATS, View
from tests.conftest import ROOT
from tests.report.findings.examples import NASTY, render, view

DATA = ("json", "jsonl", "sarif", "gitlab", "junit", "rdjson")
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_controls_a_terminal_or_a_runner(name: str) -> None:
    shown = view()
    text = render(name, shown)
    assert not _UNSEEN.search(text)
    assert "##[" not in text
    assert "##vso[" not in text
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (len(shown.shown) if name == "github" else 0)
    assert text.endswith("\n")
    text.encode()  # which halves of surrogate pairs would not let it


@pytest.mark.parametrize("name", DATA)
def test_what_programs_read_is_ascii(name: str) -> None:
    assert render(name, view()).isascii()


@pytest.mark.parametrize("name", FORMATS)
def test_equal_runs_give_equal_reports(name: str) -> None:
    assert render(name, view()) == render(name, view())


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_that_found_nothing_has_a_report(name: str) -> None:
    text = render(name, View(LintResult((), 3)))
    assert "CD" not in text
    assert ("3 guides" in text) == (name in {"full", "concise", "markdown", "github", "junit"})


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"full", "json"}])
def test_every_finding_is_there(name: str) -> None:
    text = render(name, view())
    assert all(code in text for code in ("CD110", "CD201", "CD202", "CD503", "CD999"))
    assert text.count(" is odd") >= 2 * len(NASTY)


def test_json_lines_are_the_objects_of_json() -> None:
    shown = view()
    lines = render("jsonl", shown).split("\n")
    assert lines.pop() == ""
    report = json.loads(render("json", shown))
    assert [json.loads(line) for line in lines] == report["diagnostics"]
    assert {one["company"] for one in report["diagnostics"]} == {None, *NASTY}
    assert len({one["fingerprint"] for one in report["diagnostics"]}) == len(lines)


def test_concise_shows_texts_escaped() -> None:
    lines = render("concise", view()).splitlines()
    for text in NASTY:
        assert any(printable(text) in line for line in lines), text


def test_the_formats_are_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE) == list(FORMATS)
