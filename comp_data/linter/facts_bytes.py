"""Facts as bytes, beside what else came of a guide: see `outcome`. Most runs never read them."""

from datetime import date
from functools import lru_cache
from sys import intern

from comp_data.linter.outcome import as_bytes, values_of
from comp_data.linter.summary import Facts, Region, shared


def bytes_of(facts: Facts | None) -> bytes:
    """Facts as bytes, the same for the same facts."""
    if facts is None:
        return as_bytes(None)
    _, company, role, due, company_texts, regions, figures = facts
    return as_bytes((company, role, due and due.isoformat(), company_texts, _regions_bytes(regions), figures))


def facts_of(path: str, content: bytes) -> Facts | None:
    """The facts of a guide that bytes were made of."""
    values = values_of(content)
    if values is None:
        return None
    company, role, due, company_texts, regions, figures = values
    return Facts(
        path,
        company and intern(company),
        role and intern(role),
        due and _date(due),
        shared(company_texts),
        _regions(regions),
        figures,
    )


_date = lru_cache(1024)(date.fromisoformat)


# Regions are bytes within the bytes: many guides have the same, which are read once and kept as one object.
@lru_cache(1024)
def _regions_bytes(regions: tuple[Region, ...]) -> bytes:
    return as_bytes(
        tuple([(*one[:5], None if one.places is None else tuple(sorted(one.places)), one.metro) for one in regions])
    )


@lru_cache(1024)
def _regions(content: bytes) -> tuple[Region, ...]:
    regions = [Region(*values) for values in values_of(content)]
    return tuple([one if one.places is None else one._replace(places=frozenset(one.places)) for one in regions])
