"""The places of a region, in any spelling."""

from functools import lru_cache

from comp_data.linter.record import Row
from comp_data.values.places.gazetteer import Place
from comp_data.values.places.lookup import RegionLabel, read_region, remarks

RegionKey = tuple[frozenset[str], ...]
"""The identity of a region in any spelling: equal for `NYC (HQ)` and `New York`."""


def candidates(label: RegionLabel, currency: str) -> tuple[Place, ...]:
    """Return the places that an ambiguous name can mean; the currency decides unless it is USD."""
    fitting = tuple(p for p in label.ambiguous if p.currency == currency != "USD")
    return fitting if len(fitting) == 1 else label.ambiguous


def places_of_region(region: str, currency: str) -> frozenset[str]:
    """Return the names of the places of a region, or its text if that is not fully understood."""
    return _region_key(region, currency)[0]


def region_key(row: Row) -> RegionKey:
    """Return the identity of a row's region: its places, remarks and any foreign currency."""
    return _region_key(row.region, row.currency) if row.region else (frozenset((f"entry {row.index}",)),)


@lru_cache(4096)
def _region_key(region: str, currency: str) -> RegionKey:
    label = read_region(region)
    if label.unknown:
        return (label.key,)
    places = frozenset(p.name for p in (*label.places, *candidates(label, currency)))
    foreign = frozenset(label.currencies) - {p.currency for p in label.candidates}
    return places, remarks(label.text), foreign
