"""Write the result of a query as an aligned table, CSV, JSON or JSON lines."""

import json
import math
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, Final

from comp_data.base.escape import as_csv, printable
from comp_data.base.plain import plain
from comp_data.base.wording import plural
from comp_data.report.findings.json_format import json_text
from comp_data.report.text_table import aligned, width

FORMATS: Final = ("table", "csv", "json", "jsonl")
Rows = Sequence[Sequence[Any]]

MOST_COLUMNS: Final = 60
"""The maximum width of a cell on a terminal."""


def rendered(format_: str, columns: Sequence[str], rows: Rows, *, most: int | None = None, escaped: bool = True) -> str:
    """Write rows in one of the formats; `most` is for tables and `escaped` for CSV, which a terminal might obey."""
    if format_ == "csv":
        return as_csv((columns, *rows), _text, printable if escaped else str)
    if format_ == "table":
        return table(columns, rows, most)
    # One object a line; dates are 2026-02-23, NaN and infinity null.
    lines = [json_text(dict(zip(columns, map(plain, row), strict=True))) for row in rows]
    if format_ == "jsonl":
        return "".join(lines)
    return "[\n" + ",\n".join(line.rstrip("\n") for line in lines) + "\n]\n" if lines else "[]\n"


def table(columns: Sequence[str], rows: Rows, most: int | None = None) -> str:
    """Return an aligned table, null as —, and the number of rows; `most` is the widest that a cell may be."""
    cells = [[_shortened(printable(_text(value)), most) for value in row] for row in (columns, *rows)]
    cells[1:1] = [["─" * max(width(row[index]) for row in cells) for index in range(len(columns))]]
    kinds = [{type(row[index]) for row in rows} - {NoneType} for index in range(len(columns))]
    left = [index for index, found in enumerate(kinds) if not found or not found <= {int, float}]
    return "\n".join([*aligned(cells, left), "", plural(len(rows), "row")]) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        is_short = math.isfinite(value) and (not value or 1e-3 <= abs(value) < 1e15)
        return f"{value:.4f}".rstrip("0").rstrip(".") if is_short else f"{value:.6g}"
    return json.dumps(plain(value), ensure_ascii=False) if isinstance(value, list | Mapping) else str(value)


def _shortened(text: str, most: int | None) -> str:
    if most is None or width(text) <= most:
        return text
    text = text[:most]
    while width(text) >= most:
        text = text[:-1]
    return text + "…"
