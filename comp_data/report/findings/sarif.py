"""The format `sarif`: SARIF 2.1.0, for code scanning and editors."""

from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from comp_data.base.diagnostics import Diagnostic, Fix, Span, fingerprints
from comp_data.report.escape import is_unicode, printable
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.sarif_rules import LEVELS, plain, rule_objects
from comp_data.report.findings.view import View, sentence
from comp_data.version import __version__

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "%SRCROOT%"
"""What paths are relative to: the folder that the run was started in, which is the repository's in CI."""


def render(view: View) -> str:
    """One log with one run: the shown diagnostics, and the rules that they are of."""
    # Fingerprints count equals, so they are made of all and do not depend on what is shown.
    of_all = zip(view.result.diagnostics, fingerprints(view.result.diagnostics), strict=True)
    found = [(diagnostic, fingerprint) for diagnostic, fingerprint in of_all if diagnostic.severity >= view.level]
    rules = rule_objects(diagnostic for diagnostic, _ in found)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "comp-data", "semanticVersion": __version__, "rules": rules}},
        # The slash ends the category, by which code scanning tells the reports of a commit apart: there is no number
        # of the run behind it, so that equal runs give equal reports.
        "automationDetails": {"id": "comp-data/lint/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that comp-data was started in."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, fingerprint, index[diagnostic.code]) for diagnostic, fingerprint in found],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _result(diagnostic: Diagnostic, fingerprint: str, rule: int) -> dict[str, Any]:
    record = {"company": diagnostic.company, "role": diagnostic.role}
    row = {"region": diagnostic.region, "level": diagnostic.level}
    result = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": plain(sentence(diagnostic))},
        "locations": [_location(diagnostic.path, diagnostic.span)],
        # Code scanning goes by a fingerprint of its own, and warns of every one that differs from it.
        "partialFingerprints": {"compDataIdentity/v1": fingerprint},
        "properties": {key: printable(value) for key, value in (record | row).items() if value},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place.path, place.span), "message": {"text": plain(printable(place.message))}}
            for number, place in enumerate(diagnostic.related)
        ]
    if diagnostic.fix and all(is_unicode(edit.text) for edit in diagnostic.fix.edits):
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.path)]
    return result


def _fix(fix: Fix, path: str) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    return {
        "description": {"text": plain(printable(fix.title))},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _location(path: str, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(span)}}


def _artifact(path: str) -> dict[str, str]:
    """A file by its URI, which is relative but for a file outside the folder that was named in full."""
    if PurePath(path).is_absolute():
        return {"uri": f"file:///{_encoded(path.lstrip('/'))}"}
    return {"uri": _encoded(path), "uriBaseId": ROOT}


def _encoded(path: str) -> str:
    try:
        return quote(path, errors="surrogateescape")  # the bytes of a name that is not UTF-8
    except UnicodeEncodeError:
        return quote(path, errors="surrogatepass")  # only Windows has such names


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
