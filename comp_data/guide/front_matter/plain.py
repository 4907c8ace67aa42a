"""Front matter in the plainest form, as most guides have it, read line by line: several times sooner than by libyaml.

The form: block mappings and lists, with each scalar on one line, plain or in quotes without escapes. Whatever is of
another form, or wrong in any way, is left to libyaml; what is read here comes out as libyaml reads it, to the last
mark, which the tests hold.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from comp_data.base.diagnostics import KeyPath
from comp_data.guide.front_matter.values import MAX_NESTING, FrontMatter, Mark
from comp_data.values.yaml_scalars import Scalar, read_both

_LONGEST_KEPT = 400
"""The longest line that is remembered, in characters; guides have most of their lines in common."""

_ODD = re.compile("[\t\r\x85\u2028\u2029\ufeff]")
_LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- +)?"
    r"(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,99}):(?: +|\Z))?"
    r"""(?:"(?P<double>[^"\\]*)" *|'(?P<single>[^']*)' *|(?P<plain>[\w$€£¥₹~./+(].*))?\Z"""
)


class _Line(NamedTuple):
    """A line taken apart, in columns: `place` is that of its dash, or else of its key; `start` is -1 for no value."""

    place: int
    is_item: bool
    key: str | None
    key_start: int
    key_end: int
    value: Scalar
    start: int
    end: int


class _Frame:
    """A list or mapping that is being read. `key` is that of a value to come, None where none is awaited."""

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
    """Reads front matter of the plainest form; None for any other. The text has no character that YAML forbids."""
    if _ODD.search(text):
        return None
    reader = _Reader(len(text) - len(text.lstrip("\n")))
    offset = 0
    for line in text.split("\n"):
        if line and not reader.take(line, offset):
            return None
        offset += len(line) + 1
    return reader.result()


class _Reader:
    """Reads lines one after the other into the mapping that begins at `start`."""

    def __init__(self, start: int) -> None:
        self.marks: dict[KeyPath, Mark] = {}
        self.stack: list[_Frame] = [_Frame({}, 0, (), start)]

    def take(self, line: str, offset: int) -> bool:
        """Takes a line that begins at an offset of the text; False where it is not of the plainest form."""
        taken = _kept(line) if len(line) <= _LONGEST_KEPT else _taken_apart(line)
        if taken is None:
            return False
        place, is_item, key, key_start, key_end, value, start, end = taken
        frame = self.stack[-1]
        if frame.column != place or frame.key is not None or is_item:  # most lines are the next key of a mapping
            found = self._frame_at(place, is_item, offset)
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
        """What was read; None for no line at all."""
        root = self.stack[0]
        if not root.items and root.key is None:
            return None
        while len(self.stack) > 1:
            self._close()
        self._end(root)
        self.marks[()] = (-1, -1, root.start, root.end)
        return FrontMatter(root.items, self.marks)

    def _frame_at(self, place: int, is_item: bool, offset: int) -> _Frame | None:
        """The mapping or list that a line at a column belongs to, opened or gone back to; None where there is none."""
        frame = self.stack[-1]
        if frame.key is not None and (place > frame.column or (is_item and place == frame.column)):
            return self._open([] if is_item else {}, place, (*frame.prefix, frame.key), offset + place)
        while place < frame.column or (frame.is_list and not is_item and place == frame.column):
            frame = self._close()
        if place != frame.column or frame.is_list != is_item:
            return None
        self._end(frame)
        return frame

    def _open(self, items: Any, column: int, prefix: KeyPath, start: int) -> _Frame | None:
        """Begins a list or mapping in the innermost one; None where that lies as deep as they may."""
        if len(self.stack) >= MAX_NESTING:
            return None
        frame = _Frame(items, column, prefix, start)
        self.stack.append(frame)
        return frame

    def _close(self) -> _Frame:
        """Ends the innermost list or mapping, and gives the one that it lies in."""
        frame = self.stack.pop()
        self._end(frame)
        within = self.stack[-1]
        self._add(within, frame.items, frame.start, frame.end)
        return within

    def _end(self, frame: _Frame) -> None:
        """Gives the last key of a mapping the value null, where none was written."""
        if frame.key is not None:
            self._add(frame, None, frame.key_end + 1, frame.key_end + 1)

    def _add(self, frame: _Frame, value: object, start: int, end: int) -> None:
        """Puts a value behind the key that awaits it, or at the end of a list."""
        frame.end = end
        if frame.key is None:
            self.marks[(*frame.prefix, len(frame.items))] = (-1, -1, start, end)
            frame.items.append(value)
        else:
            self.marks[(*frame.prefix, frame.key)] = (frame.key_start, frame.key_end, start, end)
            frame.items[frame.key] = value
            frame.key = None


def _taken_apart(line: str) -> _Line | None:
    """A line's parts; None for one that is not of the plainest form."""
    found = _LINE.match(line)
    if found is None:
        return None
    indent, dash, key, double, single, plain = found.groups()
    place = len(indent)
    column = place + len(dash or "")
    key_end = column + len(key or "")
    if key is not None and read_both(key)[1]:
        return None
    if plain is not None:
        text = plain.rstrip(" ")
        value, differently = read_both(text)
        if differently or ": " in text or " #" in text or text[-1] == ":":
            return None
        start = found.start("plain")
        return _Line(place, dash is not None, key, column, key_end, value, start, start + len(text))
    if double is None and single is None:
        return None if key is None else _Line(place, dash is not None, key, column, key_end, None, -1, -1)
    start = found.start("single" if double is None else "double") - 1
    text = single if double is None else double
    return _Line(place, dash is not None, key, column, key_end, text, start, start + len(text) + 2)


_kept = lru_cache(8192)(_taken_apart)
