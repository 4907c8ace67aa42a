"""One SQLite database with all tables, with primary and foreign keys; dates are text: 2026-02-23."""

import sqlite3
from contextlib import closing
from typing import Any, Final

from comp_data.export.tables import Table, create_table
from comp_data.tables.columns import ColumnType

_TYPES: Final[dict[ColumnType, str]] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}


def content(tables: tuple[Table, ...]) -> bytes:
    """Write the database in memory, so that its bytes depend only on the rows and the version of SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA page_size = 4096")
        for relation, rows in tables:
            database.execute(create_table(relation, _TYPES))
            places = ", ".join("?" * len(relation.columns))
            database.executemany(f'INSERT INTO "{relation.name}" VALUES ({places})', map(_stored, rows))  # noqa: S608
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _stored(row: tuple[Any, ...]) -> list[Any]:
    return [value if value is None or isinstance(value, str | int | float) else value.isoformat() for value in row]
