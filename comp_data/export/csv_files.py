"""CSV as in RFC 4180, in UTF-8 with LF: null is an empty cell, and no cell is a formula to a spreadsheet."""

import re
from collections.abc import Iterable
from typing import Any

from comp_data.base.spreadsheet import defused
from comp_data.export.tables import Table

# Blanks at the ends and # at the beginning mean something to some readers where they stand without quotes.
_QUOTED = re.compile(r'[",\r\n\x00]|\A[\s#]|\s\Z')


def content(tables: tuple[Table, ...]) -> bytes:
    """The rows of one table below a line with the names of its columns."""
    (table,) = tables
    names = (column.name for column in table.relation.columns)
    return "".join([_line(names), *map(_line, table.rows)]).encode("utf-8")


def _line(values: Iterable[Any]) -> str:
    return ",".join(map(_cell, values)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = marked(value) if isinstance(value, str) else str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def marked(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet would run it, or run it without apostrophes that it has.

    So whoever takes one apostrophe off a cell that is a formula behind apostrophes has the text again.
    """
    bare = text.lstrip("'")
    return f"'{text}" if defused(bare) != bare else text


def unmarked(cell: str) -> str:
    """The text that `marked` made the cell of."""
    bare = cell.lstrip("'")
    return cell[1:] if cell != bare and defused(bare) != bare else cell
