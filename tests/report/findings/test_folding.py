"""`--max-findings`: the formats for people fold a long run by rule."""

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.linter.result import LintResult
from comp_data.report.findings.json_format import json
from comp_data.report.findings.text import concise, full
from comp_data.report.findings.view import View


def run(errors: int, warnings: int, most: int = 20) -> View:
    """A run with findings of two rules."""
    found = [_finding("CD801", "large-change", Severity.ERROR, number) for number in range(errors)]
    found += [_finding("CD703", "bare-source", Severity.WARNING, number) for number in range(warnings)]
    return View(LintResult(tuple(sorted(found, key=lambda one: one.path)), 50), max_findings=most)


def _finding(code: str, name: str, severity: Severity, number: int) -> Diagnostic:
    return Diagnostic(code, name, severity, f"message {number}", f"acme/role-{number:03}.md", Span(1, 1, 1, 2))


def test_a_short_run_shows_everything() -> None:
    assert "more" not in full(run(10, 10))
    assert concise(run(10, 10)).count("\n") == 21


def test_a_long_run_counts_the_rest_by_rule() -> None:
    text = concise(run(30, 12)).splitlines()
    assert [sum(code in line for line in text[:20]) for code in ("CD801", "CD703")] == [10, 10]
    assert text[20] == "... and 22 more (CD801 20, CD703 2); --max-findings 0 shows all"
    assert text[21] == "50 guides: 30 errors, 12 warnings, 0 infos"


def test_full_shows_one_block_a_rule_the_worst_first() -> None:
    text = full(run(840, 42, most=8))
    assert (text.count("error CD801"), text.count("warning CD703")) == (1, 1)
    assert "... and 880 more (CD801 839, CD703 41); --max-findings 0 shows all" in text
    assert "warning CD703" not in full(run(840, 42, most=4))


def test_the_summary_of_a_long_run_names_the_worst_rules() -> None:
    found = tuple(_finding(f"CD3{number:02}", "a-rule", Severity.ERROR, number) for number in range(30))
    text = full(View(LintResult(found, 30), max_findings=20))
    assert "\n  CD304 a-rule  1 error\n  and 25 more rules; --statistics shows all\n" in text
    assert "more rules" not in full(View(LintResult(found, 30), max_findings=0))


def test_0_shows_all_and_other_formats_never_fold() -> None:
    assert concise(run(30, 12, most=0)).count("\n") == 43
    assert "".join(json(run(30, 12))).count('"code": "CD801"') == 30
