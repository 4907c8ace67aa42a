"""The tables of a dataset with all their rows, as every format writes them, with their JSON Lines and SQL forms."""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

from comp_data.tables.columns import ALL_RELATIONS, GUIDES, RELATIONS, Column, ColumnType, Relation
from comp_data.tables.rows import Row, Source

DESCRIPTION: Final = "Pay ranges by company, role and region, with their sources and equivalent levels."
"""What an export holds, in one sentence."""


class Table(NamedTuple):
    """A table and its rows."""

    relation: Relation
    rows: tuple[Row, ...]


def tables_of(source: Source, *, with_findings: bool = False) -> tuple[Table, ...]:
    """Build all tables; findings only if they are asked for."""
    relations = ALL_RELATIONS if with_findings else RELATIONS
    return tuple(Table(relation, tuple(source.rows(relation))) for relation in relations)


def parent_key(relation: Relation) -> Column | None:
    """Return the column that refers to a row of guides; None for guides itself."""
    first = relation.columns[0]
    return first if first.name == "guide" else None


def json_lines(tables: tuple[Table, ...]) -> bytes:
    """Write one table as JSON Lines: one object per row, with every column, null as null.

    The text is ASCII, so that every reader splits it into the same lines.
    """
    (table,) = tables
    names = [column.name for column in table.relation.columns]
    rows = (dict(zip(names, row, strict=True)) for row in table.rows)
    return "".join(json.dumps(row, ensure_ascii=True, default=str) + "\n" for row in rows).encode("ascii")


def create_table(relation: Relation, types: Mapping[ColumnType, str]) -> str:
    """Return the CREATE TABLE statement with keys and commented columns, valid in SQLite and DuckDB."""
    key = ", ".join(f'"{name}"' for name in relation.key)
    constraints = [f"PRIMARY KEY ({key})"]
    if parent := parent_key(relation):
        constraints.append(f'FOREIGN KEY ("{parent.name}") REFERENCES "{GUIDES.name}" ("{GUIDES.key[0]}")')
    columns = [
        f'  "{one.name}" {types[one.type]}{" NOT NULL" if one.is_required else ""}, -- {one.description}\n'
        for one in relation.columns
    ]
    return (
        f'CREATE TABLE "{relation.name}" ( -- {relation.description}\n{"".join(columns)}  {", ".join(constraints)}\n)'
    )
