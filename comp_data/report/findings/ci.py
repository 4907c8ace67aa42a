"""The formats for CI: `sarif` for code scanning, `github`, `gitlab`, `junit`, and `rdjson` for reviewdog."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import PurePath
from textwrap import indent
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, Severity, Span, shortened
from comp_data.base.escape import code_span, is_unicode, printable
from comp_data.base.wording import plural
from comp_data.linter.rule import Rule
from comp_data.linter.rules import BY_CODE
from comp_data.report.findings.json_format import ITEMS, json_pieces, json_text
from comp_data.report.findings.view import View, headline, overall, sentence
from comp_data.version import __version__

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "%SRCROOT%"
"""The base of relative paths: the root of the repository, or the working folder outside of one."""

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_PRIORITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def sarif(view: View) -> Iterator[str]:
    """Yield one SARIF 2.1.0 log with one run: the shown findings and their rules."""
    found = view.identified
    names = dict(sorted({one.code: one.name for one, _ in found}.items()))
    index = {code: number for number, code in enumerate(names)}
    rules = [
        {"id": code, "name": name, **(_documentation(BY_CODE[code]) if code in BY_CODE else {})}
        for code, name in names.items()
    ]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "comp-data", "semanticVersion": __version__, "rules": rules}},
        # Code scanning distinguishes the reports of a commit by the category, which the slash ends. No number of the
        # run follows, so that equal runs have equal reports.
        "automationDetails": {"id": "comp-data/lint/"},
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The root of the repository, or else the working folder."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": ITEMS,
    }
    if view.left_out:
        said = {"level": "warning", "message": {"text": view.left_out}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [said]}]
    results = (_result(one, fingerprint, index[one.code], view) for one, fingerprint in found)
    return json_pieces({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, results)


def _documentation(rule: Rule) -> dict[str, Any]:
    why = " ".join(rule.sections.get("Why", "").split())
    texts = [rule.summary, *(f"{title}:\n{indent(text, '    ')}" for title, text in rule.sections.items())]
    blocks = {title: f"````diff\n{text}\n````" if title == "Example" else text for title, text in rule.sections.items()}
    parts = [rule.summary, *(f"**{title}**\n\n{block}" for title, block in blocks.items())]
    return {
        "shortDescription": {"text": sarif_text(rule.summary)},
        "fullDescription": {"text": sarif_text(f"{rule.summary} {why}".strip())},
        **({"helpUri": rule.url} if rule.url else {}),
        "help": {"text": sarif_text("\n\n".join(texts)), "markdown": "\n\n".join(parts) + "\n"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on_by_default},
        "properties": {"tags": [rule.family]},
    }


def _result(one: Diagnostic, fingerprint: str, rule: int, view: View) -> dict[str, Any]:
    about = {"company": one.company, "role": one.role, "region": one.region, "level": one.level}
    result = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "message": {"text": sarif_text(sentence(one))},
        "locations": [_location(view.ci_path(one.path), one.span)],
        # Code scanning computes its own fingerprint, and warns about another one of the same name.
        "partialFingerprints": {"compDataIdentity/v1": fingerprint},
        "properties": {key: printable(value) for key, value in about.items() if value},
    }
    if one.related:
        result["relatedLocations"] = [
            {"id": number, **_location(view.ci_path(path), span), "message": {"text": sarif_text(printable(message))}}
            for number, (message, path, span) in enumerate(one.related)
        ]
    if one.fix and all(is_unicode(edit.text) for edit in one.fix.edits):
        edits = [{"deletedRegion": _region(at), "insertedContent": {"text": text}} for at, text in one.fix.edits]
        result["fixes"] = [
            {
                "description": {"text": sarif_text(printable(one.fix.title))},
                "artifactChanges": [{"artifactLocation": _artifact(view.ci_path(one.path)), "replacements": edits}],
                "properties": {"safe": one.fix.safe},
            }
        ]
    return result


def _location(path: str, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(span)}}


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span, strict=True))


def _artifact(path: str) -> dict[str, str]:
    """Return the URI of a file: relative, or absolute for a file outside of the repository."""
    try:
        uri = quote(path, errors="surrogateescape")  # the bytes of a name that is not UTF-8
    except UnicodeEncodeError:
        uri = quote(path, errors="surrogatepass")  # only Windows has such names
    return {"uri": f"file:///{uri.lstrip('/')}"} if PurePath(path).is_absolute() else {"uri": uri, "uriBaseId": ROOT}


def sarif_text(text: str) -> str:
    """Escape a message for SARIF, where braces are placeholders and brackets before a parenthesis links."""
    if "](" in text:
        text = re.sub(r"[\\\[\]]", r"\\\g<0>", text)
    return text.replace("{", "{{").replace("}", "}}")


def github(view: View) -> str:
    """Return one workflow command per finding, the worst first as GitHub shows ten per step, then totals and notes."""
    lines = []
    for one in sorted(view.shown, key=lambda one: -one.severity):
        span = one.span
        properties = {"file": view.ci_path(one.path), "line": span.line, "endLine": span.end_line}
        if span.end_line == span.line:
            properties |= {"col": span.column, "endColumn": span.end_column}
        properties["title"] = f"{one.code} {one.name}"
        escaped = {key: _data(value).replace(":", "%3A").replace(",", "%2C") for key, value in properties.items()}
        listed = ",".join(f"{key}={value}" for key, value in escaped.items())
        lines.append(f"::{_COMMANDS[one.severity]} {listed}::{_data(sentence(one))}")
    return "\n".join([*lines, overall(view), *map(printable, view.result.notes)]) + "\n"


def _data(value: object) -> str:
    return printable(str(value)).replace("%", "%25")


def gitlab(view: View) -> str:
    """Return a code quality report, a JSON list: GitLab compares it with that of the target branch by fingerprint."""
    issues = [
        {
            "description": sentence(one),
            "check_name": f"{one.code} {one.name}",
            "fingerprint": fingerprint,
            "severity": _PRIORITIES[one.severity],
            "location": {
                "path": printable(view.ci_path(one.path)),
                "lines": {"begin": one.span.line, "end": one.span.end_line},
            },
        }
        for one, fingerprint in view.identified
    ]
    return json_text(issues, indent=2)


def junit(view: View) -> str:
    """Return JUnit XML with one suite per guide and one test case per finding.

    A finding that fails the run is a failure, any other is skipped, so that the test report fails if the run does. A
    run without findings has one case that passes, because some readers reject a report without cases.
    """
    root = ET.Element("testsuites", name="comp-data")
    for path, found in groupby(view.shown, key=lambda one: one.path):
        shown, seen = printable(view.ci_path(path)), Counter[str]()
        suite = ET.SubElement(root, "testsuite", name=shown, time="0")
        for one in found:
            # Without figures and line numbers, so that readers recognize the case in the next run.
            keys = ".".join(part for part in one.key_path if isinstance(part, str))
            row = ", ".join(part for part in (one.region, one.level) if part)
            parts = (f"{one.code} {one.name}", keys, f"({row})" if row else "")
            name = printable(shortened(" ".join(filter(None, parts)), 200))
            seen[name] += 1
            about = {"classname": shown, "name": f"{name} #{seen[name]}" if seen[name] > 1 else name, "file": shown}
            case = ET.SubElement(suite, "testcase", about, line=str(one.line), time="0")
            if view.result.gate.fails(one):
                failure = ET.SubElement(case, "failure", message=headline(one), type=f"{one.code} {one.name}")
                failure.text = _details(one, view)
            else:
                ET.SubElement(case, "skipped", message=f"{one.severity.label}: {headline(one)}")
    if not view.shown:
        suite = ET.SubElement(root, "testsuite", name="comp-data", time="0")
        ET.SubElement(suite, "testcase", classname="comp-data", name=plural(view.result.files, "guide"), time="0")
    for element in (*root, root):
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            element.set(attribute, str(sum(1 for _ in element.iter(tag))))
        element.set("errors", "0")
    ET.indent(root)
    # ASCII with character references is the same in every encoding.
    text: bytes = ET.tostring(root, encoding="us-ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.decode()}\n'


def _details(one: Diagnostic, view: View) -> str:
    place = f"{printable(view.ci_path(one.path))}:{one.line}:{one.column}"
    lines = [f"{place}: {one.severity.label} {one.code} {one.name}: {headline(one)}"]
    for message, path, span in one.related:
        lines.append(f"{printable(view.ci_path(path))}:{span.line}:{span.column}: {printable(message)}")
    if one.help:
        lines.append(f"help: {printable(one.help)}")
    return "\n".join(lines)


def rdjson(view: View) -> str:
    """Return one JSON object: source and the shown findings, which reviewdog posts as comments with suggestions."""
    found = []
    for one in view.shown:
        url = BY_CODE[one.code].url if one.code in BY_CODE else None
        made: dict[str, Any] = {
            "message": code_span(sentence(one)),  # reviewdog posts it as Markdown
            "location": {"path": printable(view.ci_path(one.path)), "range": _range(one.span, one.path, view)},
            "severity": one.severity.name,
            "code": {"value": f"{one.code} {one.name}", **({"url": url} if url else {})},
        }
        if one.fix and (edit := _one_edit(one.fix, one.path, view)):
            made["suggestions"] = [{"range": _range(edit.span, one.path, view), "text": edit.text}]
        found.append(made)
    return json_text({"source": {"name": "comp-data"}, "diagnostics": found}, indent=2)


def _one_edit(fix: Fix, path: str, view: View) -> Edit | None:
    """Merge the edits of a fix, because suggestions are accepted one by one; None for over ten lines."""
    if not (edits := sorted(fix.edits, key=lambda edit: edit.span)):
        return None
    first, last = edits[0].span, max((edit.span for edit in edits), key=lambda span: (span.end_line, span.end_column))
    if last.end_line - first.line >= 10 or not all(is_unicode(edit.text) for edit in edits):
        return None
    text = edits[0].text
    for before, after in pairwise(edits):
        start, end = before.span, after.span
        if (start.end_line, start.end_column) > (end.line, end.column):
            return None
        lines = [view.line(path, number) for number in range(start.end_line, end.line + 1)]
        lines[-1] = lines[-1][: end.column - 1]
        lines[0] = lines[0][start.end_column - 1 :]
        text += "\n".join(lines) + after.text
    return Edit(Span(first.line, first.column, last.end_line, last.end_column), text)


def _range(span: Span, path: str, view: View) -> dict[str, Any]:
    """Return a range with columns in bytes of UTF-8, as reviewdog counts."""
    found = {}
    for name, line, column in (("start", span.line, span.column), ("end", span.end_line, span.end_column)):
        before = view.line(path, line)[: column - 1]
        wider = sum(len(char.encode("utf-8", "replace")) - 1 for char in before if char > "\x7f")
        found[name] = {"line": line, "column": column + wider}
    return found
