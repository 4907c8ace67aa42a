"""From a company and a title as people write them to a guide, or to none: never to one that is a guess."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from comp_data.base.errors import ConfigError, NoMatchError
from comp_data.matching.alias_file import Aliases
from comp_data.matching.companies import CompanyNames
from comp_data.matching.result import STRENGTH, Found, How, Near, weaker
from comp_data.matching.roles import RoleNames
from comp_data.matching.titles import Title, read_title
from comp_data.records.models import Guide

_MOST_ALTERNATIVES = 5
_MOST_KEPT = 8192


class Query(NamedTuple):
    """What was asked for, as it was written."""

    company: str
    title: str


class Part(NamedTuple):
    """What the company or the title of a query was found as; `slug` and `how` are None where it was not."""

    slug: str | None = None
    how: How | None = None
    score: float = 0.0


class Candidate(NamedTuple):
    """A guide that may be meant; `how` is `near` where it is only like what was asked for."""

    guide: Guide
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a company and a title were found as.

    `guide` is None where none was found or several may be meant: `reason` then says why, and `alternatives` has
    the guides that may be meant, best first. `company` and `role` tell how each of the two was found: `slug`,
    `how` and `score`. `query` has `company` and `title` as they were written.
    """

    query: Query
    guide: Guide | None
    company: Part
    role: Part
    alternatives: tuple[Candidate, ...] = ()
    reason: str = ""

    @property
    def how(self) -> How | None:
        """How the guide was found: the less sure of how company and role were; None for no guide."""
        if self.guide is None or self.company.how is None or self.role.how is None:
            return None
        return weaker(self.company.how, self.role.how)

    @property
    def score(self) -> float:
        """How sure the match is, from 0, for none, to 1: the lower of the scores of company and role."""
        return 0.0 if self.guide is None else min(self.company.score, self.role.score)

    def require(self, least: Literal["exact", "alias", "slug", "fuzzy"] = "fuzzy") -> Guide:
        """The guide, if it was found as surely as `least` says: exact, alias, slug, or fuzzy for any match.

        Raises NoMatchError, which names the alternatives, if it was not, and ValueError for another `least`.
        """
        if least not in STRENGTH[:-1]:
            raise ValueError(f"least is {', '.join(STRENGTH[:-1])}, not {least!r}")
        if self.guide is None or self.how is None:
            raise NoMatchError(*self.query, self.reason, [one.guide.id for one in self.alternatives])
        if weaker(self.how, least) != least:
            reason = f"{self.guide.id} was found by {self.how}, which is less sure than {least}"
            raise NoMatchError(*self.query, reason, [self.guide.id])
        return self.guide


class Matcher:
    """The guides of a dataset by every name of their companies and roles; made once, asked often.

    `aliases` are the dataset's own. Raises ConfigError for an alias that is another company's own name.
    """

    def __init__(self, guides: Iterable[Guide], aliases: Aliases | None = None) -> None:
        own = aliases or Aliases()
        self._guides: dict[str, dict[str, Guide]] = {}
        for guide in guides:
            self._guides.setdefault(guide.company, {})[guide.role] = guide
        companies: dict[str, tuple[str, ...]] = {}
        roles: dict[str, dict[str, tuple[str, ...]]] = {}
        for company, guides_of in self._guides.items():
            companies[company] = _names(guide.company_display for guide in guides_of.values())
            roles[company] = {role: _names((guide.role_display,)) for role, guide in guides_of.items()}
        names = CompanyNames(companies, {slug: given for slug, given in own.companies.items() if slug in companies})
        _check(own, names)
        self._companies = names
        self._found: dict[str, Found] = {}
        self._roles = RoleNames(roles, own.roles)

    def match(self, company: str, title: str) -> Match:
        """The guide of a company and a title; see Match for what it says where there is none."""
        query = Query(company, title)
        employer = self._employer(company)
        if employer.slug is None:
            return Match(query, None, Part(), Part(), self._elsewhere(employer.near, title), employer.reason)
        role = self._roles.find(employer.slug, title)
        part = Part(employer.slug, employer.how, employer.score)
        if role.slug is None:
            return Match(query, None, part, Part(), self._of_company(employer, role), role.reason)
        guide = self._guides[employer.slug][role.slug]
        return Match(query, guide, part, Part(role.slug, role.how, role.score))

    def _employer(self, text: str) -> Found:
        if text not in self._found:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            self._found[text] = self._companies.find(text)
        return self._found[text]

    def _of_company(self, employer: Found | Near, role: Found) -> tuple[Candidate, ...]:
        """The roles of a company that a title may mean."""
        near = role.near if role.slug is None else (Near(role.slug, role.how or "near", role.score),)
        guides = self._guides[employer.slug or ""]
        found = [
            Candidate(guides[one.slug], weaker(employer.how or "near", one.how), min(employer.score, one.score))
            for one in near
        ]
        return tuple(found[:_MOST_ALTERNATIVES])

    def _elsewhere(self, companies: tuple[Near, ...], title: str) -> tuple[Candidate, ...]:
        """The guides of several companies that a title may mean, the nearest of each."""
        found = [self._of_company(one, self._roles.find(one.slug, title))[:1] for one in companies]
        ranked = sorted(
            (one for some in found for one in some), key=lambda one: (-one.score, one.guide.company, one.guide.role)
        )
        return tuple(ranked[:_MOST_ALTERNATIVES])


def _names(displays: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in displays if one))


def _check(aliases: Aliases, names: CompanyNames) -> None:
    for slug, given in aliases.companies.items():
        for name in given:
            if (owner := names.own_name_of(name)) not in (None, slug):
                raise ConfigError(f"{aliases.file}: companies.{slug}: {name} is the name of {owner} itself")
    read: dict[Title, tuple[str, str]] = {}
    for slug, given in aliases.roles.items():
        for name in given:
            other, first = read.setdefault(read_title(name).flat, (slug, name))
            if other != slug:
                raise ConfigError(f"{aliases.file}: roles.{slug}: {name} is the same title as {first}, for {other}")
