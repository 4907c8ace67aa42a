"""Read front matter of a plain form line by line, several times faster than libyaml.

The plain form has block mappings and lists, with each scalar on one line, unquoted or in quotes without escapes.
Anything else, including every error, is left to libyaml. The tests check that both give the same values and marks.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from comp_data.base.diagnostics import KeyPath
from comp_data.guide.front_matter.values import MAX_NESTING, FrontMatter, Mark
from comp_data.values.yaml_scalars import Scalar, read_both

_MAX_CACHED_LENGTH = 400
"""The longest line that is cached, in characters; guides have most of their lines in common."""

_ODD = re.compile("[\t\r\x85\u2028\u2029\ufeff]")
_LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?"
    r"(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,99}):(?: +|\Z))?"
    r"""(?:"(?P<double>[^"\\]*)" *|'(?P<single>[^']*)' *|(?P<plain>[\w$€£¥₹~./+(].*))?\Z"""
)


class _Line(NamedTuple):
    """A parsed line, in columns; `indent` is that of its dash, else of its key; `start` is -1 if it has no value."""

    indent: int
    is_item: bool
    key: str | None
    key_start: int
    key_end: int
    value: Scalar
    start: int
    end: int


class _Frame:
    """A list or mapping that is still open. `key` is a key whose value has not been read yet, or None."""

    __slots__ = ("column", "end", "is_list", "items", "key", "key_end", "key_start", "prefix", "start")

    def __init__(self, items: Any, column: int, prefix: KeyPath, start: int) -> None:
        self.items: Any = items
        self.is_list = type(items) is list
        self.column = column
        self.prefix = prefix
        self.start = self.end = start
        self.key: str | None = None
        self.key_start = self.key_end = -1


def read_plain_front_matter(text: str) -> FrontMatter | None:
    """Read front matter of the plain form; None for any other. The text must have no character that YAML forbids."""
    if _ODD.search(text):
        return None
    reader = _Reader(len(text) - len(text.lstrip("\n")))
    offset = 0
    for line in text.split("\n"):
        if line and not reader.add_line(line, offset):
            return None
        offset += len(line) + 1
    return reader.result()


class _Reader:
    """Read lines, one after the other, into the mapping that begins at `start`."""

    def __init__(self, start: int) -> None:
        self.marks: dict[KeyPath, Mark] = {}
        self.stack: list[_Frame] = [_Frame({}, 0, (), start)]

    def add_line(self, line: str, offset: int) -> bool:
        """Add a line that begins at an offset of the text; False if it does not have the plain form."""
        parsed = _parse_cached(line) if len(line) <= _MAX_CACHED_LENGTH else _parse(line)
        if parsed is None:
            return False
        indent, is_item, key, key_start, key_end, value, start, end = parsed
        frame = self.stack[-1]
        if frame.column != indent or frame.key is not None or is_item:  # most lines are the next key of a mapping
            found = self._frame_at(indent, is_item, offset)
            if found is None:
                return False
            frame = found
        if is_item:
            if key is None:
                self._add(frame, value, offset + start, offset + end)
                return True
            opened = self._open({}, key_start, (*frame.prefix, len(frame.items)), offset + key_start)
            if opened is None:
                return False
            frame = opened
        items = frame.items
        if frame.is_list or key is None or key in items:
            return False
        if start < 0:
            frame.key, frame.key_start, frame.key_end = key, offset + key_start, offset + key_end
            return True
        frame.end = offset + end
        self.marks[(*frame.prefix, key)] = (offset + key_start, offset + key_end, offset + start, frame.end)
        items[key] = value
        return True

    def result(self) -> FrontMatter | None:
        """The front matter read so far; None if there was no line."""
        root = self.stack[0]
        if not root.items and root.key is None:
            return None
        while len(self.stack) > 1:
            self._close()
        self._end(root)
        self.marks[()] = (-1, -1, root.start, root.end)
        return FrontMatter(root.items, self.marks)

    def _frame_at(self, indent: int, is_item: bool, offset: int) -> _Frame | None:
        """Open or return to the mapping or list that a line with this indent belongs to; None if there is none."""
        frame = self.stack[-1]
        if frame.key is not None and (indent > frame.column or (is_item and indent == frame.column)):
            return self._open([] if is_item else {}, indent, (*frame.prefix, frame.key), offset + indent)
        while indent < frame.column or (frame.is_list and not is_item and indent == frame.column):
            frame = self._close()
        if indent != frame.column or frame.is_list != is_item:
            return None
        self._end(frame)
        return frame

    def _open(self, items: Any, column: int, prefix: KeyPath, start: int) -> _Frame | None:
        """Open a list or mapping inside the innermost one; None if it would be nested too deep."""
        if len(self.stack) >= MAX_NESTING:
            return None
        frame = _Frame(items, column, prefix, start)
        self.stack.append(frame)
        return frame

    def _close(self) -> _Frame:
        """Close the innermost list or mapping and return the one that contains it."""
        frame = self.stack.pop()
        self._end(frame)
        parent = self.stack[-1]
        self._add(parent, frame.items, frame.start, frame.end)
        return parent

    def _end(self, frame: _Frame) -> None:
        """Set the last key of a mapping to null if no value was written."""
        if frame.key is not None:
            self._add(frame, None, frame.key_end + 1, frame.key_end + 1)

    def _add(self, frame: _Frame, value: object, start: int, end: int) -> None:
        """Store a value under the key that is waiting for one, or append it to a list."""
        frame.end = end
        if frame.key is None:
            self.marks[(*frame.prefix, len(frame.items))] = (-1, -1, start, end)
            frame.items.append(value)
        else:
            self.marks[(*frame.prefix, frame.key)] = (frame.key_start, frame.key_end, start, end)
            frame.items[frame.key] = value
            frame.key = None


def _parse(line: str) -> _Line | None:
    """Parse a line; None if it does not have the plain form."""
    found = _LINE.match(line)
    if found is None:
        return None
    indent, dash, key, double, single, plain = found.groups()
    at = len(indent)
    column = at + len(dash or "")
    key_end = column + len(key or "")
    if key is not None and read_both(key)[1]:
        return None
    if plain is not None:
        text = plain.rstrip(" ")
        value, differently = read_both(text)
        if differently or ": " in text or " #" in text or text[-1] == ":":
            return None
        start = found.start("plain")
        return _Line(at, dash is not None, key, column, key_end, value, start, start + len(text))
    if double is None and single is None:
        return None if key is None else _Line(at, dash is not None, key, column, key_end, None, -1, -1)
    start = found.start("single" if double is None else "double") - 1
    text = single if double is None else double
    return _Line(at, dash is not None, key, column, key_end, text, start, start + len(text) + 2)


_parse_cached = lru_cache(8192)(_parse)
