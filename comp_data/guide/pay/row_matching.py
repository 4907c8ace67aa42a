"""Match the rows of the body's table with the entries of front matter, by place and level."""

from collections.abc import Callable, Collection, Hashable, Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from comp_data.base.grouping import grouped
from comp_data.guide.body.table_rows import TableRow, merged
from comp_data.guide.pay.rows import Row
from comp_data.guide.pay.table_comparison import agreement_of, is_contradictory
from comp_data.values.places.gazetteer import fold
from comp_data.values.places.lookup import matches, remarks

_folded = lru_cache(4096)(fold)


class Pair(NamedTuple):
    """An entry of front matter and its row of the table, merged if it has several levels."""

    row: Row
    table: TableRow


class Matching(NamedTuple):
    """The pairs in the order of front matter, and the rows that the other side lacks."""

    pairs: tuple[Pair, ...]
    only_front: tuple[Row, ...]
    only_table: tuple[TableRow, ...]


def match_rows(rows: Iterable[Row], table_rows: Iterable[TableRow]) -> Matching:
    """Pair entries with table rows; rows that may be the same under two names are left out."""
    matcher = _Matcher([row for row in rows if row.region or row.level], list(table_rows))
    for key in (_name, _title, _region, _places):
        matcher.pair_by(key)
    matcher.pair_only(_are_near)
    matcher.pair_only(lambda row, table: not (_is_known(row) and _is_known(table)) and have_same_figures(row, table))
    return matcher.result()


class _Matcher:
    """Pairs rows step by step; `rows` and `table_rows` are not paired yet, by identity."""

    def __init__(self, rows: list[Row], table_rows: list[TableRow]) -> None:
        self.rows = {id(row): row for row in rows}
        self.table_rows = {id(table): table for table in table_rows}
        self.pairs: list[Pair] = []
        self.compared = 0

    def pair_by(self, key_of: Callable[[Row | TableRow], Hashable | None]) -> None:
        """Pair rows with equal keys; None pairs nothing."""
        fronts = grouped((key_of(row), row) for row in self.rows.values())
        tables = grouped((key_of(table), table) for table in self.table_rows.values())
        for key, rows in fronts.items():
            if key is not None and key in tables:
                self._pair_group(rows, tables[key])

    def _pair_group(self, fronts: list[Row], tables: list[TableRow]) -> None:
        """Pair the rows of one key: by level, else by their figures, else in their order."""
        if len(fronts) == 1 and len(tables) == 1 and not (fronts[0].level and tables[0].levels):
            self._take(fronts[0], tables[0], tables)
            return
        if len(fronts) == 1 and not fronts[0].level:
            self._pair_one(fronts[0], tables)
            return
        leaves = [leaf for table in tables for leaf in (table.levels or (table,))]
        for is_same in (_same_level, have_same_figures):
            for row in list(fronts):
                fitting = [leaf for leaf in self._comparable(leaves) if is_same(row, leaf)]
                if len(fitting) == 1:
                    fronts.remove(row)
                    leaves.remove(fitting[0])
                    self._take(row, fitting[0], tables)
        paired = min(len(fronts), len(leaves))
        for row, leaf in zip(fronts, leaves, strict=False):
            self._take(row, leaf, tables)
        # Front matter lacks the row of each level that is left.
        self.table_rows |= {id(leaf): leaf for leaf in leaves[paired:]}

    def _pair_one(self, row: Row, tables: list[TableRow]) -> None:
        """Pair an entry without level with one of several rows of its region, or with all of them merged."""
        whole = merged(tables[0], tables)
        fitting = [table for table in tables if have_same_figures(row, table)]
        if len(fitting) == 1 and (is_contradictory(whole) or agreement_of(row, whole)[1]):
            self._take(row, fitting[0], fitting)
        else:
            self._take(row, whole, tables)

    def _comparable(self, tables: Collection[TableRow]) -> Collection[TableRow]:
        """Return the rows; none after 20,000 comparisons in a guide, so that rows of a region are paired in order."""
        self.compared += len(tables)
        return tables if self.compared <= 20_000 else ()

    def _take(self, row: Row, table_row: TableRow, used: list[TableRow]) -> None:
        self.pairs.append(Pair(row, table_row))
        del self.rows[id(row)]
        if id(used[0]) in self.table_rows:  # they go together
            for one in used:
                self.table_rows.pop(id(one), None)

    def pair_only(self, fits: Callable[[Row, TableRow], bool]) -> None:
        """Pair each entry with the only row that fits it, or the only one of its level."""
        for row in list(self.rows.values()):
            fitting = [table for table in self._comparable(self.table_rows.values()) if fits(row, table)]
            if len(fitting) > 1:
                fitting = [table for table in fitting if _same_level(row, table)]
            if len(fitting) == 1:
                self._take(row, fitting[0], fitting)

    def result(self) -> Matching:
        rows, table_rows = tuple(self.rows.values()), tuple(self.table_rows.values())
        pairs = tuple(sorted(self.pairs, key=lambda pair: pair.row.index))
        # The two sides may name one place differently, unless all names of the other side are known places.
        are_known = all(map(_is_known, rows))
        rows = rows if all(map(_is_known, table_rows)) else ()
        return Matching(pairs, rows, table_rows if are_known else ())


def _same_level(row: Row, table: TableRow) -> bool:
    return row.level is not None and _folded(row.level) in map(_folded, filter(None, (table.level, table.title)))


def have_same_figures(row: Row, table: TableRow) -> bool:
    """Whether enough ends agree, and none differs, for two rows with unknown names to be one."""
    alike, differing = agreement_of(row, table)
    return alike >= 3 and not differing


def _name(row: Row | TableRow) -> Hashable | None:
    return (_folded(row.region), _folded(row.level or "")) if row.region else None


def _title(row: Row | TableRow) -> Hashable | None:
    """Return the name of a row of a table without regions: real front matter has the title as region."""
    if isinstance(row, TableRow):
        return None if row.region else _folded(row.title or row.level or "")
    return _folded(row.region or row.level or "")


def _region(row: Row | TableRow) -> Hashable | None:
    return row.label and (_places(row), frozenset(map(_folded, row.label.unknown)) or remarks(row.label.text))


def _places(row: Row | TableRow) -> frozenset[str] | None:
    return frozenset(place.name for place in row.label.candidates) or None if row.label else None


def _are_near(row: Row, table: TableRow) -> bool:
    pairs = product(*[one.label.candidates if one.label else () for one in (row, table)])
    return any(matches(inner, outer.name) or matches(outer, inner.name) for inner, outer in pairs)


def _is_known(row: Row | TableRow) -> bool:
    return row.label is not None and not row.label.unknown
