"""Guides of companies that are known by name, with figures that are made up, as `tests/data/match_guides.csv` lists."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache

import comp_data as cd
from comp_data.base.vocabulary import STANDARD_ROLES
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data"
_DISPLAYS = {
    "copilot-ai-platform-engineer": "Copilot AI Platform Engineer",
    "devops-engineer": "DevOps Engineer",
    "ml-ai-engineer": "ML/AI Engineer",
}


@cache
def _any_record() -> cd.Guide:
    return next(iter(cd.load().values()))


def guide(company: str, role: str, company_display: str | None = None, role_display: str | None = None) -> cd.Guide:
    """A guide of these names; the figures are any record's."""
    names = {"company": company, "company_display": company_display, "role": role, "role_display": role_display}
    return _any_record().model_copy(update=names)


def guides(companies: Mapping[str, str | None], roles: Iterable[str] = STANDARD_ROLES) -> list[cd.Guide]:
    """Guides of companies by slug, with the names that they give them, each for the same roles."""
    return [guide(slug, role, display, display_of(role)) for role in roles for slug, display in companies.items()]


def display_of(role: str) -> str:
    return _DISPLAYS.get(role, role.replace("-", " ").title())


@cache
def listed_guides() -> tuple[cd.Guide, ...]:
    """The guides that the table of spellings is over."""
    found = []
    for row in rows("match_guides.csv"):
        for role in row["roles"].split():
            names = STANDARD_ROLES if role == "standard" else (role,)
            found += [guide(row["company"], one, row["company_display"], display_of(one)) for one in names]
    return tuple(found)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
