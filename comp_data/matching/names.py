"""Names as people write them: their words and typos, and what a name was found to mean."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from comp_data.values.places.gazetteer import fold

MAX_LENGTH = 200
"""Longer names of companies and roles are rejected."""
_SHORTEST = {"swap": 5, "vowel": 6, "consonant": 7, "letter": 7, "end": 8}
"""Least length of a word for each kind of typo: shorter words that differ so are often two names."""
_TWO_TYPOS = 10
"""Least length of a name for two typos."""
_VOWELS = frozenset("aeiouy")
_BLANK = re.compile(r"[\s_\x00-\x1f\x7f-\x9f]+")

Words = tuple[str, ...]

How = Literal["exact", "alias", "slug", "fuzzy", "near"]
"""How a name was matched, the most certain first: as written, by an alias, by its letters without insignificant words,
with typos. `near` is only a suggestion, never a match."""
STRENGTH: Final[tuple[How, ...]] = ("exact", "alias", "slug", "fuzzy", "near")
SCORES: Final[dict[How, float]] = {"exact": 1.0, "alias": 0.95, "slug": 0.9, "fuzzy": 0.85, "near": 0.6}
"""The highest score of each kind of match."""
PART_OF: Final = 0.85
"""The score of a name that stands for a part of the match."""


def one_line(text: str) -> str:
    """Remove invisible characters and replace blanks and control characters by single blanks."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return _BLANK.sub(" ", text).strip()


def words_of(text: str) -> Words:
    """Split a text into lower-case words without accents and punctuation."""
    return tuple(fold(text).split())


def count_typos(written: Words, meant: Words) -> int | None:
    """Count the typos (1 or 2) between the written and the meant words; None for 0 or more than 2.

    A typo is a letter that is missing, added, replaced or swapped with the next. The first letter and all digits must
    be right, and the word must be long enough not to be a different word.
    """
    if len(written) != len(meant):
        written, meant = ("".join(written),), ("".join(meant),)
    total = 0
    for one, other in zip(written, meant, strict=True):
        if one != other:
            count = _typos_in_word(one, other)
            if count is None:
                return None
            total += count
    most = 2 if sum(map(len, meant)) >= _TWO_TYPOS else 1
    return total if 0 < total <= most else None


def _typos_in_word(written: str, meant: str) -> int | None:
    if abs(len(written) - len(meant)) > 2 or written[0] != meant[0] or not (written.isascii() and meant.isascii()):
        return None
    if [char for char in written if char.isdigit()] != [char for char in meant if char.isdigit()]:
        return None
    length = max(len(written), len(meant))
    kind = _single_typo(written, meant)
    if kind is not None:
        return 1 if length >= _SHORTEST[kind] else None
    return 2 if length >= _TWO_TYPOS and distance(written, meant, 2) == 2 else None


def _single_typo(one: str, other: str) -> str | None:
    """Return the kind of the single typo between two words; None if it is not a single typo."""
    shorter = min(len(one), len(other))
    start = end = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) == len(right) == 2 and left == right[::-1]:
        return "swap"
    if len(left) > 1 or len(right) > 1:
        return None
    if left and right:
        return "letter"
    letter = left or right
    if end == 0 and letter != one[start - 1]:
        return None if left else "end"  # `Discovery` is not a typo of `Discover`
    return "vowel" if letter in _VOWELS or letter == one[start - 1] else "consonant"


def distance(one: str, other: str, most: int) -> int | None:
    """Return the edit distance of two texts, counting swaps of neighbors as one; None if it is over `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, sign in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != sign))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == sign:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


class Near(NamedTuple):
    """A possible match."""

    slug: str
    how: How = "near"
    score: float = SCORES["near"]


class Found(NamedTuple):
    """The slug that a name means, or None with the reason. `near` lists possible matches, best first."""

    slug: str | None
    how: How | None
    score: float
    near: tuple[Near, ...] = ()
    reason: str = ""

    @classmethod
    def nothing(cls, reason: str, near: tuple[Near, ...] = ()) -> "Found":
        """Build a result without a match."""
        return cls(None, None, 0.0, near, reason)

    @classmethod
    def among(cls, slugs: Collection[str], how: How, score: float, several: str) -> "Found":
        """Build the match of one slug; of several, they are only possible matches, for the reason `several`."""
        if len(slugs) == 1:
            return cls(min(slugs), how, score)
        return cls.nothing(several, tuple(Near(slug, how, score) for slug in sorted(slugs)))

    def at_most(self, how: How) -> "Found":
        """Lower the certainty to a kind of match."""
        if self.slug is None or self.how is None:
            return self
        return self._replace(how=weaker(self.how, how), score=min(self.score, SCORES[how]))

    def with_name(self, name: str) -> "Found":
        """Put the searched name in front of the reason, if there is one."""
        return self._replace(reason=f"{name} {self.reason}") if self.reason else self


def weaker(one: How, other: How) -> How:
    """Return the less certain of two kinds of match."""
    return max(one, other, key=STRENGTH.index)
