"""Parse CSV files that users write: a header of known columns, and rows with their positions for messages."""

import csv
import io
from collections.abc import Sequence

from comp_data.base.errors import CompDataError


def csv_rows(
    text: str, file: str, required: Sequence[str], optional: Sequence[str], error: type[CompDataError]
) -> list[tuple[str, dict[str, str]]]:
    """Return trimmed rows by column, with their positions; raises `error` if there are other columns or no rows."""
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
                header = [cell.casefold() for cell in cells]
                if problem := _problem_of(header, required, optional):
                    raise error(f"{where}: {problem}")
            elif len(cells) != len(header):
                raise error(f"{where}: the row has {len(cells)} cells, but the header has {len(header)}")
            else:
                rows.append((where, dict(zip(header, cells, strict=True))))
    except csv.Error as problem:
        raise error(f"{file}:{reader.line_num}: this is not CSV: {problem}") from None
    if not rows:
        raise error(f"{file} has no rows; write a header {','.join(required)} and rows below it")
    return rows


def _problem_of(header: list[str], required: Sequence[str], optional: Sequence[str]) -> str | None:
    known = (*required, *optional)
    for name in header:
        if name not in known:
            return f"unknown column {name!r}; the columns are {', '.join(known)}"
        if header.count(name) > 1:
            return f"the column {name} appears twice; remove one"
    missing = [name for name in required if name not in header]
    return f"missing column {', '.join(missing)}" if missing else None
