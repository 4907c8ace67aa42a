"""Parse CSV files that users write: a header of known columns, and rows with their positions for messages."""

import csv
import io
from collections.abc import Iterator, Sequence

from comp_data.base.errors import CompDataError


def csv_rows(
    text: str, file: str, required: Sequence[str], optional: Sequence[str], error: type[CompDataError]
) -> list[tuple[str, dict[str, str]]]:
    """Return trimmed rows by column, with their positions; raises `error` if there are other columns or no rows."""
    lines = _lines(text, file, error)
    where, first = next(lines, ("", []))
    header = [cell.casefold() for cell in first]
    if header and (problem := _problem_of(header, required, optional)):
        raise error(f"{where}: {problem}")
    rows: list[tuple[str, dict[str, str]]] = []
    for where, cells in lines:
        if len(cells) != len(header):
            raise error(f"{where}: the row has {len(cells)} cells, but the header has {len(header)}")
        rows.append((where, dict(zip(header, cells, strict=True))))
    if not rows:
        raise error(f"{file} has no rows; write a header {','.join(required)} and rows below it")
    return rows


def _lines(text: str, file: str, error: type[CompDataError]) -> Iterator[tuple[str, list[str]]]:
    """Yield the trimmed cells of each line that has some, with its position; raises `error` for what is not CSV."""
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        for line in reader:
            if any(cells := [cell.strip() for cell in line]):
                yield f"{file}:{reader.line_num}", cells
    except csv.Error as problem:
        raise error(f"{file}:{reader.line_num}: this is not CSV: {problem}") from None


def _problem_of(header: list[str], required: Sequence[str], optional: Sequence[str]) -> str | None:
    known = (*required, *optional)
    for name in header:
        if name not in known:
            return f"unknown column {name!r}; the columns are {', '.join(known)}"
        if header.count(name) > 1:
            return f"the column {name} appears twice; remove one"
    missing = [name for name in required if name not in header]
    return f"missing column {', '.join(missing)}" if missing else None
