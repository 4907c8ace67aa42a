"""What changed between two versions of a body: how many lines, whatever their layout."""

import re
from collections import Counter
from typing import Final

from comp_data.comparison.model import BodyChange

_BULLET: Final = re.compile(r"^[*+](?=\s)")
_DELIMITERS: Final = re.compile(r":?-+:?$")


def compare_bodies(old: str, new: str) -> BodyChange | None:
    """How many lines were added and removed; None where both say the same, in however many lines."""
    if old == new:
        return None
    olds, news = _lines(old), _lines(new)
    if " ".join(olds) == " ".join(news):
        return None
    before, after = Counter(olds), Counter(news)
    return BodyChange((after - before).total(), (before - after).total())


def _lines(body: str) -> list[str]:
    """What the lines of a body say, without what only lays them out: blanks, bullets, the width of a table."""
    return [line for raw in body.splitlines() if (line := _said(raw))]


def _said(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("|"):
        cells = [" ".join(cell.split()) for cell in stripped.strip("|").split("|")]
        return "|" + "|".join(_DELIMITERS.sub("-", cell) for cell in cells)
    # runs of dashes are a rule across the page, however long
    words = " ".join(_BULLET.sub("-", stripped).split())
    return "-" if len(set(words)) == 1 and words[0] in "-*_" and len(words) > 2 else words


def share_in_common(one: str, other: str) -> float:
    """The share of the lines of both that are the same, from 0 to 1; of two empty bodies 0."""
    ones, others = Counter(_lines(one)), Counter(_lines(other))
    both = ones.total() + others.total()
    return 2 * (ones & others).total() / both if both else 0
