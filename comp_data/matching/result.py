"""The result of looking up a name: the match and how it was found, or the possible ones."""

from collections.abc import Collection
from typing import Final, Literal, NamedTuple

How = Literal["exact", "alias", "slug", "fuzzy", "near"]
"""How a name was matched, the most certain first: as written, by an alias, by its letters without insignificant words,
with typos. `near` is only a suggestion, never a match."""
STRENGTH: Final[tuple[How, ...]] = ("exact", "alias", "slug", "fuzzy", "near")
SCORES: Final[dict[How, float]] = {"exact": 1.0, "alias": 0.95, "slug": 0.9, "fuzzy": 0.85, "near": 0.6}
"""The highest score of each kind of match."""
PART_OF: Final = 0.85
"""The score of a name that stands for a part of the match."""


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
