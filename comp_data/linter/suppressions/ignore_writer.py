"""Write suppression comments for findings, each where it accepts its finding and changes nothing else."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from comp_data.base.diagnostics import Diagnostic, Span
from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.document import Document
from comp_data.linter.suppressions.apply import NEVER

_FORMAT = "CD008"


class Acceptance(NamedTuple):
    """The reason why findings are accepted, on one line, and the last day; None if there is no end."""

    reason: str
    until: date | None = None

    def text(self, kind: str, codes: Iterable[str]) -> str:
        """Return the text of a comment: `comp-data: ignore[CD201] reason until 2027-01-01`."""
        end = f" until {self.until}" if self.until else ""
        return f"comp-data: {kind}[{', '.join(sorted(set(codes)))}] {self.reason}{end}"


class _Place(NamedTuple):
    """Where a comment goes: a line number, and the position relative to that line."""

    line: int
    how: str


def with_ignores(document: Document, diagnostics: Iterable[Diagnostic], acceptance: Acceptance) -> str:
    """Add suppressions for findings to a guide's text; findings that cannot be suppressed are skipped.

    A comment goes above the line of its finding. Within a paragraph or list of the body it goes at the end of the line,
    for a table above the table. A finding within a text over several lines, or of no line, gets a comment for the file.
    """
    codes: dict[_Place, list[str]] = {}
    tables = [document.span_of(table.start, table.end) for table in find_tables(document.body)]
    for one in diagnostics:
        if one.code not in NEVER and document.values is not None:
            codes.setdefault(_place(document, one, tables), []).append(one.code)
    lines = document.text.split("\n")
    for place in sorted(codes, reverse=True):
        _write(lines, place, acceptance, codes[place])
    return "\n".join(lines)


def _place(document: Document, one: Diagnostic, tables: Sequence[Span]) -> _Place:
    line = one.span.line
    if one.code == _FORMAT or not document.line(line).strip():
        # A comment cannot go on a blank line or at a line end.
        return _Place(2, "file")
    body_line = document.span_of(document.body_start, document.body_start).line
    if line >= body_line:
        return _place_in_body(document, line, tables)
    start = document.offsets_of(one.span)[0] - len(document.before(one.span))
    if line == 1 or line == body_line - 1 or document.is_in_value(start):
        return _Place(2, "file")
    return _Place(line, "above in front matter")


def _place_in_body(document: Document, line: int, tables: Sequence[Span]) -> _Place:
    before = bisect_right(tables, line, key=attrgetter("line"))
    if before and line <= tables[before - 1].end_line:
        return _Place(tables[before - 1].line, "above")
    text = document.line(line)
    above = document.line(line - 1).strip()
    is_free = not above or above == "---" or text.lstrip().startswith("#")
    return _Place(line, "above" if is_free and text.strip() else "at the end")


def _write(lines: list[str], place: _Place, acceptance: Acceptance, codes: list[str]) -> None:
    """Insert one comment; callers go from the last place of a file to the first."""
    at = place.line - 1
    text = lines[at]
    end = "\r" if text.endswith("\r") else ""
    if place.how == "file":
        lines.insert(at, f"# {acceptance.text('ignore-file', codes)}{end}")
    elif place.how == "above in front matter":
        blanks = text[: len(text) - len(text.lstrip())]
        lines.insert(at, f"{blanks}# {acceptance.text('ignore', codes)}{end}")
    elif place.how == "above":
        lines.insert(at, f"<!-- {acceptance.text('ignore', codes)} -->{end}")
    else:
        lines[at] = f"{text.removesuffix(end)} <!-- {acceptance.text('ignore', codes)} -->{end}"
