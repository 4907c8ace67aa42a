"""The export formats."""

from collections.abc import Callable
from typing import NamedTuple

from comp_data.base.errors import UsageError
from comp_data.export import csv_files, duckdb_file, parquet, sqlite
from comp_data.export.tables import Table, json_lines

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


FORMATS = (
    Format("csv", "text/csv", csv_files.content, is_tabular=True),
    Format("parquet", "application/vnd.apache.parquet", parquet.content, is_tabular=True),
    Format("jsonl", "application/jsonl", json_lines, is_tabular=True),
    Format("sqlite", "application/vnd.sqlite3", sqlite.content, is_tabular=False),
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
