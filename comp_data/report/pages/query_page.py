"""Write the result of a query as an aligned table, CSV, JSON or JSON lines."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Final, Literal

from comp_data.base.escape import csv_cell, escape_formula, printable
from comp_data.base.wording import plural
from comp_data.report.findings.json_format import json_text
from comp_data.report.text_table import aligned, width

Format = Literal["table", "csv", "json", "jsonl"]
Rows = Sequence[Sequence[Any]]

MOST_COLUMNS: Final = 60
"""The maximum width of a cell on a terminal."""


def rendered(format_: str, columns: Sequence[str], rows: Rows, *, most: int | None = None, escaped: bool = True) -> str:
    """Write rows in one of the formats; `most` is for tables and `escaped` for CSV."""
    match format_:
        case "csv":
            return csv_text(columns, rows, escaped=escaped)
        case "json":
            return json_list(columns, rows)
        case "jsonl":
            return json_lines(columns, rows)
    return table(columns, rows, most)


def table(columns: Sequence[str], rows: Rows, most: int | None = None) -> str:
    """Return an aligned table with numbers on the right and null as —, then the number of rows.

    `most` is the widest that a cell may be; without it every cell is whole.
    """
    cells = [[_shortened(printable(_text(value)), most) for value in row] for row in (columns, *rows)]
    cells[1:1] = [["─" * max(width(row[index]) for row in cells) for index in range(len(columns))]]
    left = [index for index in range(len(columns)) if not _is_number([row[index] for row in rows])]
    return "\n".join([*aligned(cells, left), "", plural(len(rows), "row")]) + "\n"


def csv_text(columns: Sequence[str], rows: Rows, *, escaped: bool) -> str:
    """Return CSV with null as an empty cell; an apostrophe escapes what a spreadsheet would run.

    Where it is `escaped`, what a terminal or a CI log would obey is written as an escape.
    """

    def cell(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, int | float):
            return _text(value) if isinstance(value, bool) else str(value)
        text = escape_formula(_text(value))
        return csv_cell(printable(text) if escaped else text)

    return "".join(",".join(map(cell, row)) + "\n" for row in (columns, *rows))


def json_list(columns: Sequence[str], rows: Rows) -> str:
    """Return a JSON list with one object and line per row."""
    return "[\n" + ",\n".join(json_lines(columns, rows).splitlines()) + "\n]\n" if rows else "[]\n"


def json_lines(columns: Sequence[str], rows: Rows) -> str:
    """Return one JSON object per row, with dates as 2026-02-23 and NaN and infinity as null."""
    return "".join(json_text(dict(zip(columns, map(_json_value, row), strict=True))) for row in rows)


def _is_number(values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known)


def _text(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        is_short = math.isfinite(value) and (not value or 1e-3 <= abs(value) < 1e15)
        return f"{value:.4f}".rstrip("0").rstrip(".") if is_short else f"{value:.6g}"
    return json.dumps(_json_value(value), ensure_ascii=False) if isinstance(value, list | Mapping) else str(value)


def _json_value(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date | time):  # datetime is a date too
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_json_value(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _json_value(one) for key, one in value.items()}
    return value if value is None or isinstance(value, str | int) else str(value)


def _shortened(text: str, most: int | None) -> str:
    if most is None or width(text) <= most:
        return text
    while width(text) >= most:
        text = text[: most - 1] if len(text) > most else text[:-1]
    return text + "…"
