"""The formats that a dataset is exported in."""

from collections.abc import Callable
from typing import NamedTuple

from comp_data.base.errors import UsageError
from comp_data.export import csv_files, duckdb_file, json_lines, parquet, sqlite
from comp_data.export.tables import Table

DATABASE = "dataset"
"""The name, without its ending, of a file with all tables."""


class Format(NamedTuple):
    """A format; its files end in its name.

    `content` makes a file of one table where `is_tabular`, else of all; the same tables make the same bytes.
    """

    name: str
    media_type: str
    content: Callable[[tuple[Table, ...]], bytes]
    is_tabular: bool


class File(NamedTuple):
    """A file of an export: its name, what it is written in, the tables it holds, its bytes."""

    name: str
    format: Format
    tables: tuple[Table, ...]
    content: bytes


FORMATS = (
    Format("csv", "text/csv", csv_files.content, is_tabular=True),
    Format("parquet", "application/vnd.apache.parquet", parquet.content, is_tabular=True),
    Format("jsonl", "application/jsonl", json_lines.content, is_tabular=True),
    Format("sqlite", "application/vnd.sqlite3", sqlite.content, is_tabular=False),
    Format("duckdb", "application/vnd.duckdb", duckdb_file.content, is_tabular=False),
)
"""All formats, in the order that they are written and told in."""

NAMES = tuple(one.name for one in FORMATS)


def formats_named(names: tuple[str, ...]) -> tuple[Format, ...]:
    """The formats of these names, in the order of FORMATS; raises UsageError for a name that none has, and for none."""
    for name in names or ("",):
        if name not in NAMES:
            raise UsageError(f"there is no format {name!r} to export: choose from {', '.join(NAMES)}")
    return tuple(one for one in FORMATS if one.name in names)


def files_in(made: Format, tables: tuple[Table, ...]) -> list[File]:
    """The files of a format: one a table, or one of all tables."""
    if made.is_tabular:
        return [File(f"{one.relation.name}.{made.name}", made, (one,), made.content((one,))) for one in tables]
    return [File(f"{DATABASE}.{made.name}", made, tables, made.content(tables))]
