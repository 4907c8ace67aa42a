"""`--statistics`: counts by rule and company, as full, concise and json."""

import json
from datetime import date

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.guide.document import parse_document
from comp_data.linter.result import LintResult
from comp_data.report.findings.statistics import MOST_ROWS, renderer
from comp_data.report.findings.view import View
from docs.rule_examples import lint_documents
from tests.fragments import guides

SEVERAL = (
    "# file: acme/data-engineer.md\nrole_type: x\n# file: globex/data-engineer.md\nrole_type: x\ndata_quality: high\n"
    "# file: acme/data-scientist.md\nunknown_key: 1\n"
)


def rendered(name: str, view: View) -> str:
    """The counts in a format."""
    return "".join(renderer([name])(name, view))


def lint(fragment: str) -> LintResult:
    return lint_documents([parse_document(one.text, one.path) for one in guides(fragment)], date(2026, 3, 1))


def test_full() -> None:
    assert rendered("full", View(lint(SEVERAL), Severity.INFO)).splitlines() == [
        "3 guides: 3 errors, 1 warning, 0 infos",
        "",
        "rule                      error  warning  info  safe fix  unsafe fix",
        "CD105 invalid-value           2        -     -         -           -",
        "CD103 unknown-key             1        -     -         -           -",
        "CD702 quality-overstated      -        1     -         -           -",
        "",
        "company  error  warning  info",
        "acme         2        -     -",
        "globex       1        1     -",
        "",
        "company by rule  CD103  CD105  CD702",
        "acme                 1      1      -",
        "globex               -      1      1",
    ]


def test_what_is_not_shown_is_counted_and_left_out_of_the_matrix_alone() -> None:
    shown = rendered("full", View(lint(SEVERAL), Severity.ERROR))
    assert shown.startswith("3 guides: 3 errors, 1 warning, 0 infos\n")
    assert "CD702 quality-overstated      -        1" in shown
    assert shown.splitlines()[-3] == "company by rule  CD103  CD105"


def test_one_company_and_none() -> None:
    assert "company" not in rendered("full", View(lint("role_type: x\n")))
    for name in ("full", "concise"):
        assert rendered(name, View(lint(""))) == "1 guide: 0 errors, 0 warnings, 0 infos\n"
    assert json.loads(rendered("json", View(lint(""))))["rules"] == []


def test_people_are_shown_the_companies_with_the_most() -> None:
    many = "".join(f"# file: c{number}/a.md\nrole_type: x\ndata_quality: high\n" for number in range(MOST_ROWS + 3))
    lines = rendered("full", View(lint(many))).splitlines()
    assert lines.count("and 3 more companies; --format json has all") == 2
    everyone = json.loads(rendered("json", View(lint(many))))["companies"]
    assert len(everyone) == MOST_ROWS + 3


def test_concise_and_json_count_what_can_be_fixed() -> None:
    result = lint("role_type: no\ncompensation:\n  - region: SF\n")
    safe = sum(one.fix is not None and one.fix.safe for one in result.diagnostics)
    unsafe = sum(one.fix is not None and not one.fix.safe for one in result.diagnostics)
    assert safe
    assert unsafe
    counted = json.loads(rendered("json", View(result)))
    assert sum(one["safe_fixes"] for one in counted["rules"]) == safe
    assert sum(one["unsafe_fixes"] for one in counted["rules"]) == unsafe
    for severity in ("errors", "warnings", "infos"):
        total = counted["summary"][severity]
        assert sum(one[severity] for one in counted["rules"]) == total
        assert sum(one[severity] for one in counted["companies"]) == total
    cells = [number for one in counted["companies"] for number in one["rules"].values()]
    assert sum(cells) == len(result.diagnostics)
    lines = rendered("concise", View(result)).splitlines()
    assert "CD305 region-spelling: 1 info, 1 unsafe" in lines
    assert "CD005 ambiguous-scalar: 1 warning, 1 fixable" in lines


def test_formats_of_findings_are_refused() -> None:
    with pytest.raises(UsageError, match="--statistics has no format github: use full, concise, json"):
        renderer(["github"])


@pytest.mark.parametrize("name", ["full", "concise", "json"])
def test_a_company_cannot_speak_to_the_terminal_or_the_runner(name: str) -> None:
    nasty = 'company: "::error::x \\e[31m ##[error] %0A\\u202E"\n'
    shown = rendered(
        name, View(lint(f"# file: a/b.md\n{nasty}# file: c/d.md\n{nasty}role_type: x\n# file: e/f.md\nx: 1\n"))
    )
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "##[" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
