"""The models refuse what the specifications do."""

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from tests.report.findings.examples import render, view
from tests.report.findings.models import GITLAB, RDJSON, SARIF, JsonSchema, check_junit

MODELS = {"sarif": SARIF, "gitlab": GITLAB, "rdjson": RDJSON}
REPORTS = {name: json.loads(render(name, view())) for name in MODELS}


def first_result(report: Any) -> Any:
    return report["runs"][0]["results"][0]


@pytest.mark.parametrize(
    ("name", "breaking"),
    [
        ("sarif", lambda report: report.update(version="2.0.0")),
        ("sarif", lambda report: first_result(report).update(level="info")),
        ("sarif", lambda report: first_result(report).update(column=1)),
        ("sarif", lambda report: first_result(report).update(message={})),
        ("sarif", lambda report: location(report)["artifactLocation"].update(uri="a b.md")),
        ("sarif", lambda report: location(report)["artifactLocation"].update(uri="/a.md")),
        ("sarif", lambda report: location(report)["region"].update(startLine=0)),
        ("gitlab", lambda report: report[0].update(severity="error")),
        ("gitlab", lambda report: report[0].pop("fingerprint")),
        ("gitlab", lambda report: report[0]["location"].update(path="./a.md")),
        ("rdjson", lambda report: report["diagnostics"][0].update(severity="error")),
        ("rdjson", lambda report: report["diagnostics"][0].pop("location")),
        ("rdjson", lambda report: report["diagnostics"][0].update(related_locations=[])),
    ],
)
def test_what_is_not_as_specified_is_refused(name: str, breaking: Callable[[Any], object]) -> None:
    model: JsonSchema = MODELS[name]
    report = copy.deepcopy(REPORTS[name])
    jsonschema.Draft202012Validator(model).validate(report)
    breaking(report)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(model).validate(report)


def location(report: Any) -> Any:
    return first_result(report)["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' tests="55"', ' tests="54"'),
        ("<testsuites ", '<testsuites time="now" '),
        ("<skipped message=", "<skipped reason="),
        ("</testsuite>", "text</testsuite>"),
    ],
)
def test_what_is_not_junit_is_refused(old: str, new: str) -> None:
    text = render("junit", view())
    assert old in text
    check_junit(text)
    with pytest.raises(AssertionError):
        check_junit(text.replace(old, new, 1))
