"""Align tables in text for any terminal."""

import unicodedata
from collections.abc import Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return the lines of a table: the first `left` columns are left-aligned, the others right-aligned."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(row, widths, left)).rstrip() for row in rows]


def _padded(row: Sequence[str], widths: Sequence[int], left: int) -> Iterator[str]:
    for column, (cell, most) in enumerate(zip(row, widths, strict=True)):
        fill = " " * (most - width(cell))
        yield cell + fill if column < left else fill + cell


def width(text: str) -> int:
    """Return how many terminal columns a text takes: one per character before U+0300."""
    return len(text) if text.isascii() else len(text) + sum(_width_of(char) - 1 for char in text if char >= "\u0300")


def _width_of(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1
