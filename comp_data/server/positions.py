"""Positions of the protocol: lines that end as editors end them, and columns in the units that a client counts."""

import re
from bisect import bisect_right
from typing import Final

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_ENCODINGS: Final = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Positions:
    """Converts between the offsets of a text, in characters, and the positions of a client."""

    def __init__(self, text: str, encoding: str | None) -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        kind = PositionEncodingKind(encoding or PositionEncodingKind.Utf16)
        self._codec, self._size = _ENCODINGS[kind]

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        units = len(before) if before.isascii() else len(before.encode(self._codec, "surrogatepass")) // self._size
        return Position(line, units)

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; the end of the line or text if the position is after it."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self.line(position.line)
        within = self.text[start:end].encode(self._codec, "surrogatepass")[: position.character * self._size]
        return start + len(within.decode(self._codec, "ignore"))

    def can_hold(self, extent: tuple[int, int]) -> bool:
        """Whether both ends have a position: there is none within a line end."""
        return all(self.offset(self.position(one)) == one for one in extent)

    def line(self, number: int) -> tuple[int, int]:
        """Return the offsets of a line, counted from 0, or else of the last line, without its line end."""
        number = min(number, len(self._starts) - 1)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def edit(self, changed: str) -> TextEdit:
        """Return the one edit that makes the text another one, without what both begin and end with."""
        text, start, most = self.text, 0, min(len(self.text), len(changed))
        while start < most and text[start] == changed[start]:
            start += 1
        end = 0
        while end < most - start and text[-1 - end] == changed[-1 - end]:
            end += 1
        return TextEdit(self.range(start, len(text) - end), changed[start : len(changed) - end])
