"""Compare two versions of a body by lines, ignoring layout."""

import re
from collections import Counter
from typing import Final

from comp_data.comparison.model import BodyChange

_BULLET: Final = re.compile(r"^[*+](?=\s)")
_DELIMITERS: Final = re.compile(r":?-+:?$")


def compare_bodies(old: str, new: str) -> BodyChange | None:
    """Count added and removed lines; None if the bodies have the same text, however it is wrapped."""
    if old == new:
        return None
    olds, news = _lines(old), _lines(new)
    if " ".join(olds) == " ".join(news):
        return None
    before, after = Counter(olds), Counter(news)
    return BodyChange((after - before).total(), (before - after).total())


def _lines(body: str) -> list[str]:
    """Normalize the lines of a body: blanks, bullet characters and table widths do not count."""
    return [line for raw in body.splitlines() if (line := _normalized(raw))]


def _normalized(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("|"):
        cells = [" ".join(cell.split()) for cell in stripped.strip("|").split("|")]
        return "|" + "|".join(_DELIMITERS.sub("-", cell) for cell in cells)
    # a line of dashes is a horizontal rule, however long
    words = " ".join(_BULLET.sub("-", stripped).split())
    return "-" if len(set(words)) == 1 and words[0] in "-*_" and len(words) > 2 else words


def share_in_common(one: str, other: str) -> float:
    """Return the share of equal lines, from 0 to 1; 0 for two empty bodies."""
    ones, others = Counter(_lines(one)), Counter(_lines(other))
    both = ones.total() + others.total()
    return 2 * (ones & others).total() / both if both else 0
