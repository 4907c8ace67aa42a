"""What looking a name up gives: the one that is meant and how it was found, or those that it may mean."""

from typing import Final, Literal, NamedTuple

How = Literal["exact", "alias", "slug", "fuzzy", "near"]
"""How a name was found, from the surest on: as it is written, by another name that is known of it, by its letters
without what says nothing, by slips of the pen. `near` is never found, only told."""
STRENGTH: Final[tuple[How, ...]] = ("exact", "alias", "slug", "fuzzy", "near")
SCORES: Final[dict[How, float]] = {"exact": 1.0, "alias": 0.95, "slug": 0.9, "fuzzy": 0.85, "near": 0.6}
"""The most that a name can score by how it was found."""
PART_OF: Final = 0.85
"""The score of a name that is known for a part of what it was found as."""


class Near(NamedTuple):
    """A slug that may be meant."""

    slug: str
    how: How = "near"
    score: float = SCORES["near"]


class Found(NamedTuple):
    """The slug that a name means; None, and why, for a name that means none or several. `near` is best first."""

    slug: str | None
    how: How | None
    score: float
    near: tuple[Near, ...] = ()
    reason: str = ""

    @classmethod
    def nothing(cls, reason: str, near: tuple[Near, ...] = ()) -> "Found":
        """No slug, and why."""
        return cls(None, None, 0.0, near, reason)

    def at_most(self, how: How) -> "Found":
        """The same, found no better than so."""
        if self.slug is None or self.how is None:
            return self
        return self._replace(how=weaker(self.how, how), score=min(self.score, SCORES[how]))

    def told_of(self, name: str) -> "Found":
        """The same, its reason, where it has one, beginning with the name that was asked for."""
        return self._replace(reason=f"{name} {self.reason}") if self.reason else self


def weaker(one: How, other: How) -> How:
    """The less sure of two ways in which names were found."""
    return max(one, other, key=STRENGTH.index)
