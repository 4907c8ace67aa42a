"""Which row of the body's table is which entry of front matter: by place and level, not by position."""

import re
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import lru_cache
from typing import NamedTuple

from comp_data.guide.body.pay_table import TableRow, merged
from comp_data.linter.analysis.regions import remarks
from comp_data.linter.analysis.table_comparison import agreement_of
from comp_data.linter.record import Row
from comp_data.values.places.gazetteer import Place
from comp_data.values.places.lookup import matches, read_region

_MARK = re.compile(r"[^\w]+")
_ENOUGH = 3
"""Ends that two rows must state alike, and none differently, to be one row under names that nothing is known of."""
_MOST_COMPARED = 20_000
"""Comparisons of an entry with a row, in one guide; past them, rows of one region pair in their order."""


class Pair(NamedTuple):
    """An entry of front matter and its row of the table; one of several levels stands merged for them."""

    row: Row
    table: TableRow


class Matching(NamedTuple):
    """The pairs, in the order of front matter, and the rows that the other side surely lacks."""

    pairs: tuple[Pair, ...]
    only_front: tuple[Row, ...]
    only_table: tuple[TableRow, ...]


def match_rows(rows: Iterable[Row], table_rows: Iterable[TableRow]) -> Matching:
    """Pairs entries with the rows of a table; what may be one row under two names is in none of the lists."""
    matcher = _Matcher([row for row in rows if row.region or row.level], list(table_rows))
    for front_key, table_key in (
        (_front_text, _table_text),
        (_front_title, _table_title),
        (_front_place, _table_place),
        (_front_names, _table_names),
    ):
        matcher.pair_by(front_key, table_key)
    matcher.pair_near()
    matcher.pair_by_figures()
    return matcher.result()


class _Matcher:
    """What is not paired yet stands in `rows` and `table_rows`, in order, by the identity of each."""

    def __init__(self, rows: list[Row], table_rows: list[TableRow]) -> None:
        self.rows = {id(row): row for row in rows}
        self.table_rows = {id(table): table for table in table_rows}
        self.pairs: list[Pair] = []
        self.compared = 0

    def pair_by(
        self, front_key: Callable[[Row], Hashable | None], table_key: Callable[[TableRow], Hashable | None]
    ) -> None:
        """Pairs what has one key on both sides; a key that is None pairs nothing."""
        if not self.rows or not self.table_rows:
            return
        groups: dict[Hashable, tuple[list[Row], list[TableRow]]] = {}
        for row in self.rows.values():
            if (key := front_key(row)) is not None:
                groups.setdefault(key, ([], []))[0].append(row)
        for table_row in self.table_rows.values():
            if (key := table_key(table_row)) in groups:
                groups[key][1].append(table_row)
        for fronts, tables in groups.values():
            if tables:
                self._pair_group(fronts, tables)

    def _pair_group(self, fronts: list[Row], tables: list[TableRow]) -> None:
        """Pairs the rows of one region: by level, else by their figures, else in the order that they stand in."""
        if len(fronts) == 1 and len(tables) == 1 and not (fronts[0].level and tables[0].levels):
            self._take(fronts[0], tables[0], tables)
            return
        if len(fronts) == 1 and not fronts[0].level:
            self._pair_one(fronts[0], tables)
            return
        leaves = [leaf for table in tables for leaf in (table.levels or (table,))]
        for key in (_same_level, _same_figures):
            for row in list(fronts):
                fitting = [leaf for leaf in self._comparable(leaves) if key(row, leaf)]
                if len(fitting) == 1:
                    fronts.remove(row)
                    leaves.remove(fitting[0])
                    self._take(row, fitting[0], tables)
        paired = min(len(fronts), len(leaves))
        for row, leaf in zip(fronts, leaves, strict=False):
            self._take(row, leaf, tables)
        # A level that front matter lacks is a row that it lacks.
        self.table_rows |= {id(leaf): leaf for leaf in leaves[paired:]}

    def _pair_one(self, row: Row, tables: list[TableRow]) -> None:
        """An entry without level, and several rows of its region: it is all of them in one, or one of them."""
        whole = merged(tables[0], tables)
        fitting = [table for table in tables if _same_figures(row, table)]
        if agreement_of(row, whole)[1] and len(fitting) == 1:
            self._take(row, fitting[0], fitting)
        else:
            self._take(row, whole, tables)

    def _comparable(self, tables: Collection[TableRow]) -> Collection[TableRow]:
        """The rows, as long as not too many have been compared."""
        self.compared += len(tables)
        return tables if self.compared <= _MOST_COMPARED else ()

    def _take(self, row: Row, table_row: TableRow, used: list[TableRow]) -> None:
        self.pairs.append(Pair(row, table_row))
        del self.rows[id(row)]
        if id(used[0]) in self.table_rows:  # they go together
            for one in used:
                self.table_rows.pop(id(one), None)

    def pair_near(self) -> None:
        """Pairs an entry with the one row that is for a place in, or around, its own."""
        for row in list(self.rows.values()):
            tables = self._comparable(self.table_rows.values())
            near = [table for table in tables if _are_near(_front_places(row), _table_places(table))]
            if len(near) == 1:
                self._take(row, near[0], near)

    def pair_by_figures(self) -> None:
        """Pairs rows of which one bears a name that is not known, where their figures are the same."""
        for row in list(self.rows.values()):
            alike = [
                table
                for table in self._comparable(self.table_rows.values())
                if not (_is_known(row.region) and _is_known(table.region)) and _same_figures(row, table)
            ]
            if len(alike) == 1:
                self._take(row, alike[0], alike)

    def result(self) -> Matching:
        rows, table_rows = tuple(self.rows.values()), tuple(self.table_rows.values())
        if rows and table_rows:
            # Two names of one place may stand on either side, unless both are known to be places.
            one_is_unknown = not all(_is_known(table.region) for table in table_rows)
            table_rows = table_rows if all(_is_known(row.region) for row in rows) else ()
            rows = () if one_is_unknown else rows
        pairs = sorted(self.pairs, key=lambda pair: pair.row.index)
        return Matching(tuple(pairs), rows, table_rows)


def _same_level(row: Row, table: TableRow) -> bool:
    return bool(row.level) and _folded(row.level) in (_folded(table.level), _folded(table.title))


def _same_figures(row: Row, table: TableRow) -> bool:
    alike, differing = agreement_of(row, table)
    return alike >= _ENOUGH and not differing


@lru_cache(4096)
def _folded(text: str | None) -> str:
    return " ".join(_MARK.sub(" ", text or "").casefold().split())


def _front_text(row: Row) -> Hashable | None:
    return (_folded(row.region), _folded(row.level)) if row.region else None


def _table_text(table: TableRow) -> Hashable | None:
    return (_folded(table.region), _folded(table.level)) if table.region else None


def _front_title(row: Row) -> Hashable | None:
    return _folded(row.region or row.level)


def _table_title(table: TableRow) -> Hashable | None:
    """The name of a row without region: real front matter has its title in the region's place."""
    return None if table.region else _folded(table.title or table.level)


def _front_place(row: Row) -> Hashable | None:
    return _place_key(row.region)


def _table_place(table: TableRow) -> Hashable | None:
    return _place_key(table.region)


@lru_cache(4096)
def _place_key(text: str | None) -> Hashable | None:
    """What a region's text stands for whatever its spelling and level."""
    if not text:
        return None
    label = read_region(text)
    unknown = frozenset(map(_folded, label.unknown))
    return frozenset(p.name for p in (*label.places, *label.ambiguous)), unknown or remarks(label)


def _front_names(row: Row) -> Hashable | None:
    return _names(row.region)


def _table_names(table: TableRow) -> Hashable | None:
    return _names(table.region)


@lru_cache(4096)
def _names(text: str | None) -> Hashable | None:
    """The places of a region's text, whatever else it says."""
    return frozenset(place.name for place in _places(text)) or None


def _front_places(row: Row) -> tuple[Place, ...]:
    return _places(row.region)


def _table_places(table: TableRow) -> tuple[Place, ...]:
    return _places(table.region)


@lru_cache(4096)
def _places(text: str | None) -> tuple[Place, ...]:
    label = read_region(text) if text else None
    return (*label.places, *label.ambiguous) if label else ()


def _are_near(ones: tuple[Place, ...], others: tuple[Place, ...]) -> bool:
    return any(matches(one, other.name) or matches(other, one.name) for one in ones for other in others)


def _is_known(text: str | None) -> bool:
    label = read_region(text) if text else None
    return label is not None and not label.unknown and bool(label.places or label.ambiguous)
