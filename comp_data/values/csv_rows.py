"""Parse CSV files that users write: a header of known columns, and rows with their positions for messages."""

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from comp_data.base.errors import CompDataError


class Columns(NamedTuple):
    """The columns that a file must have and may have, and the error to raise for a file that is not such a table."""

    required: Sequence[str]
    optional: Sequence[str]
    error: type[CompDataError]


def csv_rows(text: str, file: str, columns: Columns) -> list[tuple[str, dict[str, str]]]:
    """Return the rows below the header by column, each with its position; cells are trimmed, blank rows skipped.

    Raises the error of `columns` for a file that is not such a table or has no rows.
    """
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[str, dict[str, str]]] = []
    header: list[str] = []
    try:
        for line in reader:
            where = f"{file}:{reader.line_num}"
            cells = [cell.strip() for cell in line]
            if not any(cells):
                continue
            if not header:
                header = _checked(cells, where, columns)
            elif len(cells) != len(header):
                raise columns.error(f"{where}: the row has {len(cells)} cells, but the header has {len(header)}")
            else:
                rows.append((where, dict(zip(header, cells, strict=True))))
    except csv.Error as problem:
        raise columns.error(f"{file}:{reader.line_num}: this is not CSV: {problem}") from None
    if not rows:
        raise columns.error(f"{file} has no rows; write a header {','.join(columns.required)} and rows below it")
    return rows


def _checked(cells: list[str], where: str, columns: Columns) -> list[str]:
    names = [cell.casefold() for cell in cells]
    known = (*columns.required, *columns.optional)
    for name in names:
        if name not in known:
            raise columns.error(f"{where}: unknown column {name!r}; the columns are {', '.join(known)}")
        if names.count(name) > 1:
            raise columns.error(f"{where}: column {name} is there twice; remove one")
    if missing := [name for name in columns.required if name not in names]:
        raise columns.error(f"{where}: missing column {', '.join(missing)}")
    return names
