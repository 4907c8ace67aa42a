"""Wages of an occupation in an area, and those of the BLS in this package."""

import zlib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from comp_data.base.package import read_beside
from comp_data.values.money import Number
from comp_data.values.places.gazetteer import Place

PERCENTILES: Final = (10, 25, 50, 75, 90)
UNDER: Final = 0.0
OVER: Final = 100.0
"""A percentile below the lowest known one is 0, one above the highest is 100."""
CURRENCY: Final = "USD"
"""The currency of the wages of the BLS."""


@dataclass(frozen=True)
class Wages:
    """Wages of one occupation in one area, in whole units of `currency` (ISO 4217) a year, as a source published them.

    `p10` to `p90`, with `median` among them, are the amounts of the percentiles, None if not released or top-coded;
    `top_code` is the amount that top-coded ones are at or above. `published` is the release's date, `employment` the
    number of employees, and `error` the relative standard error in percent.
    """

    source: str
    release: str
    published: date
    occupation: str
    area: str
    currency: str
    p10: Number | None
    p25: Number | None
    median: Number | None
    p75: Number | None
    p90: Number | None
    top_code: Number | None = None
    employment: int | None = None
    error: float | None = None

    @property
    def percentiles(self) -> tuple[Number | None, ...]:
        """The amounts of the percentiles 10, 25, 50, 75 and 90."""
        return self.p10, self.p25, self.median, self.p75, self.p90

    @property
    def known(self) -> tuple[tuple[int, Number], ...]:
        """The known percentiles with their amounts."""
        return tuple((at, value) for at, value in zip(PERCENTILES, self.percentiles, strict=True) if value is not None)

    @property
    def title(self) -> str:
        """Occupation, area, source and release: `Data Scientists in Boulder, CO (BLS OEWS, May 2025)`."""
        area = "the nation" if self.area == "National" else self.area
        return f"{self.occupation} in {area} ({self.source}, {self.release})"

    def percentile_of(self, amount: Number | None) -> float | None:
        """Interpolate the percentile of an annual amount: 0 under the lowest known one, 100 over the highest."""
        known = self.known
        if amount is None or not known:
            return None
        if amount <= known[0][1]:
            return UNDER if amount < known[0][1] else float(known[0][0])
        for (at, low), (end, high) in pairwise(known):
            if amount <= high:
                return at + (end - at) * (amount - low) / (high - low)
        return OVER


@lru_cache(4096)
def oews_wages(role: str, places: tuple[Place, ...]) -> tuple[Wages, ...]:
    """Return the wages of a role's occupation in the areas of all places; empty if the role or a place has none."""
    if role not in (roles := read_beside(__file__, "roles.json")):
        return ()
    found: dict[str, Wages | None] = {}
    for place in places:
        if not (areas := areas_of(place)):
            return ()
        found |= {area: _wages(area, roles[role]["occupation"]) for area in areas}
    return tuple(wages for wages in found.values() if wages)


def roles_of(occupation: str) -> tuple[str, ...]:
    """Return the standard roles that an occupation code (`15-1252`) stands for."""
    code = occupation.replace("-", "")
    return tuple(role for role, entry in read_beside(__file__, "roles.json").items() if entry["occupation"] == code)


@lru_cache(1024)
def areas_of(place: Place) -> tuple[str, ...]:
    """Return the codes of the areas that a place in the US is in or spans; empty if none is known.

    A city without a metropolitan area has its state. Slices of the country, such as the Midwest, have no area.
    """
    if place.country != "US" or place.kind == "market":
        return ()
    if place.kind in ("city", "area"):
        areas = _areas().get(place.name, ())
        if areas or place.kind == "area":
            return areas
    if place.state is None:
        return ("0000000",) if place.kind in ("country", "remote") else ()  # the nation
    state = about()["states"].get(place.state)
    return (state,) if state else ()


def about() -> dict[str, Any]:
    """Return the provenance of the wages, with the names of areas and occupations."""
    read: dict[str, Any] = read_beside(__file__, "oews.json")
    return read


def published() -> date:
    """Return the date of the release."""
    return date.fromisoformat(about()["published"])


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    """The areas of each place; the file groups them by the reason why the place is there."""
    groups = read_beside(__file__, "areas.json").values()
    return {name: tuple(key.split()) for areas in groups for key, names in areas.items() for name in names}


@cache
def _cells() -> str:
    # The wbits 31 read gzip; the module gzip takes longer to import.
    return zlib.decompress(Path(__file__).with_name("oews.csv.gz").read_bytes(), 31).decode("ascii")


@cache
def _wages(area: str, occupation: str) -> Wages | None:
    # Searching the text for one line is much faster than parsing all of them.
    cells, start = _cells(), f"\n{area},{occupation},"
    if (at := cells.find(start)) < 0:
        return None
    employment, error, *percentiles = cells[at + len(start) : cells.index("\n", at + 1)].split(",")
    facts = about()
    p10, p25, median, p75, p90 = (int(text) if text.isdigit() else None for text in percentiles)
    if median is None:
        return None
    top_code = next((int(text[:-1]) for text in percentiles if text.endswith("+")), None)
    employees = int(employment) if employment.isdigit() else None
    known = top_code, employees, None if error == "-" else float(error)
    of_cell = facts["occupations"][occupation], facts["areas"][area], CURRENCY
    return Wages(facts["source"], facts["release"], published(), *of_cell, p10, p25, median, p75, p90, *known)
