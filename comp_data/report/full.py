"""The format `full`, for people: message, source line with the place underlined, related places, help, summary."""

from typing import Final

from comp_data.diagnostics import Diagnostic, Severity, Span
from comp_data.report.escape import printable
from comp_data.report.text_table import width
from comp_data.report.view import View, headline, summary

MOST_COLUMNS: Final = 120
"""The most of a source line that is shown, around the place in question."""

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def render(view: View) -> str:
    """The shown diagnostics with their source, and the summary."""
    blocks = ["\n".join(_block(diagnostic, view)) for diagnostic in view.shown]
    return "\n\n".join([*blocks, "\n".join(summary(view))]) + "\n"


def _block(diagnostic: Diagnostic, view: View) -> list[str]:
    gutter = " " * len(str(diagnostic.line))

    def dim(text: str) -> str:
        return _coloured(text, "2", view)

    title = _coloured(f"{diagnostic.severity.label} {diagnostic.code}", _COLOURS[diagnostic.severity], view)
    lines = [
        f"{title} {diagnostic.name}: {_coloured(headline(diagnostic), '1', view)}",
        f"{gutter}{dim('-->')} {printable(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}",
    ]
    source, underline = _excerpt(view.line(diagnostic.path, diagnostic.line), diagnostic.span)
    if source:
        lines += [
            f"{dim(f'{diagnostic.line} |')} {source}",
            f"{gutter} {dim('|')} {_coloured(underline, _COLOURS[diagnostic.severity], view)}",
        ]
    for place in diagnostic.related:
        where = "" if place.path == diagnostic.path else f"{printable(place.path)}:"
        lines.append(f"{gutter} {dim('=')} {where}{place.span.line}:{place.span.column}: {printable(place.message)}")
    if diagnostic.help:
        lines.append(f"{gutter} {dim('=')} help: {printable(diagnostic.help)}")
    return lines


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """The part of a line around a span, and the carets that underline the span in it."""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    first = 0 if end <= MOST_COLUMNS else max(0, min(start - 20, len(line) - MOST_COLUMNS))
    last = first + MOST_COLUMNS
    before, marked, after = line[first:start], line[start : min(end, last)], line[max(end, first) : last]
    lead = "…" if first else ""
    trail = "…" if last < len(line) else ""
    shown = [printable(part) for part in (before, marked, after)]
    carets = "^" * max(width(shown[1]), 1)
    return f"{lead}{''.join(shown)}{trail}", " " * (len(lead) + width(shown[0])) + carets


def _coloured(text: str, code: str, view: View) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if view.colour and text else text
