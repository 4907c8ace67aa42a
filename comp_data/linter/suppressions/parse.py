"""Parse suppressions: comments in a guide that accept findings of a line, a table or the file, with a reason.

In front matter it is a YAML comment, `# comp-data: ignore[CD201] reason until 2027-01-01`; in the body it is an HTML
comment with the same text. It is on the line of the finding or on the line above; above a table it is for the whole
table. `ignore-file[CD201]` is for the whole file.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.document import Document
from comp_data.guide.pay.rows import once
from comp_data.linter.record import Record
from comp_data.values.yaml_scalars import as_date

SIGN = "comp-data:"
"""The beginning of every suppression."""

MAX_SUPPRESSIONS: Final = 500
"""The most suppressions read in the front matter, and in the body; no person writes more."""

_YAML_COMMENT = regex(r"(?<!\S)#[ \t]*(?P<text>comp-data:[^\r\n]*)")
_COMMENT_OR_CODE = regex(  # or an escaped character, or backticks that nothing closes
    r"(?m)<!--(?:[ \t\r\n]*(?P<text>comp-data:)|-?>|[\s\S]*?(?:--!?>|\Z))|\\."
    r"|^(?:(?P<outer> {0,3})|[ \t>]*(?:(?:[*+-]|[0-9]{1,9}[.)])[ \t]+)?)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
    r"[\s\S]*?(?:\n(?(outer) {0,3}|[ \t>]*)(?P=fence)[`~]*[ \t\r]*$|\Z)"
    r"|(?P<ticks>`{1,32})(?!`)[^\n]*?(?:\n(?! {0,3}(?:[#>*+|=~<\d-]|```)|\s*\n)[^\n]*?)*?(?<!`)(?P=ticks)(?!`)|`+"
)
_CONTENT = regex(r"\S")
_DIRECTIVE = regex(r"comp-data:\s*(?P<kind>[\w-]*)\s*(?:\[(?P<rules>[^\[\]]*)\])?(?P<rest>[\s\S]*)")
_UNTIL = regex(r"(?:^|\s)until\s+(?P<day>\S+)\s*$")
_TODO = regex(r"\W*todo\b")
_RULE = regex(r"[^\s,]+")
_FILLERS: Final = dict.fromkeys(map(ord, "\u115f\u1160"), "")  # letters of Hangul that nobody sees


class Named(NamedTuple):
    """A rule that a suppression names by code or name, and its offsets in the file's text."""

    text: str
    start: int
    end: int


class Suppression(NamedTuple):
    """One comment."""

    rules: tuple[Named, ...]
    reason: str
    until: date | None  # its last day
    first: int  # the lines whose findings it accepts, 0 and 0 for the whole file
    last: int
    start: int  # the comment's offsets
    end: int
    problem: str | None = None  # why it is not valid; such a comment accepts nothing

    @property
    def words(self) -> str:
        """The letters and digits of the reason, without case and punctuation; none if it begins with `TODO`."""
        reason = unicodedata.normalize("NFKC", self.reason[:1000]).casefold()
        return "" if _TODO.match(reason) else "".join(filter(str.isalnum, reason.translate(_FILLERS)))

    def holds(self, today: date) -> bool:
        """Whether it is valid and has not expired."""
        return self.problem is None and (self.until is None or today <= self.until)


def read_suppressions(document: Document) -> tuple[Suppression, ...]:
    """Read the suppressions of a guide in order; at most `MAX_SUPPRESSIONS` of each part."""
    if SIGN not in document.text or document.values is None:
        return ()
    return (*islice(_in_front_matter(document), MAX_SUPPRESSIONS), *islice(_in_body(document), MAX_SUPPRESSIONS))


def ends_in_day(reason: str) -> bool:
    """Whether the end of a reason would be read as the last day of a suppression."""
    return _UNTIL.search(reason) is not None


@once
def suppressions_of(record: Record) -> tuple[Suppression, ...]:
    """Return the suppressions of a record's guide, parsed once."""
    return read_suppressions(record.document)


def _in_front_matter(document: Document) -> Iterator[Suppression]:
    below = 0  # the last line with content that was looked for, so that many comments do not take long
    for found in _YAML_COMMENT.finditer(document.text, document.yaml_start, document.fence_end):
        if document.is_in_value(found.start()):
            continue
        span = document.span_of(*found.span())
        line = span.line
        if not document.before(span).strip():
            below = max(below, line + 1)
            while document.line(below).lstrip().startswith("#") or not document.line(below).strip():
                below += 1
            line = below
        yield _suppression(found["text"], found.start("text"), found.span(), (line, line))


def _in_body(document: Document) -> Iterator[Suppression]:
    text, end = document.text, document.body_start
    tables: dict[int, int] | None = None
    below = -1  # as above, the offset of text
    while opening := _COMMENT_OR_CODE.search(text, end):
        end = text.find("-->", opening.end()) + len("-->") if opening["text"] else opening.end()
        if end < len("-->"):
            return
        if not opening["text"]:
            continue
        span = document.span_of(opening.start(), end)
        lines = span.line, span.end_line
        if not document.before(span).strip() and not document.after(span).strip():
            if below < end:
                content = _CONTENT.search(document.body.visible, end)
                below = content.start() if content else len(text)
            if tables is None:
                spans = (document.span_of(table.start, table.end) for table in find_tables(document.body))
                tables = {span.line: span.end_line for span in spans}
            line = document.span_of(below, below).line if below < len(text) else -1
            lines = line, tables.get(line, line)
        said = text[opening.start("text") : end - len("-->")]
        yield _suppression(said, opening.start("text"), (opening.start(), end), lines)


def _suppression(text: str, at: int, extent: tuple[int, int], lines: tuple[int, int]) -> Suppression:
    """Parse the text of a comment, which begins at the offset `at`."""
    directive = _DIRECTIVE.match(text)
    kind, listed, rest = directive.group("kind", "rules", "rest") if directive else ("", None, "")
    at += directive.start("rules") if directive and listed is not None else 0
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
        problem = f"`{until['day']}` is not a date"
    first, last = (0, 0) if kind == "ignore-file" else lines
    return Suppression(named, reason, day, first, last, *extent, problem)
