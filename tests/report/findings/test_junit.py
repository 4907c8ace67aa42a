"""The format `junit` against our model of it."""

from comp_data.base.diagnostics import Severity
from comp_data.base.escape import printable
from comp_data.linter.result import LintResult
from comp_data.report.findings.view import View
from tests.report.findings.examples import NASTY, render, view
from tests.report.findings.models import check_junit


def test_it_is_as_readers_take_it() -> None:
    shown = view()
    root = check_junit(render("junit", shown))
    assert len(list(root.iter("testcase"))) == len(shown.shown)
    assert {suite.get("name") for suite in root} == {printable(one.path) for one in shown.shown}
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names)
    texts = [element.get("message", "") for element in root.iter() if element.tag in {"failure", "skipped"}]
    for text in NASTY:
        assert any(printable(text) in one for one in texts), text


def test_what_fails_the_run_is_a_failure() -> None:
    for fails in (*Severity, None):
        shown = view(Severity.WARNING, fails)
        root = check_junit(render("junit", shown))
        failing = [one for one in shown.shown if fails is not None and one.severity >= fails]
        assert root.get("failures") == str(len(failing))
        assert root.get("skipped") == str(len(shown.shown) - len(failing))


def test_a_failure_tells_all() -> None:
    root = check_junit(render("junit", view()))
    failure = next(one for one in root.iter("failure") if "img src" in one.get("message", ""))
    place, *others, help_ = (failure.text or "").split("\n")
    assert ": error CD" in place
    assert others == ["other/<img src=x onerror=alert(1)>.md:1:1: <img src=x onerror=alert(1)>"]
    assert help_ == "help: <img src=x onerror=alert(1)>"


def test_a_run_that_found_nothing_has_a_case_that_passed() -> None:
    root = check_junit(render("junit", View(LintResult((), 1176))))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("1", "0", "0")
    assert [case.get("name") for case in root.iter("testcase")] == ["1,176 guides"]
