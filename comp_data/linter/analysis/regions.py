"""Functions that the region rules share: the places of a region, and the remarks in its text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from comp_data.base.diagnostics import KeyPath
from comp_data.linter.record import Record, Row
from comp_data.values.currencies import CODES
from comp_data.values.places.gazetteer import coded, fold, lookup
from comp_data.values.places.lookup import Place, RegionLabel, read_region

RegionKey = tuple[frozenset[str], ...]
"""The identity of a region in any spelling: equal for `NYC (HQ)` and `New York`."""

_CURRENCY_SIGN = re.compile(r"[A-Za-z]{0,2}[$£€₹₪₩₫¥]")
_SILENT_WORDS = frozenset((
    "hq", "hqs", "headquarters", "headquarter", "office", "offices", "metro", "metropolitan", "area", "greater",
    "city", "the", "of", "and", "or", "in", "all", "fully", "based", "only",
))  # fmt: skip
"""Words that do not change which place a name means."""


def has_valid_currency(row: Row) -> bool:
    """Whether the row's currency exists; the schema rules report any other text."""
    return row.currency in CODES


def candidates(row: Row) -> tuple[Place, ...]:
    """Return the places that an ambiguous name can mean; the currency decides unless it is USD."""
    return _candidates(row.label, row.currency) if row.label else ()


def _candidates(label: RegionLabel, currency: str) -> tuple[Place, ...]:
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
        return (frozenset((" ".join(region.casefold().split()),)),)
    places = frozenset(p.name for p in (*label.places, *_candidates(label, currency)))
    foreign = frozenset(label.currencies) - {p.currency for p in (*label.places, *label.ambiguous)}
    return places, remarks(label), foreign


def remarks(label: RegionLabel) -> frozenset[str]:
    """Return the words of a label that do not name its places: `Research` of a campus."""
    return _remarks(label.text)


@lru_cache(4096)
def _remarks(text: str) -> frozenset[str]:
    label = read_region(text)
    words = frozenset(fold(_CURRENCY_SIGN.sub(" ", label.text)).split()) - _SILENT_WORDS
    words -= {code.lower() for code in label.currencies}
    for place in (*label.places, *label.ambiguous):
        if not words:
            break
        words -= _words_for(place)
    return words


def _words_for(place: Place) -> frozenset[str]:
    country, state = (place.country or "").lower(), (place.state or "").lower()
    around = [p for p in coded(country) if p.kind == "country"]
    around += [p for p in coded(state) if p.kind == "state" and p.country == place.country]
    names = [country, state]
    for one in (place, *lookup(fold(place.metro)), *around):
        names += [one.name, *one.aliases]
    return frozenset(" ".join(map(fold, names)).split())


def in_words(names: Sequence[str], joint: str = "and") -> str:
    """Join names for a sentence: `London, Paris and Berlin`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def can_replace(record: Record, path: KeyPath) -> bool:
    """Whether replacing a value's text changes only that value: no anchor, block or alias."""
    if record.document.source(path)[:1] in ("", "|", ">"):
        return False
    return "&" not in record.document.before(record.document.span(path))
