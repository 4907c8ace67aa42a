"""Wages for a role and a region: from CSV files of your own, else those of the package."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.errors import ConfigError, os_errors_as
from comp_data.base.files import read_whole
from comp_data.base.patterns import regex
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.market.wages import CURRENCY, PERCENTILES, Wages, oews_wages, roles_of
from comp_data.values.currencies import CODES
from comp_data.values.money import Number
from comp_data.values.places.gazetteer import Place, coded, fold, within
from comp_data.values.places.lookup import read_region

REQUIRED: Final = ("source", "release", "country", "currency", "period", "p50")
"""The columns that every file has; and `role` or `occupation`, or both."""
OPTIONAL: Final = ("role", "occupation", "area", "p10", "p25", "p75", "p90", "employment", "error")
MAX_BYTES: Final = 4 * 1024 * 1024
PERIODS: Final[dict[str, int]] = {"year": 1, "month": 12, "week": 52, "hour": 2080}
"""How often each period is in a year; 2,080 hours is what the BLS counts."""

_RELEASE: Final = regex(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_LARGEST: Final = 10**9


class _Entry(NamedTuple):
    roles: frozenset[str]
    place: Place
    wages: Wages


class MarketSource(NamedTuple):
    """The wages of one file: a line for each role or occupation and place."""

    file: str
    entries: tuple[_Entry, ...]

    def wages(self, role: str, currency: str, places: Iterable[Place]) -> tuple[Wages, ...]:
        """Return the wages of a role in all places, each by the narrowest area; empty if one place has none."""
        entries = [entry for entry in self.entries if role in entry.roles and entry.wages.currency == currency]
        found: dict[Wages, None] = {}
        for place in places:
            around = [(width, entry.wages) for entry in entries if (width := _width(entry.place, place)) is not None]
            if not around:
                return ()
            found[min(around, key=itemgetter(0))[1]] = None
        return tuple(found)


def find_wages(role: str, region: str, currency: str, sources: tuple[MarketSource, ...] = ()) -> tuple[Wages, ...]:
    """Return the wages for a standard role in a region, by area, the one with the most employment first.

    Your own sources come before those of the package. The result is empty if the role is not one of the 13, a place
    is unknown or ambiguous, or no source has wages in the currency.
    """
    label = read_region(region)
    if not label.places or label.unknown or label.ambiguous:
        return ()
    found = next(filter(None, (source.wages(role, currency, label.places) for source in sources)), ())
    if not found and currency == CURRENCY:
        found = oews_wages(role, label.places)
    return tuple(sorted(found, key=lambda wages: -(wages.employment or 0)))


def read_source(file: Path) -> MarketSource:
    """Read a file of wages; raises ConfigError, which names the file and the line, if it is invalid."""
    with os_errors_as(f"{file} cannot be read", ConfigError):
        text = read_whole(file, MAX_BYTES).decode("utf-8-sig")
    return parse_source(text, file.as_posix())


def parse_source(text: str, file: str) -> MarketSource:
    """Parse CSV text; `file` is its name for messages. Raises ConfigError."""
    from comp_data.values.csv_rows import csv_rows  # noqa: PLC0415 - few runs have sources of their own

    rows = csv_rows(text, file, REQUIRED, OPTIONAL, ConfigError)
    if not {"role", "occupation"} & rows[0][1].keys():
        raise ConfigError(f"{file}: missing column role or occupation")
    seen: dict[tuple[str, str, str], str] = {}
    entries = []
    for where, cells in rows:
        entry = _entry(cells, where)
        for role in entry.roles:
            key = role, entry.place.name, entry.wages.currency
            if key in seen:
                raise ConfigError(f"{where}: {role} in {entry.place.name} is already in line {seen[key]}")
            seen[key] = where.removeprefix(f"{file}:")
        entries.append(entry)
    return MarketSource(file, tuple(entries))


def _entry(cells: Mapping[str, str], where: str) -> _Entry:
    for name in ("source", "release"):
        if not cells[name]:
            raise ConfigError(f"{where}: {name} is empty; name the {name} of the wages")
    place = _place(cells.get("area", ""), cells["country"], where)
    if cells["currency"] not in CODES:
        raise ConfigError(f"{where}: currency {cells['currency']!r} is not an ISO 4217 code, such as GBP")
    if cells["period"] not in PERIODS:
        raise ConfigError(f"{where}: period {cells['period']!r} must be one of {', '.join(PERIODS)}")
    role, occupation = cells.get("role", ""), cells.get("occupation", "")
    if role and role not in STANDARD_ROLES:
        raise ConfigError(f"{where}: role {role!r} must be one of {', '.join(STANDARD_ROLES)}")
    if not (roles := frozenset((role,) if role else roles_of(occupation))):
        raise ConfigError(f"{where}: no role is known for occupation {occupation!r}; add the column role")
    employment, error = (_number(cells, name, where) for name in ("employment", "error"))
    stated = cells["source"], cells["release"], _published(cells["release"], where)
    p10, p25, median, p75, p90 = _percentiles(cells, PERIODS[cells["period"]], where)
    wages = Wages(*stated, occupation or role, place.name, cells["currency"], p10, p25, median, p75, p90, error=error)
    return _Entry(roles, place, wages if employment is None else replace(wages, employment=int(employment)))


def _place(text: str, code: str, where: str) -> Place:
    countries = [place for place in coded(fold(code)) if place.kind == "country"]
    if len(countries) != 1:
        raise ConfigError(f"{where}: country {code!r} is not a known ISO 3166 code, such as GB")
    country = countries[0]
    if not text:
        return country
    label = read_region(text)
    places = [place for place in label.candidates if place.country == country.country]
    if len(places) != 1 or label.unknown:
        raise ConfigError(f"{where}: area {text!r} is not one known place in {country.name}; leave it empty for all")
    return places[0]


def _published(text: str, where: str) -> date:
    """Return the date of a release: of a month its 28th, of a year its last day."""
    if found := _RELEASE.fullmatch(text):
        year, month, day = found.groups()
        with suppress(ValueError):
            return date.fromisoformat(f"{year}-{month}-{day or 28}" if month else f"{year}-12-31")
    raise ConfigError(f"{where}: release {text!r} is not a date; write it as 2025, 2025-04 or 2025-04-09")


def _percentiles(cells: Mapping[str, str], times: int, where: str) -> tuple[Number | None, ...]:
    amounts = [_number(cells, f"p{at}", where) for at in PERCENTILES]
    if amounts[2] is None:
        raise ConfigError(f"{where}: p50 is empty; a line needs the median")
    known = [amount for amount in amounts if amount is not None]
    if known != sorted(set(known)):
        raise ConfigError(f"{where}: the percentiles {', '.join(f'{one:,g}' for one in known)} must rise")
    return tuple(None if amount is None else amount * times for amount in amounts)


def _number(cells: Mapping[str, str], name: str, where: str) -> float | None:
    if not (text := cells.get(name, "")):
        return None
    if not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", text):
        raise ConfigError(f"{where}: {name} {text!r} is not a plain number, such as 61500")
    number = float(text)
    if not 0 < number <= _LARGEST and name.startswith("p"):
        raise ConfigError(f"{where}: {name} {text} must be over 0 and at most {_LARGEST:,}")
    return number


def _width(area: Place, place: Place) -> int | None:
    """Rank the areas around a place, the narrowest first; None if the place is not in the area."""
    if area.name == place.name:
        return 0
    is_in = place.country == area.country and (area.kind == "country" or within(place, area))
    return {"city": 1, "area": 2, "state": 3}.get(area.kind, 4) if is_in else None
