"""CSV as in RFC 4180, UTF-8 with LF: null is an empty cell, and formulas are escaped for spreadsheets."""

from collections.abc import Iterable
from typing import Any

from comp_data.base.spreadsheet import csv_cell, escape_formula
from comp_data.export.tables import Table


def content(tables: tuple[Table, ...]) -> bytes:
    """Write one table: a header line and the rows."""
    (table,) = tables
    names = (column.name for column in table.relation.columns)
    return "".join([_line(names), *map(_line, table.rows)]).encode("utf-8")


def _line(values: Iterable[Any]) -> str:
    return ",".join(map(_cell, values)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return csv_cell(escaped(value) if isinstance(value, str) else str(value))


def escaped(text: str) -> str:
    """Prefix an apostrophe to a text that a spreadsheet would run, with or without its leading apostrophes.

    Removing one apostrophe from a cell that is a formula after its apostrophes restores the text.
    """
    bare = text.lstrip("'")
    return f"'{text}" if escape_formula(bare) != bare else text
