"""Pair the entries of `compensation` of two versions of a record by name, place or figures."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from comp_data.base.grouping import grouped
from comp_data.base.wording import folded
from comp_data.guide.pay.rows import figure_of, stated_text
from comp_data.values.money import COMPONENT_NAMES, Number
from comp_data.values.places.lookup import read_region

AMOUNTS: Final = tuple(f"{part}_{end}" for part in COMPONENT_NAMES for end in ("low", "high"))
"""The keys of amounts in the currency of an entry."""

PERCENTS: Final = ("bonus_pct", "bonus_pct_high")
"""The keys of percentages of base."""

FIGURES: Final = (*AMOUNTS, *PERCENTS, "stock_vest_years")
"""The keys of all numbers."""


class Entry(NamedTuple):
    """An entry of `compensation`, as written in `values`: position from 0, names if they are text, known figures."""

    position: int
    region: str | None
    level: str | None
    currency: str | None
    figures: Mapping[str, Number]
    values: Mapping[str, Any]


def entries_of(compensation: object) -> list[Entry]:
    """Return the entries of `compensation`; values that are not mappings are skipped."""
    if not isinstance(compensation, list):
        return []
    entries = []
    for position, values in enumerate(compensation):
        if isinstance(values, dict):
            figures = {key: figure for key in FIGURES if (figure := figure_of(values.get(key))) is not None}
            region, level, currency = (stated_text(values, key) for key in ("region", "level", "currency"))
            entries.append(Entry(position, region, level, currency, figures, values))
    return entries


Key = Callable[[Entry], Hashable]
"""Gives what is equal for entries that may be a pair."""
Fits = Callable[[Entry, Entry], bool]
"""Says whether an old and a new entry with equal keys are a pair."""


class Pairing:
    """The entries of two versions in pairs, by their order in the new one; the others were removed or added.

    Entries are paired by the same region and level, then by the same place and level, then by the same place if one
    version names no level or the figures are equal, then by position if the figures are equal.
    """

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.removed: list[Entry] = list(old)
        self.added: list[Entry] = list(new)
        self.pairs: list[tuple[Entry, Entry]] = []
        self._pair_by(lambda entry: (entry.region and folded(entry.region), _level(entry)), in_order=True)
        self._pair_by(lambda entry: (_place(entry), _level(entry)))
        self._pair_by(_place, fits=lambda one, other: one.level is None or other.level is None)
        self._pair_by(_place, fits=_have_same_figures)
        self._pair_by(lambda entry: entry.position, fits=_have_same_figures)
        self.pairs.sort(key=lambda pair: pair[1].position)

    def _pair_by(self, key: Key, *, in_order: bool = False, fits: Fits = lambda _one, _other: True) -> None:
        """Pair entries with equal keys: equal figures first, then the rest if it is one each, or in order."""
        self._pair(lambda entry: (key(entry), _figures_key(entry)), fits, in_order=True)
        self._pair(key, fits, in_order=in_order)

    def _pair(self, key: Key, fits: Fits, *, in_order: bool) -> None:
        removed, added = (grouped((key(one), one) for one in entries) for entries in (self.removed, self.added))
        for name in removed.keys() & added.keys():
            olds, news = removed[name], added[name]
            if in_order or (len(olds) == 1 and len(news) == 1):
                self.pairs += [pair for pair in zip(olds, news, strict=False) if fits(*pair)]
        done = {(side, pair[side].position) for pair in self.pairs for side in (0, 1)}
        self.removed = [entry for entry in self.removed if (0, entry.position) not in done]
        self.added = [entry for entry in self.added if (1, entry.position) not in done]


def _place(entry: Entry) -> Hashable:
    return ("no region", entry.position) if entry.region is None else read_region(entry.region).key


def _level(entry: Entry) -> str | None:
    return entry.level and folded(entry.level)


def _figures_key(entry: Entry) -> Hashable:
    return entry.currency, tuple(sorted(entry.figures.items()))


def _have_same_figures(one: Entry, other: Entry) -> bool:
    return len(one.figures) >= 3 and _figures_key(one) == _figures_key(other)
