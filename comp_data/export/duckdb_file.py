"""One DuckDB database with all tables (extra `sql`), with primary and foreign keys and comments."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import UsageError
from comp_data.base.package import load_extra
from comp_data.export.tables import Table, create_table, json_lines
from comp_data.tables.columns import Relation
from comp_data.tables.sql import TYPES

_NAME: Final = "dataset.duckdb"
# From storage version 1.4.0 on, the header has a random id, and several threads would distribute rows at random.
# DuckDB 2.0.0 also leaves uninitialized bytes in the file, which is why the extra requires 2.0.1.
_SAME_BYTES: Final = {"storage_compatibility_version": "v1.3.0", "threads": 1}


def content(tables: tuple[Table, ...]) -> bytes:
    """Write the database, for DuckDB 1.3 and newer; the bytes depend only on the rows and the version of DuckDB.

    Raises:
        MissingExtraError: duckdb is not installed.
        UsageError: Temporary files cannot be written.
    """
    duckdb = load_extra("duckdb", extra="sql")
    with tempfile.TemporaryDirectory() as name:
        try:
            # DuckDB turns Ctrl-C into an error of its own; run in another thread, this one gets it.
            with ThreadPoolExecutor(1) as thread:
                return thread.submit(_database, duckdb, tables, Path(name)).result()
        except duckdb.IOException as error:
            raise UsageError(f"DuckDB cannot write temporary files in {tempfile.gettempdir()}: {error}") from error


def _database(duckdb: Any, tables: tuple[Table, ...], scratch: Path) -> bytes:
    with duckdb.connect(str(scratch / _NAME), config=_SAME_BYTES) as database:
        for table in tables:
            database.execute(create_table(table.relation, TYPES))
            for comment in _comments(table.relation):
                database.execute(comment)
            rows = scratch / f"{table.relation.name}.jsonl"
            rows.write_bytes(json_lines((table,)))
            database.execute(_insert(table.relation), [str(rows)])
        database.execute("CHECKPOINT")
    return (scratch / _NAME).read_bytes()


def _insert(relation: Relation) -> str:
    """Return the statement that loads a JSON Lines file, twenty times as fast as inserting row by row."""
    types = ", ".join(f"\"{one.name}\": '{TYPES[one.type]}'" for one in relation.columns)
    options = f"format = 'newline_delimited', columns = {{{types}}}"
    return f'INSERT INTO "{relation.name}" SELECT * FROM read_json(?, {options})'  # noqa: S608 - our own names


def _comments(relation: Relation) -> list[str]:
    described = [(f'TABLE "{relation.name}"', relation.description)]
    described += [(f'COLUMN "{relation.name}"."{one.name}"', one.description) for one in relation.columns]
    return [f"COMMENT ON {what} IS '{text.replace(chr(39), chr(39) * 2)}'" for what, text in described]
