"""The export formats, and what writes those that need no module of their own."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any, Final, NamedTuple

from comp_data.base.errors import UsageError
from comp_data.base.package import load_extra
from comp_data.base.spreadsheet import csv_cell, escape_formula
from comp_data.export import duckdb_file
from comp_data.export.tables import Table, create_table, json_lines
from comp_data.tables.columns import ColumnType
from comp_data.tables.frames import arrow_table, values_of

_SQLITE_TYPES: Final[dict[ColumnType, str]] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}

DATABASE = "dataset"
"""The name, without extension, of a file with all tables."""


class Format(NamedTuple):
    """A format, whose name is also the extension of its files.

    `content` writes one table if `is_tabular`, else all of them; the same tables give the same bytes.
    """

    name: str
    media_type: str
    content: Callable[[tuple[Table, ...]], bytes]
    is_tabular: bool


class File(NamedTuple):
    """A file of an export: name, format, tables and bytes."""

    name: str
    format: Format
    tables: tuple[Table, ...]
    content: bytes


def csv(tables: tuple[Table, ...]) -> bytes:
    """Write one table as in RFC 4180, with LF: null is an empty cell, and formulas are escaped for spreadsheets."""
    (table,) = tables
    names = tuple(column.name for column in table.relation.columns)
    return "".join([",".join(map(_csv_cell, row)) + "\n" for row in (names, *table.rows)]).encode("utf-8")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    return csv_cell(escaped(value) if isinstance(value, str) else str(value))


def escaped(text: str) -> str:
    """Prefix an apostrophe to a text that a spreadsheet would run, with or without its leading apostrophes.

    Removing one apostrophe from a cell that is a formula after its apostrophes restores the text.
    """
    bare = text.lstrip("'")
    return f"'{text}" if escape_formula(bare) != bare else text


def parquet(tables: tuple[Table, ...]) -> bytes:
    """Write one table as `to_arrow` returns it; raises MissingExtraError if pyarrow is not installed."""
    (table,) = tables
    made = load_extra("pyarrow", extra="arrow").BufferOutputStream()
    rows = arrow_table(values_of(table.relation, table.rows), table.relation.description)
    # Stated, because the defaults may change with a new pyarrow.
    stated = {"version": "2.6", "compression": "snappy", "data_page_version": "1.0"}
    load_extra("pyarrow.parquet", extra="arrow").write_table(rows, made, **stated)
    content: bytes = made.getvalue().to_pybytes()
    return content


def sqlite(tables: tuple[Table, ...]) -> bytes:
    """Write a database in memory, so that its bytes depend only on the rows and the version of SQLite.

    It has all tables with primary and foreign keys; dates are text: 2026-02-23.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA page_size = 4096")
        for relation, rows in tables:
            database.execute(create_table(relation, _SQLITE_TYPES))
            places = ", ".join("?" * len(relation.columns))
            database.executemany(f'INSERT INTO "{relation.name}" VALUES ({places})', map(_stored, rows))  # noqa: S608
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _stored(row: Iterable[Any]) -> list[Any]:
    return [value if value is None or isinstance(value, str | int | float) else value.isoformat() for value in row]


FORMATS = (
    Format("csv", "text/csv", csv, is_tabular=True),
    Format("parquet", "application/vnd.apache.parquet", parquet, is_tabular=True),
    Format("jsonl", "application/jsonl", json_lines, is_tabular=True),
    Format("sqlite", "application/vnd.sqlite3", sqlite, is_tabular=False),
    Format("duckdb", "application/vnd.duckdb", duckdb_file.content, is_tabular=False),
)
"""All formats, in the order they are written and listed."""

NAMES = tuple(one.name for one in FORMATS)


def formats_named(names: tuple[str, ...]) -> tuple[Format, ...]:
    """Return the named formats in the order of FORMATS; raises UsageError for an unknown name or none."""
    for name in names or ("",):
        if name not in NAMES:
            raise UsageError(f"unknown export format {name!r}: choose from {', '.join(NAMES)}")
    return tuple(one for one in FORMATS if one.name in names)


def files_in(form: Format, tables: tuple[Table, ...]) -> list[File]:
    """Write the files of a format: one per table, or one for all tables."""
    if form.is_tabular:
        return [File(f"{one.relation.name}.{form.name}", form, (one,), form.content((one,))) for one in tables]
    return [File(f"{DATABASE}.{form.name}", form, tables, form.content(tables))]
