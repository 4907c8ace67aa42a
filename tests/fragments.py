"""Whole guides from fragments, as the examples of rules are, with marks at the places where rules must report.

Where «marks» stand, diagnostics are expected: they are taken out, and their places returned.
"""

from typing import NamedTuple

from comp_data.base.diagnostics import Span
from docs.rule_examples import DEFAULT_PATH, EXAMPLE, files, guide

__all__ = ["DEFAULT_PATH", "EXAMPLE", "Made", "guide", "guides"]


class Made(NamedTuple):
    """A guide's path and text, and the spans that were marked in it."""

    path: str
    text: str
    marked: list[Span]


def guides(fragment: str) -> list[Made]:
    """The files that a fragment describes."""
    return [_unmarked(path, text) for path, text in files(fragment)]


def _unmarked(path: str, text: str) -> Made:
    spans: list[Span] = []
    opened: list[tuple[int, int]] = []
    line = column = 1
    plain: list[str] = []
    for char in text:
        if char == "«":
            opened.append((line, column))
        elif char == "»":
            spans.append(Span(*opened.pop(), line, column))
        else:
            plain.append(char)
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    return Made(path, "".join(plain), sorted(spans))
