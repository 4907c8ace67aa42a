"""One DuckDB database of all tables (the extra `sql`), with primary and foreign keys and comments."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import UsageError
from comp_data.base.extras import load_extra
from comp_data.export import json_lines
from comp_data.export.ddl import create_table
from comp_data.export.tables import Table
from comp_data.tables.columns import ColumnType, Relation

_TYPES: Final[dict[ColumnType, str]] = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
_NAME: Final = "dataset.duckdb"
# From v1.4.0 on, the file's header holds an id by chance. One thread, as several would share the rows out by chance.
# DuckDB 2.0.0 leaves bytes of its memory in the file besides, which is why the extra asks for 2.0.1.
_SAME_BYTES: Final = {"storage_compatibility_version": "v1.3.0", "threads": 1}


def content(tables: tuple[Table, ...]) -> bytes:
    """The database file, for DuckDB 1.3 and newer: it depends on the rows and the version of DuckDB alone.

    Raises MissingExtraError where duckdb is not installed, and UsageError where it has no room for scratch files.
    """
    duckdb = load_extra("duckdb", extra="sql")
    with tempfile.TemporaryDirectory() as name:
        try:
            # In a thread, so that this one hears of Ctrl-C: DuckDB makes an error of its own of it.
            with ThreadPoolExecutor(1) as thread:
                return thread.submit(_made, duckdb, tables, Path(name)).result()
        except duckdb.IOException as error:
            raise UsageError(f"DuckDB cannot write its scratch files in {tempfile.gettempdir()}: {error}") from error


def _made(duckdb: Any, tables: tuple[Table, ...], scratch: Path) -> bytes:
    with duckdb.connect(str(scratch / _NAME), config=_SAME_BYTES) as database:
        for table in tables:
            database.execute(create_table(table.relation, _TYPES))
            for comment in _comments(table.relation):
                database.execute(comment)
            rows = scratch / f"{table.relation.name}.jsonl"
            rows.write_bytes(json_lines.content((table,)))
            database.execute(_insert(table.relation), [str(rows)])
        database.execute("CHECKPOINT")
    return (scratch / _NAME).read_bytes()


def _insert(relation: Relation) -> str:
    """The statement that reads a file of JSON lines; row by row it would take twenty times as long."""
    types = ", ".join(f"\"{one.name}\": '{_TYPES[one.type]}'" for one in relation.columns)
    options = f"format = 'newline_delimited', columns = {{{types}}}"
    return f'INSERT INTO "{relation.name}" SELECT * FROM read_json(?, {options})'  # noqa: S608 - our own names


def _comments(relation: Relation) -> list[str]:
    described = [(f'TABLE "{relation.name}"', relation.description)]
    described += [(f'COLUMN "{relation.name}"."{one.name}"', one.description) for one in relation.columns]
    return [f"COMMENT ON {what} IS '{text.replace(chr(39), chr(39) * 2)}'" for what, text in described]
