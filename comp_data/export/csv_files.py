"""CSV as in RFC 4180, UTF-8 with LF: null is an empty cell, and formulas are escaped for spreadsheets."""

import re
from collections.abc import Iterable
from typing import Any

from comp_data.base.spreadsheet import escape_formula
from comp_data.export.tables import Table

# Some readers strip unquoted blanks at the ends, or take an unquoted # at the start for a comment.
_QUOTED = re.compile(r'[",\r\n\x00]|\A[\s#]|\s\Z')


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
    return quoted(escaped(value) if isinstance(value, str) else str(value))


def quoted(text: str) -> str:
    """Write a text as one cell, in quotation marks if a reader might end the cell or the line within it."""
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def escaped(text: str) -> str:
    """Prefix an apostrophe to a text that a spreadsheet would run, with or without its leading apostrophes.

    Removing one apostrophe from a cell that is a formula after its apostrophes restores the text.
    """
    bare = text.lstrip("'")
    return f"'{text}" if escape_formula(bare) != bare else text
