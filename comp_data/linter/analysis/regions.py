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


def region_key_of(row: Row) -> RegionKey:
    """Return the identity of a row's region, or of a row without one."""
    return region_key(row.region, row.currency) if row.region else (frozenset((f"entry {row.index}",)),)


@lru_cache(4096)
def region_key(region: str, currency: str) -> RegionKey:
    """Return the identity of a region: its places, remarks and any foreign currency; its text if that is unknown."""
    label = read_region(region)
    if label.unknown:
        return (label.key,)
    places = frozenset(p.name for p in (*label.places, *candidates(label, currency)))
    foreign = frozenset(label.currencies) - {p.currency for p in label.candidates}
    return places, remarks(label.text), foreign
