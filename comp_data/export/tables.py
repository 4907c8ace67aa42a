"""The relations of a dataset as whole tables: what every format writes."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.records.models import Guide
from comp_data.tables.columns import RELATIONS, Column, Relation, Row, rows_of


class Table(NamedTuple):
    """A relation and its rows."""

    relation: Relation
    rows: tuple[Row, ...]


def tables_of(guides: Iterable[Guide]) -> tuple[Table, ...]:
    """The tables of all relations, in their order, over the guides in theirs."""
    records = tuple(guides)
    return tuple(Table(relation, tuple(rows_of(relation, records))) for relation in RELATIONS)


def parent_key(relation: Relation) -> Column | None:
    """The column that names a row of guides; None for guides itself."""
    first = relation.columns[0]
    return first if first.name == "guide" else None
