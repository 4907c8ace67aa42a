"""The format `sarif`: SARIF 2.1.0, for code scanning and editors."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from textwrap import indent
from typing import Any, Final
from urllib.parse import quote

from comp_data.base.diagnostics import Diagnostic, Fix, Severity, Span
from comp_data.base.escape import is_unicode, printable
from comp_data.linter.rule import Rule
from comp_data.linter.rules import BY_CODE
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View, sentence
from comp_data.version import __version__

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "%SRCROOT%"
"""The base of relative paths: the root of the repository, or the working folder outside of one."""

_ROOT_DESCRIBED: Final = "The root of the repository, or else the working folder."
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_LINK = re.compile(r"[\\\[\]]")


def render(view: View) -> str:
    """Return one log with one run: the shown findings and their rules."""
    found = view.identified
    rules = _rule_objects(one for one, _ in found)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "comp-data", "semanticVersion": __version__, "rules": rules}},
        # Code scanning distinguishes the reports of a commit by the category, which the slash ends. No number of the
        # run follows, so that equal runs have equal reports.
        "automationDetails": {"id": "comp-data/lint/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": _ROOT_DESCRIBED}}},
        "columnKind": "unicodeCodePoints",
        "results": (_result(one, fingerprint, index[one.code], view) for one, fingerprint in found),
    }
    if view.left_out:
        said = {"level": "warning", "message": {"text": view.left_out}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [said]}]
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _result(diagnostic: Diagnostic, fingerprint: str, rule: int, view: View) -> dict[str, Any]:
    record = {"company": diagnostic.company, "role": diagnostic.role}
    row = {"region": diagnostic.region, "level": diagnostic.level}
    result = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": plain(sentence(diagnostic))},
        "locations": [_location(view.ci_path(diagnostic.path), diagnostic.span)],
        # Code scanning computes its own fingerprint, and warns about another one of the same name.
        "partialFingerprints": {"compDataIdentity/v1": fingerprint},
        "properties": {key: printable(value) for key, value in (record | row).items() if value},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(view.ci_path(path), span), "message": {"text": plain(printable(message))}}
            for number, (message, path, span) in enumerate(diagnostic.related)
        ]
    if diagnostic.fix and all(is_unicode(edit.text) for edit in diagnostic.fix.edits):
        result["fixes"] = [_fix(diagnostic.fix, view.ci_path(diagnostic.path))]
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
    """Return the URI of a file: relative, or absolute for a file outside of the repository."""
    if PurePath(path).is_absolute():
        return {"uri": f"file:///{_encoded(path.lstrip('/'))}"}
    return {"uri": _encoded(path), "uriBaseId": ROOT}


def _encoded(path: str) -> str:
    try:
        return quote(path, errors="surrogateescape")  # the bytes of a name that is not UTF-8
    except UnicodeEncodeError:
        return quote(path, errors="surrogatepass")  # only Windows has such names


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span, strict=True))


def plain(text: str) -> str:
    """Escape a message for SARIF, where braces are placeholders and brackets before a parenthesis links."""
    if "](" in text:
        text = _LINK.sub(r"\\\g<0>", text)
    return text.replace("{", "{{").replace("}", "}}")


def _rule_objects(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return a reporting descriptor for each rule with findings, by code."""
    names = {diagnostic.code: diagnostic.name for diagnostic in diagnostics}
    return [
        {"id": code, "name": names[code], **(_documentation(BY_CODE[code]) if code in BY_CODE else {})}
        for code in sorted(names)
    ]


def _documentation(rule: Rule) -> dict[str, Any]:
    why = " ".join(rule.sections.get("Why", "").split())
    texts = [rule.summary, *(f"{title}:\n{indent(text, '    ')}" for title, text in rule.sections.items())]
    parts = [rule.summary]
    for title, text in rule.sections.items():
        parts.append(f"**{title}**\n\n" + (f"````diff\n{text}\n````" if title == "Example" else text))
    return {
        "shortDescription": {"text": plain(rule.summary)},
        "fullDescription": {"text": plain(f"{rule.summary} {why}".strip())},
        **({"helpUri": rule.url} if rule.url else {}),
        "help": {"text": plain("\n\n".join(texts)), "markdown": "\n\n".join(parts) + "\n"},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.on_by_default},
        "properties": {"tags": [rule.family]},
    }
