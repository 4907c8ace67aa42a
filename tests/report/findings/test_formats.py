"""The formats, on findings that try to break out of them."""

import json
from datetime import date

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.guide.document import parse_document
from comp_data.linter.result import LintResult
from comp_data.report.findings.view import FORMATS, View
from docs.rule_examples import lint_documents
from tests.fragments import guides
from tests.report.findings.examples import render

NASTY = "::error::x %0A \\e[31m ##[error] ]]> | ` \\\" '"
FRAGMENT = f'company: "{NASTY}"\nrole_type: "{NASTY}"\ncompensation:\n  - region: "{NASTY}"\n    base_low: 300000\n'


def lint(fragment: str, path: str = "acme/data-engineer.md") -> tuple[LintResult, str]:
    text = guides(fragment)[0].text
    return lint_documents([parse_document(text, path)], date(2026, 3, 1)), text


def view(fragment: str, level: Severity = Severity.INFO, path: str = "acme/data-engineer.md") -> View:
    result, text = lint(fragment, path)
    return View(result, level, lambda _path, number: text.split("\n")[number - 1])


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_guide_speak_to_the_terminal_or_the_runner(name: str) -> None:
    shown = view(FRAGMENT, path="::error::\n\x1b[31m.md")
    text = render(name, shown)
    assert "\x1b" not in text
    assert "##[" not in text
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (len(shown.shown) if name == "github" else 0)


def test_json_gives_back_what_stands_in_the_guide() -> None:
    report = json.loads(render("json", view(FRAGMENT)))
    region = NASTY.replace("\\e", "\x1b").replace('\\"', '"')
    assert {one["region"] for one in report["diagnostics"]} == {None, region}
    assert report["summary"]["errors"] == sum(one["severity"] == "error" for one in report["diagnostics"])


def test_github_escapes_messages_and_properties() -> None:
    lines = render("github", view(FRAGMENT, path="a,b:c.md")).splitlines()
    assert all("file=a%2Cb%3Ac.md," in line for line in lines[:-1])
    assert "%250A" in "".join(lines)
    severities = [line.split(" ")[0] for line in lines[:-1]]
    assert severities == sorted(severities, key=["::error", "::warning", "::notice"].index)


def test_a_long_line_is_shown_around_the_place() -> None:
    shown = render("full", view(f"role_type: {'x' * 5000}\nindustry: 1\n", Severity.ERROR))
    assert max(len(line) for line in shown.splitlines()) < 250
    assert "6 | role_type: xxx" in shown


def test_the_excerpt_underlines_wide_characters() -> None:
    shown = render("full", view("# 東京 🇬🇧\nrole_type: 東京\n", Severity.ERROR))
    line = next(line for line in shown.splitlines() if "role_type: 東京" in line)
    underline = shown.splitlines()[shown.splitlines().index(line) + 1]
    assert underline.endswith(" ^^^^")
    assert underline.index("^") == line.index("東")


def test_a_summary_groups_by_rule_and_by_company_and_says_what_is_hidden() -> None:
    texts = guides("# file: acme/a.md\nrole_type: x\n# file: globex/b.md\nrole_type: x\ndata_quality: high\n")
    documents = [parse_document(one.text, one.path) for one in texts]
    result = lint_documents(documents, date(2026, 3, 1))
    lines = render("full", View(result, Severity.ERROR)).splitlines()
    summary = lines[lines.index("2 guides: 2 errors, 1 warning, 0 infos (1 not shown; --level warning shows all)") :]
    assert summary[2:] == [
        "  CD105 invalid-value       2 errors",
        "  CD702 quality-overstated  1 warning",
        "",
        "  globex  1 error, 1 warning",
        "  acme    1 error",
    ]
