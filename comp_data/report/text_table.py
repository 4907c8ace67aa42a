"""Align tables in text for any terminal, and write what is in them."""

from collections.abc import Callable, Container, Sequence
from unicodedata import combining, east_asian_width

from comp_data.values.money import Number, amount


def aligned(rows: Sequence[Sequence[str]], left: int | Container[int] = 1) -> list[str]:
    """Return the lines of a table, with some columns left-aligned, the first `left` or those in it, others right."""
    to_left = range(left) if isinstance(left, int) else left
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        fills = [" " * (most - width(cell)) for cell, most in zip(row, widths, strict=True)]
        cells = [row[at] + fill if at in to_left else fill + row[at] for at, fill in enumerate(fills)]
        lines.append("  ".join(cells).rstrip())
    return lines


def width(text: str) -> int:
    """Return how many terminal columns a text takes: one per character before U+0300."""
    if text.isascii():
        return len(text)
    others = [char for char in text if char >= "\u0300"]
    return len(text) + sum(1 if east_asian_width(char) in "WF" else -(combining(char) > 0) for char in others)


def both_ends(low: Number | None, high: Number | None, write: Callable[[Number | None], str] = amount) -> str:
    """Write a range: `150,000–265,000`, or the one amount that both ends are; — if neither is known."""
    if low is None and high is None:
        return "—"
    return write(low) if low == high else f"{write(low)}–{write(high)}"


def and_more(number: int, most: int, said: str = "and {:,} more; --format json has all") -> list[str]:
    """Return the line that counts what is left out of a text; none if nothing is."""
    return [said.format(number - most)] if number > most else []
