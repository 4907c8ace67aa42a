"""The format `rdjson`: reviewdog's format, which it posts as review comments with suggestions."""

from itertools import pairwise
from typing import Any

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from comp_data.base.escape import code_span, is_unicode, printable
from comp_data.linter.rules import BY_CODE
from comp_data.report.findings.json_text import json_text
from comp_data.report.findings.view import View, sentence

MOST_LINES = 10
"""The maximum number of lines of a suggestion: a longer one does not help in a review."""

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(view: View) -> str:
    """Return one JSON object: source and the shown findings."""
    diagnostics = [_diagnostic(diagnostic, view) for diagnostic in view.shown]
    return json_text({"source": {"name": "comp-data"}, "diagnostics": diagnostics}, indent=2)


def _diagnostic(diagnostic: Diagnostic, view: View) -> dict[str, Any]:
    edit = _one_edit(diagnostic.fix, diagnostic.path, view) if diagnostic.fix else None
    url = BY_CODE[diagnostic.code].url if diagnostic.code in BY_CODE else None
    path, span = printable(view.ci_path(diagnostic.path)), diagnostic.span
    made: dict[str, Any] = {
        "message": code_span(sentence(diagnostic)),  # reviewdog posts it as Markdown
        "location": {"path": path, "range": _range(span, diagnostic.path, view)},
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": f"{diagnostic.code} {diagnostic.name}", **({"url": url} if url else {})},
    }
    if edit:
        made["suggestions"] = [{"range": _range(edit.span, diagnostic.path, view), "text": edit.text}]
    return made


def _one_edit(fix: Fix, path: str, view: View) -> Edit | None:
    """Merge the edits of a fix, because suggestions are accepted one by one; None if it is too long for a review."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    if not edits:
        return None
    first, last = edits[0].span, max((edit.span for edit in edits), key=lambda span: (span.end_line, span.end_column))
    if last.end_line - first.line >= MOST_LINES or not all(is_unicode(edit.text) for edit in edits):
        return None
    text = edits[0].text
    for before, after in pairwise(edits):
        between = _between(before.span, after.span, path, view)
        if between is None:
            return None
        text += between + after.text
    return Edit(Span(first.line, first.column, last.end_line, last.end_column), text)


def _between(before: Span, after: Span, path: str, view: View) -> str | None:
    """Return the text between two spans; None if they overlap."""
    if (before.end_line, before.end_column) > (after.line, after.column):
        return None
    lines = [view.line(path, number) for number in range(before.end_line, after.line + 1)]
    lines[-1] = lines[-1][: after.column - 1]
    lines[0] = lines[0][before.end_column - 1 :]
    return "\n".join(lines)


def _range(span: Span, path: str, view: View) -> dict[str, Any]:
    """Return a range with columns in bytes of UTF-8, as reviewdog counts."""
    found = {}
    for name, line, column in (("start", span.line, span.column), ("end", span.end_line, span.end_column)):
        before = view.line(path, line)[: column - 1]
        wider = sum(len(char.encode("utf-8", "replace")) - 1 for char in before if char > "\x7f")
        found[name] = {"line": line, "column": column + wider}
    return found
