"""The relations as SQL tables, with their keys and what their columns hold."""

from collections.abc import Mapping

from comp_data.export.tables import parent_key
from comp_data.tables.columns import GUIDES, ColumnType, Relation


def create_table(relation: Relation, types: Mapping[ColumnType, str]) -> str:
    """The statement that makes a relation's table, in SQL that SQLite and DuckDB read; columns are told in comments."""
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
