"""What the region rules share: what a row's region stands for, and what else its text says."""

import re
from collections.abc import Sequence
from functools import lru_cache

from comp_data.base.diagnostics import KeyPath
from comp_data.linter.record import Record, Row
from comp_data.values.currencies import CODES
from comp_data.values.places.gazetteer import coded, fold, lookup
from comp_data.values.places.lookup import Place, RegionLabel, read_region

RegionKey = tuple[frozenset[str], ...]
"""A region whatever its spelling: equal for `NYC (HQ)` and `New York`."""

_CURRENCY_SIGN = re.compile(r"[A-Za-z]{0,2}[$£€₹₪₩₫¥]")
_SILENT_WORDS = frozenset((
    "hq", "hqs", "headquarters", "headquarter", "office", "offices", "metro", "metropolitan", "area", "greater",
    "city", "the", "of", "and", "or", "in", "all", "fully", "based", "only",
))  # fmt: skip
"""Words that add nothing to the name of a place."""


def has_valid_currency(row: Row) -> bool:
    """Whether the row states a currency that there is; the schema's rules speak of any other text."""
    return row.currency in CODES


def candidates(row: Row) -> tuple[Place, ...]:
    """What a shared name may mean in a row; its currency decides, unless it is USD, which is quoted anywhere."""
    return _candidates(row.label, row.currency) if row.label else ()


def _candidates(label: RegionLabel, currency: str) -> tuple[Place, ...]:
    fitting = tuple(p for p in label.ambiguous if p.currency == currency != "USD")
    return fitting if len(fitting) == 1 else label.ambiguous


def places_of_region(region: str, currency: str) -> frozenset[str]:
    """The names of the places that a row is for; its text itself where that is not fully read."""
    return _region_key(region, currency)[0]


def region_key(row: Row) -> RegionKey:
    """What tells a row's region from others: its places, remarks, and a currency that is not theirs."""
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
    """The words of a label that name neither its places nor what they lie in: `Research` of a campus."""
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
    """Names as a sentence lists them: `London, Paris and Berlin`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def can_replace(record: Record, path: KeyPath) -> bool:
    """Whether new text in a value's place changes that value alone: no anchor, no block, not behind an alias."""
    if record.document.source(path)[:1] in ("", "|", ">"):
        return False
    return "&" not in record.document.before(record.document.span(path))
