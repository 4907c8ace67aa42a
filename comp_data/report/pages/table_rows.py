"""Show a parsed pay table: objects for programs, an aligned table for people."""

from typing import Any

from comp_data.base.escape import printable
from comp_data.guide.body.figures import Figure
from comp_data.guide.body.pay_table import CompensationTable, TableRow
from comp_data.guide.document import Document
from comp_data.report.text_table import aligned
from comp_data.values.money import amount

_FIGURES = ("base", "stock", "vest_years", "bonus_pct", "bonus", "signing_bonus", "total_comp")
_COLUMNS = ("region", "level", "currency", *_FIGURES)
_EMPTY: dict[str, Any] = dict.fromkeys(_COLUMNS)


def row_objects(document: Document, table: CompensationTable) -> list[dict[str, Any]]:
    """Return one object per row: figures as `[low, high]` or null, 1-based `line`, `notes` on unparsed cells.

    A row of several `levels`, which the table has below each other, spans from their lowest to their highest.
    """
    return [_object(document, table, row) for row in table.rows]


def _object(document: Document, table: CompensationTable, row: TableRow) -> dict[str, Any]:
    label = row.label
    spans = [row.region_span, *(figure.span for figure in row.figures), table.span]
    start = next(span for span in spans if span)[0]
    in_second = [figure.second for figure in row.figures if figure.second]
    seconds = [f"also {one.currency or ''} {amount(one.low)}–{amount(one.high)}" for one in in_second]
    unread = [f"{cell.component} not read ({cell.problem}): {cell.text}" for cell in row.unread]
    return {
        "file": document.path,
        "line": document.span_of(start, start).line,
        "region": row.region,
        "place": [place.name for place in label.places] if label else [],
        "level": row.level or row.title,
        "currency": row.currency,
        **_figures(row),
        "levels": [{"level": level.level, **_figures(level)} for level in row.levels],
        "notes": [*row.notes, *seconds, *unread],
    }


def _figures(row: TableRow) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in _FIGURES}
    return {name: [one.low, one.high] if isinstance(one, Figure) else one for name, one in figures.items()}


def text_of(objects: list[dict[str, Any]]) -> str:
    """Return the rows of one file as an aligned table with their notes below; empty without rows."""
    rows = [shown for row in objects for shown in (row, *(_EMPTY | {"region": ""} | level for level in row["levels"]))]
    columns = [name for name in _COLUMNS if any(row[name] is not None for row in rows)]
    lines = [columns, *([_cell(row[name]) for name in columns] for row in rows)]
    shown = aligned(lines, left=len(columns))
    notes = [f"  {_cell(row['region'])}: {printable(note)}" for row in objects for note in row["notes"]]
    return "\n".join(shown + notes)


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, list):
        low, high = value
        return amount(low) if low == high else f"{amount(low)}–{amount(high)}"
    return amount(value) if isinstance(value, int | float) else printable(str(value))
