"""Names as people write them: their words, and what a name was found to mean."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from comp_data.values.places.gazetteer import fold

MAX_LENGTH = 200
"""Longer names of companies and roles are rejected."""
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


class Near(NamedTuple):
    """A possible match."""

    slug: str
    how: How = "near"
    score: float = SCORES["near"]


class Found(NamedTuple):
    """The one match that `near` has; with a `reason`, there is none, and `near` lists possible matches, best first."""

    near: tuple[Near, ...] = ()
    reason: str = ""

    @property
    def slug(self) -> str | None:
        """The slug that the name means; None without a match."""
        return None if self.reason else self.near[0].slug

    def at_most(self, how: How, score: float | None = None) -> "Found":
        """Lower the certainty of a match to a kind of match, and to the score of the kind or the one given."""
        if self.reason:
            return self
        most = SCORES[how] if score is None else score
        return Found(tuple(Near(one.slug, weaker(one.how, how), min(one.score, most)) for one in self.near))

    def with_name(self, name: str) -> "Found":
        """Put the searched name in front of the reason, if there is one."""
        return self._replace(reason=f"{name} {self.reason}") if self.reason else self


def among(slugs: Collection[str] | None, how: How, several: str, score: float | None = None) -> Found | None:
    """Return the match of one slug, None of no slug; several are only possible matches, for the reason `several`."""
    if not slugs:
        return None
    near = tuple(Near(slug, how, SCORES[how] if score is None else score) for slug in sorted(slugs))
    return Found(near, "" if len(near) == 1 else several)


def weaker(one: How, other: How) -> How:
    """Return the less certain of two kinds of match."""
    return max(one, other, key=STRENGTH.index)
