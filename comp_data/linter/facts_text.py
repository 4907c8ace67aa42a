"""Facts as text, beside what else came of a guide: see `outcome`. Most runs never read them."""

import json
from datetime import date
from functools import lru_cache
from sys import intern

from comp_data.linter.facts import Facts, Region, shared
from comp_data.linter.outcome import as_text


def text_of(facts: Facts | None) -> str:
    """Facts as text; raises NotTextError."""
    if facts is None:
        return as_text(None)
    due = facts.next_review_due and facts.next_review_due.isoformat()
    regions = _regions_text(facts.regions)
    return as_text([facts.company, facts.role, due, facts.company_texts, regions, facts.figures])


def facts_of(path: str, text: str) -> Facts | None:
    """The facts of a guide that a text was made of."""
    values = json.loads(text)
    if values is None:
        return None
    company, role, due, company_texts, regions, figures = values
    return Facts(
        path,
        company and intern(company),
        role and intern(role),
        due and date.fromisoformat(due),
        shared(tuple(company_texts)),
        _regions(regions),
        figures,
    )


# Regions are a text within the text: many guides have the same, which are read once and kept as one object.
@lru_cache(1024)
def _regions_text(regions: tuple[Region, ...]) -> str:
    return as_text([(*one[:5], None if one.places is None else sorted(one.places), one.metro) for one in regions])


@lru_cache(1024)
def _regions(text: str) -> tuple[Region, ...]:
    regions = [Region(*values) for values in json.loads(text)]
    return tuple(one if one.places is None else one._replace(places=frozenset(one.places)) for one in regions)
