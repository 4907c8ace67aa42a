"""Suppressions: comments in a guide that say which findings of a line, a table or the file are accepted, and why.

In front matter a YAML comment, `# comp-data: ignore[CD201] reason until 2027-01-01`, in the body an HTML comment with
the same text. It stands on the line of the finding or on the line above; above a table it is for the whole table.
`ignore-file[CD201]` is for the whole file.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from comp_data.diagnostics import Span
from comp_data.document import Document
from comp_data.linter.record import Record
from comp_data.markdown_tables import find_tables
from comp_data.scalars import as_date

SIGN = "comp-data:"
"""What every suppression begins with."""

_YAML_COMMENT = re.compile(r"(?<!\S)#[ \t]*(?P<text>comp-data:[^\r\n]*)")
_HTML_COMMENT = re.compile(r"<!--[ \t\r\n]*(?P<text>comp-data:(?:(?!-->)[\s\S])*)-->")
_DIRECTIVE = re.compile(r"comp-data:\s*(?P<kind>[\w-]*)\s*(?:\[(?P<rules>[^\[\]]*)\])?(?P<rest>[\s\S]*)")
_UNTIL = re.compile(r"(?:^|\s)until\s+(?P<day>\S+)\s*$")
_RULE = re.compile(r"[^\s,]+")


class Named(NamedTuple):
    """A rule that a suppression names, by code or name, and the offsets of that in the file's text."""

    text: str
    start: int
    end: int


class Suppression(NamedTuple):
    """One comment. `first` and `last` are the lines whose findings it accepts, 0 and 0 for the whole file.

    `start` and `end` are the comment's offsets; `until` is the last day that it holds; `problem` tells why it cannot
    be understood: it then accepts nothing.
    """

    rules: tuple[Named, ...]
    reason: str
    until: date | None
    first: int
    last: int
    start: int
    end: int
    problem: str | None = None

    @property
    def is_for_file(self) -> bool:
        """Whether it is for the whole file."""
        return self.last == 0

    def holds(self, today: date) -> bool:
        """Whether it is understood, and has not expired."""
        return self.problem is None and (self.until is None or today <= self.until)

    def covers(self, span: Span) -> bool:
        """Whether a finding at a span may be accepted by it."""
        return self.is_for_file or self.first <= span.line <= self.last


def read_suppressions(document: Document) -> tuple[Suppression, ...]:
    """The suppressions of a guide whose front matter can be read, in order."""
    if SIGN not in document.text or document.values is None:
        return ()
    return (*_in_front_matter(document), *_in_body(document))


def suppressions_of(record: Record) -> tuple[Suppression, ...]:
    """The suppressions of a record's guide, read once."""
    return record.once(_read)


def _read(record: Record) -> tuple[Suppression, ...]:
    return read_suppressions(record.document)


def _in_front_matter(document: Document) -> Iterator[Suppression]:
    text = document.text
    for found in _YAML_COMMENT.finditer(text, document.yaml_start, document.fence_end):
        if document.is_in_value(found.start()):
            continue
        span = document.span_of(*found.span())
        line = span.line
        if not document.before(span).strip():
            line += 1
            while document.line(line).lstrip().startswith("#") or not document.line(line).strip():
                line += 1
        yield _suppression(found, line, line)


def _in_body(document: Document) -> Iterator[Suppression]:
    text, body = document.text, document.body
    for found in _HTML_COMMENT.finditer(text, document.body_start):
        if body.is_code(found.start()):
            continue
        span = document.span_of(*found.span())
        if document.before(span).strip() or document.behind(span).strip():
            yield _suppression(found, span.line, span.end_line)
        else:
            yield _suppression(found, *_lines_below(document, found.end()))


def _lines_below(document: Document, offset: int) -> tuple[int, int]:
    """The line that follows a comment, blank lines and other comments left out, or the table that begins there."""
    below = re.compile(r"\S").search(document.body.visible, offset)
    if below is None:
        return 1, 1
    line = document.span_of(below.start(), below.start()).line
    for table in find_tables(document.body):
        span = document.span_of(table.start, table.end)
        if span.line == line:
            return line, span.end_line
    return line, line


def _suppression(comment: re.Match[str], first: int, last: int) -> Suppression:
    directive = _DIRECTIVE.match(comment["text"])
    kind, listed, rest = directive.group("kind", "rules", "rest") if directive else ("", None, "")
    at = comment.start("text") + (directive.start("rules") if directive and listed is not None else 0)
    named = tuple(Named(m[0], at + m.start(), at + m.end()) for m in _RULE.finditer(listed or ""))
    until = _UNTIL.search(rest)
    day = as_date(until["day"]) if until else None
    reason = " ".join((rest[: until.start()] if until else rest).split())
    problem = None
    if kind not in ("ignore", "ignore-file"):
        problem = f"`{kind}` is neither ignore nor ignore-file"
    elif not named:
        problem = "it names no rule in square brackets"
    elif until and day is None:
        problem = f"`{until['day']}` is no date"
    if kind == "ignore-file":
        first = last = 0
    return Suppression(named, reason, day, first, last, *comment.span(), problem)
