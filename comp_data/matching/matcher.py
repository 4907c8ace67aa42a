"""Find the guide for a company and a job title as people write them; never guess."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, Literal, NamedTuple, TypeVar

from comp_data.base.errors import NoMatchError, UsageError
from comp_data.base.plain import Plain
from comp_data.base.wording import did_you_mean
from comp_data.matching.alias_file import Aliases
from comp_data.matching.companies import CompanyNames
from comp_data.matching.names import STRENGTH, Found, How, Near, weaker
from comp_data.matching.roles import RoleNames
from comp_data.records.models import Guide
from comp_data.tables.frames import Values, arrow_table, pandas_frame, polars_frame
from comp_data.tables.relations import ColumnType

_MAX_ALTERNATIVES = 5


class Query(NamedTuple):
    """The company and title that were searched for, as written."""

    company: str
    title: str


class Part(NamedTuple):
    """How the company or the title of a query was matched; `slug` and `how` are None without a match."""

    slug: str | None = None
    how: How | None = None
    score: float = 0.0


class Candidate(NamedTuple):
    """A possible guide; `how` is `near` if its name is only similar, `score` is from 0 to 1."""

    guide: Guide
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class Match(Plain):
    """The result of matching a company and a title.

    `guide` is None if no guide or several match: `reason` then says why, and `alternatives` lists the possible guides,
    best first. `company` and `role` describe how each of the two was matched: `slug`, `how` and `score`. `query` has
    `company` and `title` as written.
    """

    query: Query
    guide: Guide | None
    company: Part
    role: Part
    alternatives: tuple[Candidate, ...] = ()
    reason: str = ""

    @property
    def how(self) -> How | None:
        """How the guide was matched: the less certain of company and role; None without a guide."""
        company, role = self.company.how, self.role.how
        return weaker(company, role) if self.guide and company and role else None

    @property
    def score(self) -> float:
        """How certain the match is, from 0 (no guide) to 1: the lower score of company and role."""
        return 0.0 if self.guide is None else min(self.company.score, self.role.score)

    def require(self, least: Literal["exact", "alias", "slug", "fuzzy"] = "fuzzy") -> Guide:
        """Return the guide if it was matched at least as certainly as `least`; fuzzy accepts any match.

        Raises:
            NoMatchError: There is no such match; the error lists the alternatives.
            ValueError: `least` is not exact, alias, slug or fuzzy.
        """
        if least not in STRENGTH[:-1]:
            raise ValueError(f"least must be one of {', '.join(STRENGTH[:-1])}, not {least!r}")
        if self.guide is None or self.how is None:
            raise NoMatchError(*self.query, self.reason, [one.guide.id for one in self.alternatives])
        if weaker(self.how, least) != least:
            reason = f"{self.guide.id} was found by {self.how}, which is less certain than {least}"
            raise NoMatchError(*self.query, reason, [self.guide.id])
        return self.guide


class Matcher:
    """Match names against guides and aliases; raises ConfigError if an alias is the name of another company."""

    def __init__(self, guides: Iterable[Guide], aliases: Aliases | None = None) -> None:
        self._guides: dict[str, dict[str, Guide]] = {}
        for guide in guides:
            self._guides.setdefault(guide.company, {})[guide.role] = guide
        companies: dict[str, set[str]] = {}
        roles: dict[str, dict[str, str]] = {}
        for company, guides_of in self._guides.items():
            companies[company] = {guide.company_display or company for guide in guides_of.values()}
            roles[company] = {role: guide.role_display or role.replace("-", " ") for role, guide in guides_of.items()}
        own = aliases or Aliases()
        self._employer = lru_cache(8192)(CompanyNames(companies, own).find)
        self._roles = RoleNames(roles, own)

    def match(self, company: str, title: str) -> Match:
        """Match a company and a title."""
        query = Query(company, title)
        employer = self._employer(company)
        if employer.slug is None:  # of each similar company, the best guide
            found = [one for at in employer.near for one in self._of_company(at, self._roles.find(at.slug, title))[:1]]
            found.sort(key=lambda one: (-one.score, one.guide.company, one.guide.role))
            return Match(query, None, Part(), Part(), tuple(found[:_MAX_ALTERNATIVES]), employer.reason)
        role = self._roles.find(employer.slug, title)
        part = Part(*employer.near[0])
        if role.slug is None:
            return Match(query, None, part, Part(), self._of_company(employer.near[0], role), role.reason)
        return Match(query, self._guides[employer.slug][role.slug], part, Part(*role.near[0]))

    def _of_company(self, firm: Near, role: Found) -> tuple[Candidate, ...]:
        guides, near = self._guides[firm.slug], role.near[:_MAX_ALTERNATIVES]
        return tuple(Candidate(guides[one.slug], weaker(firm.how, one.how), min(firm.score, one.score)) for one in near)


Frame = TypeVar("Frame")
_ADDED: Final[tuple[tuple[str, ColumnType, Callable[[Match], Any]], ...]] = (
    ("guide", "text", lambda one: one.guide.id if one.guide else None),
    ("how", "text", lambda one: one.how),
    ("score", "number", lambda one: one.score),
    ("reason", "text", lambda one: one.reason or None),
    ("alternatives", "text", lambda one: ", ".join(near.guide.id for near in one.alternatives) or None),
)
_TO_LIST: Final = {"polars": "to_list", "pandas": "tolist", "pyarrow": "to_pylist"}


def with_matches(frame: Frame, company: str, title: str, match: Callable[[str, str], Match]) -> Frame:
    """Match every row of a frame: add the columns guide, how, score, reason and alternatives.

    Null names match nothing. Raises UsageError for a frame of another library, a missing column, and one to replace.
    """
    library = type(frame).__module__.partition(".")[0]
    if library not in _TO_LIST or len(getattr(frame, "shape", ())) != 2:  # a Series, a LazyFrame
        raise UsageError(f"a {type(frame).__name__} cannot be matched; give a frame of polars, pandas or pyarrow")
    given: Any = frame
    names = [str(name) for name in (given.column_names if library == "pyarrow" else given.columns)]
    for name in (company, title):
        if name not in names:
            raise UsageError(f"the frame has no column {name}{did_you_mean(name, names)}")
    if taken := [name for name, _, _ in _ADDED if name in names]:
        raise UsageError(f"the frame has a column {taken[0]} already; rename it")
    columns = (getattr(given[name], _TO_LIST[library])() for name in (company, title))
    rows = ([value if isinstance(value, str) else "" for value in row] for row in zip(*columns, strict=True))
    once = cache(match)
    found = [once(*row) for row in rows]
    matched: Frame = _appended(library, given, [Values(name, kind, list(map(of, found))) for name, kind, of in _ADDED])
    return matched


def _appended(library: str, frame: Any, columns: Sequence[Values]) -> Any:
    if library == "polars":
        return frame.hstack(polars_frame(columns))
    if library == "pandas":
        made = pandas_frame(columns)
        return frame.assign(**{name: made[name].array for name in made.columns})
    table = arrow_table(columns)
    for name in table.column_names:
        frame = frame.append_column(name, table[name])
    return frame
