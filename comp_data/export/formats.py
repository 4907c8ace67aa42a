"""The tables of a dataset with all their rows, and the formats that exports write them in."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from comp_data.base.errors import UsageError
from comp_data.base.escape import as_csv
from comp_data.base.package import load_extra
from comp_data.tables.frames import arrow_table, values_of
from comp_data.tables.relations import ALL_RELATIONS, GUIDES, RELATIONS, Column, ColumnType, Relation, Row, Source
from comp_data.tables.sql import TYPES

_SQLITE_TYPES: Final[dict[ColumnType, str]] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}

# From storage version 1.4.0 on, the header has a random id, and several threads would distribute rows at random.
# DuckDB 2.0.0 also leaves uninitialized bytes in the file, which is why the extra requires 2.0.1.
_SAME_BYTES: Final = {"storage_compatibility_version": "v1.3.0", "threads": 1}

DESCRIPTION: Final = "Pay ranges by company, role and region, with their sources and equivalent levels."
"""What an export holds, in one sentence."""

DATABASE = "dataset"
"""The name, without extension, of a file with all tables."""


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


class Format(NamedTuple):
    """A format, named as its files end; `content` takes one table if `is_tabular`, else all of them."""

    name: str
    media_type: str
    content: Callable[..., bytes]
    is_tabular: bool


class File(NamedTuple):
    """A file of an export: name, format, tables and bytes."""

    name: str
    format: Format
    tables: tuple[Table, ...]
    content: bytes


def csv(table: Table) -> bytes:
    """Write one table as in RFC 4180, with LF: null is an empty cell, and formulas are escaped for spreadsheets."""
    return as_csv(([column.name for column in table.relation.columns], *table.rows)).encode("utf-8")


def parquet(table: Table) -> bytes:
    """Write one table as `to_arrow` returns it; raises MissingExtraError if pyarrow is not installed."""
    made = load_extra("pyarrow", extra="arrow").BufferOutputStream()
    rows = arrow_table(values_of(table.relation, table.rows), table.relation.description)
    # Stated, because the defaults may change with a new pyarrow.
    stated = {"version": "2.6", "compression": "snappy", "data_page_version": "1.0"}
    load_extra("pyarrow.parquet", extra="arrow").write_table(rows, made, **stated)
    return bytes(made.getvalue().to_pybytes())


def sqlite(*tables: Table) -> bytes:
    """Write a database in memory, so that its bytes depend only on rows and the version of SQLite; dates are text."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA page_size = 4096")
        for relation, rows in tables:
            database.execute(create_table(relation, _SQLITE_TYPES))
            places = ", ".join("?" * len(relation.columns))
            stored = ([one.isoformat() if isinstance(one, date) else one for one in row] for row in rows)
            database.executemany(f'INSERT INTO "{relation.name}" VALUES ({places})', stored)  # noqa: S608
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def json_lines(table: Table) -> bytes:
    """Write one table as JSON Lines, an object a row, in ASCII: every reader splits that into the same lines."""
    names = [column.name for column in table.relation.columns]
    rows = (dict(zip(names, row, strict=True)) for row in table.rows)
    return "".join(json.dumps(row, ensure_ascii=True, default=str) + "\n" for row in rows).encode("ascii")


def create_table(relation: Relation, types: Mapping[ColumnType, str]) -> str:
    """Return the CREATE TABLE statement with keys and commented columns, valid in SQLite and DuckDB."""
    key = ", ".join(f'"{name}"' for name in relation.key)
    constraints = [f"PRIMARY KEY ({key})"]
    if parent := parent_key(relation):
        constraints.append(f'FOREIGN KEY ("{parent.name}") REFERENCES "{GUIDES.name}" ("{GUIDES.key[0]}")')
    lines = [f'CREATE TABLE "{relation.name}" ( -- {relation.description}']
    for one in relation.columns:
        lines.append(f'  "{one.name}" {types[one.type]}{" NOT NULL" if one.is_required else ""}, -- {one.description}')
    return "\n".join([*lines, f"  {', '.join(constraints)}", ")"])


def duckdb(*tables: Table) -> bytes:
    """Write a database with keys and comments, for DuckDB 1.3 and newer.

    The bytes depend only on the rows and the version of DuckDB. Raises MissingExtraError if duckdb is not installed,
    and UsageError if temporary files cannot be written.
    """
    library = load_extra("duckdb", extra="sql")
    with tempfile.TemporaryDirectory() as name:
        try:
            # DuckDB turns Ctrl-C into an error of its own; run in another thread, this one gets it.
            with ThreadPoolExecutor(1) as thread:
                return thread.submit(_database, library, tables, Path(name)).result()
        except library.IOException as error:
            raise UsageError(f"DuckDB cannot write temporary files in {tempfile.gettempdir()}: {error}") from error


def _database(library: Any, tables: tuple[Table, ...], scratch: Path) -> bytes:
    file = scratch / f"{DATABASE}.duckdb"
    with library.connect(str(file), config=_SAME_BYTES) as database:
        for table in tables:
            relation = table.relation
            database.execute(create_table(relation, TYPES))
            described = {f'TABLE "{relation.name}"': relation.description}
            described |= {f'COLUMN "{relation.name}"."{one.name}"': one.description for one in relation.columns}
            for what, text in described.items():
                quoted = text.replace("'", "''")
                database.execute(f"COMMENT ON {what} IS '{quoted}'")
            # Loading a file of JSON Lines is twenty times as fast as inserting row by row.
            rows = scratch / f"{relation.name}.jsonl"
            rows.write_bytes(json_lines(table))
            types = ", ".join(f"\"{one.name}\": '{TYPES[one.type]}'" for one in relation.columns)
            options = f"format = 'newline_delimited', columns = {{{types}}}"
            database.execute(f'INSERT INTO "{relation.name}" SELECT * FROM read_json(?, {options})', [str(rows)])  # noqa: S608
        database.execute("CHECKPOINT")
    return file.read_bytes()


FORMATS = (
    Format("csv", "text/csv", csv, is_tabular=True),
    Format("parquet", "application/vnd.apache.parquet", parquet, is_tabular=True),
    Format("jsonl", "application/jsonl", json_lines, is_tabular=True),
    Format("sqlite", "application/vnd.sqlite3", sqlite, is_tabular=False),
    Format("duckdb", "application/vnd.duckdb", duckdb, is_tabular=False),
)
"""All formats, in the order they are written and listed."""

NAMES = tuple(one.name for one in FORMATS)


def formats_named(names: Sequence[str]) -> tuple[Format, ...]:
    """Return the named formats in the order of FORMATS; raises UsageError for an unknown name or none."""
    for name in names or ("",):
        if name not in NAMES:
            raise UsageError(f"unknown export format {name!r}: choose from {', '.join(NAMES)}")
    return tuple(one for one in FORMATS if one.name in names)


def files_in(form: Format, tables: tuple[Table, ...]) -> list[File]:
    """Write the files of a format: one per table, or one for all tables."""
    if form.is_tabular:
        return [File(f"{one.relation.name}.{form.name}", form, (one,), form.content(one)) for one in tables]
    return [File(f"{DATABASE}.{form.name}", form, tables, form.content(*tables))]
