"""The relations of a dataset as whole tables: what every format writes."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.models import Guide
from comp_data.relations import RELATIONS, Column, Relation, Row, rows_of


class Table(NamedTuple):
    """A relation and its rows."""

    relation: Relation
    rows: tuple[Row, ...]


def tables_of(guides: Iterable[Guide]) -> tuple[Table, ...]:
    """The tables of all relations, in their order, over the guides in theirs.

    An empty text says nothing, and is null here: readers of CSV take the two for one another, and all formats are
    to be read back equal.
    """
    records = tuple(guides)
    return tuple(Table(relation, _rows(relation, records)) for relation in RELATIONS)


def parent_key(relation: Relation) -> Column | None:
    """The column that names a row of guides; None for guides itself."""
    first = relation.columns[0]
    return first if first.name == "guide" else None


def _rows(relation: Relation, guides: tuple[Guide, ...]) -> tuple[Row, ...]:
    may_be_null = [not column.is_required for column in relation.columns]
    return tuple(
        tuple(None if value == "" and free else value for value, free in zip(row, may_be_null, strict=True))
        for row in rows_of(relation, guides)
    )
