"""A guide as text: front matter values, a span for every key path, the body, and problems, from one parse."""

from bisect import bisect_right
from functools import cached_property, reduce
from itertools import accumulate
from operator import getitem
from pathlib import Path
from typing import Any, Final

from comp_data.base.diagnostics import Edit, Finding, KeyPath, Location, Span
from comp_data.base.errors import Problem
from comp_data.base.files import MAX_BYTES, Unreadable, guide_content
from comp_data.base.patterns import regex
from comp_data.guide.body.sections import Body
from comp_data.guide.front_matter.reader import read_front_matter
from comp_data.guide.front_matter.values import FrontMatter, Mark
from comp_data.guide.front_matter.writer import scalar

_OPENING = regex(r"---[ \t]*(?:\r?\n|\Z)")
_CLOSING = regex(r"\n---[ \t]*(?=\r?(?:\n|\Z))")
_LATE_OPENING = regex(r"\s+---(?=[ \t]*\r?(?:\n|\Z))")
_SAVE_AS_UTF8 = "Save the file as UTF-8"
_SHOWN_OF_A_LINE = 200


class Document:
    """The text of one guide, parsed once."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.values: dict[str, Any] | None = None  # the front matter, read as YAML 1.2; None if it has no usable one
        self.problems: tuple[Finding, ...] = ()  # the findings of the parser itself (codes CD001 to CD009)
        self.fence_start = 1 if text.startswith("\ufeff") else 0
        self.yaml_start = 0
        self.fence_end = 0
        self.body_start = 0
        self._marks: dict[KeyPath, Mark] = {}

    @cached_property
    def body(self) -> Body:
        """The text after the front matter, as sections and lines; parsed at the first use."""
        return Body(self.text, self.body_start)

    @property
    def unreadable(self) -> Finding | None:
        """Why the file cannot be read at all (CD001); None if it can."""
        return next((problem for problem in self.problems if problem.code == "CD001"), None)

    @property
    def has_front_matter(self) -> bool:
        """Whether both fences were found, so that the body begins at `body_start`."""
        return self.body_start > 0

    def knows(self, path: KeyPath) -> bool:
        """Whether the key path is written in the file itself, not reached through an alias."""
        return path in self._marks

    def span(self, at: Location, on_key: bool = False) -> Span:
        """The span of a key path's value, or of its key; for a missing key, the span of its parent.

        A parent is represented by its key, a list item without one by its text, the front matter by its opening fence.
        """
        if isinstance(at, Span):
            return at
        path = at
        while path and path not in self._marks:
            path = path[:-1]
        if not path:
            return self.span_of(self.fence_start, self.yaml_start)
        key_start, key_end, start, end = self._marks[path]
        if key_start >= 0 and (on_key or path is not at or start == end):
            start, end = key_start, key_end
        return self.span_of(self.yaml_start + start, self.yaml_start + end)

    def whole_extent(self, path: KeyPath) -> tuple[int, int]:
        """The offsets of a key path's key and value, without trailing whitespace."""
        key_start, _, start, end = self._marks.get(path, (-1, -1, 0, 0))
        first = self.yaml_start + (key_start if key_start >= 0 else start)
        return first, first + len(self.text[first : self.yaml_start + end].rstrip())

    def source(self, path: KeyPath) -> str:
        """The source text of a key path's value; empty if the path does not exist."""
        _, _, start, end = self._marks.get(path, (0, 0, 0, 0))
        return self.text[self.yaml_start + start : self.yaml_start + end].rstrip()

    def path_at(self, offset: int) -> KeyPath:
        """The innermost key path whose key or value is at an offset of the text; empty if there is none."""
        at = offset - self.yaml_start
        found: KeyPath = ()
        for path, (key_start, key_end, start, end) in self._marks.items():
            if len(path) >= len(found) and (start <= at <= end or 0 <= key_start <= at <= key_end):
                found = path
        return found

    def replacing(self, path: KeyPath, text: str) -> Edit:
        """The edit that replaces a value by `text`, in its quotes, or inserts it after the key of an empty one."""
        _, key_end, start, end = self._marks.get(path, (-1, -1, 0, 1))
        if start < end:
            old = self.source(path) if text[0].isalpha() else ""
            if old[:1] in ("'", '"') and scalar(old[1:-1]) == old[1:-1] and old[0] not in text:
                text = f"{old[0]}{text}{old[0]}"  # quotes that the old value did not need are a style
            return Edit(self.span(path), text)
        offset = self.yaml_start + start
        has_colon = key_end < 0 or ":" in self.text[self.yaml_start + key_end : offset]
        colon = "" if has_colon else ":"
        space = "" if has_colon and self.text[offset - 1] in " \t" else " "
        return Edit(self.exact_span(offset, offset), colon + space + text)

    def is_in_value(self, offset: int) -> bool:
        """Whether an offset is inside a scalar of the front matter."""
        at = offset - self.yaml_start
        before = bisect_right(self._scalars, (at, len(self.text)))
        return before > 0 and at < self._scalars[before - 1][1]

    @cached_property
    def _scalars(self) -> list[tuple[int, int]]:
        values: Any = self.values
        found = ((mark[2:], reduce(getitem, path, values)) for path, mark in self._marks.items())
        return sorted(extent for extent, value in found if not isinstance(value, dict | list))

    def span_of(self, start: int, end: int) -> Span:
        """The span between two offsets of the text, without trailing whitespace."""
        if self.text[end - 1 : end].isspace():
            end = start + len(self.text[start:end].rstrip())
        return self.exact_span(start, end)

    def exact_span(self, start: int, end: int) -> Span:
        """The span between two offsets of the text, including trailing whitespace."""
        lines = self._line_starts
        line, end_line = bisect_right(lines, start), bisect_right(lines, end)
        return Span(line, start - lines[line - 1] + 1, end_line, end - lines[end_line - 1] + 1)

    def offsets_of(self, span: Span) -> tuple[int, int]:
        """The start and end offsets of a span."""
        lines = self._line_starts
        return lines[span.line - 1] + span.column - 1, lines[span.end_line - 1] + span.end_column - 1

    def before(self, span: Span) -> str:
        """The text before a span on its first line, at most 200 characters."""
        offset = self.offsets_of(span)[0]
        return self.text[max(offset - _SHOWN_OF_A_LINE, self._line_starts[span.line - 1]) : offset]

    def after(self, span: Span) -> str:
        """The text after a span on its last line, at most 200 characters."""
        offset = self.offsets_of(span)[1]
        return self.text[offset : offset + _SHOWN_OF_A_LINE].partition("\n")[0].rstrip("\r")

    def line(self, number: int) -> str:
        """The text of a 1-based line without its line end; empty if the line does not exist."""
        lines = self._line_starts
        if number > len(lines):
            return ""
        end = lines[number] if number < len(lines) else len(self.text)
        return self.text[lines[number - 1] : end].rstrip("\r\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate([len(line) + 1 for line in self.text.split("\n")][:-1])]

    def set_front_matter(self, front_matter: FrontMatter) -> None:
        """Store the values, marks and findings of the parsed front matter."""
        self._marks = front_matter.marks
        at, text = self.yaml_start, self.text
        found = [
            raw.located(lambda start, end: self.span_of(at + start, at + end), text[at + raw.start : at + raw.end])
            for raw in front_matter.findings
        ]
        if isinstance(front_matter.values, dict):
            self.values = front_matter.values
        elif front_matter.readable:
            kind = {type(None): "empty", list: "a list"}.get(type(front_matter.values), "a single value")
            message = f"the front matter is {kind}; it must be a mapping of keys to values"
            found.append(Finding((), message, "Write `key: value` lines between the fences", code="CD006"))
        self.problems += tuple(found)


def read_document(file: Path, path: str | None = None) -> Document:
    """Read a guide, shown in diagnostics as `path`; a file that cannot be read is a document with a CD001 problem."""
    return parse_document(guide_content(file), file.as_posix() if path is None else path)


def parse_document(content: bytes | str | Unreadable, path: str = "<text>") -> Document:
    """Parse the content of a guide; `path` is the name to show in diagnostics. Never raises."""
    if isinstance(content, Unreadable):
        return _unreadable(path, content.reason)
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes (1 MiB), the limit for a guide"
        return _unreadable(path, message, "Keep one guide per file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return _unreadable(path, "the file is encoded in UTF-16, not UTF-8", _SAVE_AS_UTF8)
        before = data[: error.start].decode("utf-8", "replace")
        return _unreadable(path, f"the byte 0x{data[error.start]:02X} is not UTF-8", _SAVE_AS_UTF8, before)
    if "\0" in text:
        return _unreadable(path, "git shows no change of a file with U+0000", "Delete it", text[: text.index("\0")])
    document = Document(path, text)
    _read_fences(document)
    return document


def _unreadable(path: str, message: str, help_: str | None = None, before: str = "") -> Document:
    document = Document(path, "")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    span = Span(line, column, line, column + 1 if before else column)
    document.problems = (Finding(span, message, help_, code="CD001"),)
    return document


def _read_fences(document: Document) -> None:
    text, start = document.text, document.fence_start
    if not (opening := _OPENING.match(text, start)):
        _refuse(document, *_no_opening(text, start))
        return
    document.yaml_start = opening.end()
    if not (closing := _CLOSING.search(text, opening.end() - 1)):
        message = "the front matter that begins here is never closed: a second `---` line is missing"
        _refuse(document, start, message, "Add a `---` line above the title of the guide")
        return
    fence_start = document.fence_end = closing.start() + 1
    newline = text.find("\n", closing.end())
    document.body_start = len(text) if newline < 0 else newline + 1
    document.set_front_matter(read_front_matter(text[opening.end() : fence_start]))
    if not text[document.body_start :].strip():
        span = document.span_of(fence_start, closing.end())
        message = "nothing follows the front matter: the guide has no body"
        help_ = "Add the title, the compensation table and the negotiation guide"
        document.problems += (Finding(span, message, help_, code="CD007"),)


def _no_opening(text: str, start: int) -> tuple[int, str, str]:
    if not text[start:].strip():
        return start, "the file is empty", "Write the guide, or delete the file"
    if text.startswith("---\r", start):
        message = "the lines end in a lone carriage return, so other programs find no `---` line"
        return start, message, "Save the file with LF line ends"
    if later := _LATE_OPENING.match(text, start):
        message = "the front matter must begin on the first line of the file, but begins here"
        return later.end() - 3, message, "Delete everything above the `---` line"
    message = "the file does not begin with front matter: its first line must be `---`"
    return start, message, "Put it between two `---` lines at the top; `comp-data migrate` makes it from the body"


def _refuse(document: Document, start: int, message: str, help_: str) -> None:
    line = document.text[start : start + _SHOWN_OF_A_LINE].partition("\n")[0]
    document.problems = (Finding(document.span_of(start, start + len(line)), message, help_, code="CD002"),)


HARMLESS: Final = frozenset({"CD005", "CD007"})
"""Codes of parser findings after which the values are still certain: an ambiguous scalar, an empty body."""


def problem_of(document: Document, finding: Finding) -> Problem:
    """Convert a finding to a problem of its file."""
    span = document.span(finding.at, finding.on_key)
    return Problem(document.path, finding.code, finding.message, span.line, span.column)


def parse_problems(document: Document) -> list[Finding]:
    """The parser's findings that make the values of a guide uncertain or unusable."""
    return [problem for problem in document.problems if problem.code not in HARMLESS]
