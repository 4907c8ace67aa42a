"""`comp-data table`: print the parsed pay tables of guides."""

import sys
from pathlib import Path
from typing import Any

import click

from comp_data.base.escape import printable
from comp_data.base.files import check_source
from comp_data.cli.terminal import note
from comp_data.guide.body.cells.figure import Figure
from comp_data.guide.body.pay_table import CompensationTable, read_compensation_table
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.document import Document, read_document
from comp_data.report.findings.json_format import json_text
from comp_data.report.text_table import aligned, both_ends
from comp_data.values.money import amount

_FIGURES = ("base", "stock", "vest_years", "bonus_pct", "bonus", "signing_bonus", "total_comp")
_COLUMNS = ("region", "level", "currency", *_FIGURES)
_EMPTY: dict[str, Any] = dict.fromkeys(_COLUMNS)


@click.command("table")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def command(files: tuple[str, ...], format_: str) -> None:
    """Print the parsed pay tables in the bodies of guides; jsonl has one line per row.

    Exits with 1 if a guide has no pay table, and with 2 if a file cannot be read.
    """
    code = 0
    for name in files:
        check_source(Path(name))
        document = read_document(Path(name), name)
        if (table := read_compensation_table(document.body)) is None:
            lost = document.unreadable
            code = max(code, 2 if lost else 1)
            note(f"error: {name}: {lost.message}" if lost else f"{name}: no readable compensation table")
            continue
        objects = [_object(document, table, row) for row in table.rows]
        if format_ == "jsonl":
            click.echo("".join(map(json_text, objects)), nl=False)
        else:
            click.echo(f"{printable(name)} ({table.layout})\n{_text(objects)}\n")
    sys.exit(code)


def _object(document: Document, table: CompensationTable, row: TableRow) -> dict[str, Any]:
    """Return a row: figures as `[low, high]` or null, 1-based `line`, `notes` on cells, the `levels` that it spans."""
    label = row.label
    spans = [row.region_span, *(figure.span for figure in row.figures), table.span]
    start = next(span for span in spans if span)[0]
    both = [(name, figure.second) for name in _FIGURES if isinstance(figure := getattr(row, name), Figure)]
    seconds = [f"{name} also {one.currency or ''} {both_ends(one.low, one.high)}" for name, one in both if one]
    stated = [
        (name, code)
        for one in row.levels or (row,)
        for name in _FIGURES
        if isinstance(figure := getattr(one, name), Figure)
        for code in (figure.currency, figure.high_currency)
    ]
    others = dict.fromkeys(f"{name} in {code}" for name, code in stated if code not in (None, row.currency))
    denied = [f"another table gives {one.part} {one.other}" for one in table.rivals if one.row is row]
    ragged = ["the row has a cell too many or too few"] if row.is_ragged else []
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
        "notes": [*denied, *ragged, *row.notes, *seconds, *others, *unread],
    }


def _figures(row: TableRow) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in _FIGURES}
    return {name: [one.low, one.high] if isinstance(one, Figure) else one for name, one in figures.items()}


def _text(objects: list[dict[str, Any]]) -> str:
    rows = [shown for row in objects for shown in (row, *(_EMPTY | {"region": ""} | level for level in row["levels"]))]
    columns = [name for name in _COLUMNS if any(row[name] is not None for row in rows)]
    lines = [columns, *([_cell(row[name]) for name in columns] for row in rows)]
    notes = [f"  {_cell(row['region'])}: {printable(note)}" for row in objects for note in row["notes"]]
    return "\n".join([*aligned(lines, left=len(columns)), *notes])


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, list):
        return both_ends(*value)
    return amount(value) if isinstance(value, int | float) else printable(str(value))
