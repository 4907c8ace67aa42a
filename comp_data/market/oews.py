"""Wages of the BLS that come with the package: occupations for the standard roles, areas for places in the US."""

import json
import zlib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from comp_data.market.wages import Wages
from comp_data.values.places.gazetteer import Place

CURRENCY: Final = "USD"
_NATION: Final = "0000000"
_CELLS: Final = "oews.csv.gz"
_GZIP: Final = 31  # zlib reads gzip by itself; the module gzip takes longer to import


@lru_cache(4096)
def oews_wages(role: str, places: tuple[Place, ...]) -> tuple[Wages, ...]:
    """Return the wages of a standard role's occupation in the areas of all places.

    The result is empty for another role, and if one of the places has no area.
    """
    if role not in (roles := _data("roles.json")):
        return ()
    found: dict[str, Wages | None] = {}
    for place in places:
        areas = areas_of(place)
        if not areas:
            return ()
        found |= {area: _wages(area, roles[role]["occupation"]) for area in areas}
    return tuple(wages for wages in found.values() if wages)


def roles_of(occupation: str) -> tuple[str, ...]:
    """Return the standard roles that an occupation code (`15-1252`) stands for."""
    code = occupation.replace("-", "")
    return tuple(role for role, entry in _data("roles.json").items() if entry["occupation"] == code)


@lru_cache(1024)
def areas_of(place: Place) -> tuple[str, ...]:
    """Return the codes of the areas that a place in the US is in or spans; empty if none is known.

    A city without a metropolitan area has its state. Slices of the country, such as the Midwest, have no area.
    """
    if place.country != "US" or place.kind == "market":
        return ()
    if place.kind in ("city", "area"):
        if areas := _areas().get(place.name):
            return areas
        if place.kind == "area":
            return ()
    if place.state is None:
        return (_NATION,) if place.kind in ("country", "remote") else ()
    state = about()["states"].get(place.state)
    return (state,) if state else ()


def about() -> dict[str, Any]:
    """Return the provenance of the wages, with the names of areas and occupations."""
    return _data("oews.json")


@cache
def published() -> date:
    """Return the date of the release."""
    return date.fromisoformat(about()["published"])


@cache
def _data(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return read


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    """The areas of each place; the file groups them by the reason why the place is there."""
    groups = _data("areas.json").values()
    return {name: tuple(key.split()) for areas in groups for key, names in areas.items() for name in names}


@cache
def _cells() -> str:
    return zlib.decompress(Path(__file__).with_name(_CELLS).read_bytes(), _GZIP).decode("ascii")


@cache
def _wages(area: str, occupation: str) -> Wages | None:
    """Find the cell of an area and occupation; None if there is none or its median is not known."""
    # Searching the text for one line is much faster than parsing all of them.
    cells, start = _cells(), f"\n{area},{occupation},"
    at = cells.find(start)
    if at < 0:
        return None
    employment, error, *percentiles = cells[at + len(start) : cells.index("\n", at + 1)].split(",")
    facts = about()
    wages = Wages(
        facts["source"],
        facts["release"],
        published(),
        facts["occupations"][occupation],
        facts["areas"][area],
        CURRENCY,
        tuple(int(text) if text.isdigit() else None for text in percentiles),
        next((int(text[:-1]) for text in percentiles if text.endswith("+")), None),
        int(employment) if employment.isdigit() else None,
        None if error == "-" else float(error),
    )
    return wages if wages.median is not None else None
