"""List the changed figures as table rows: both ends of a range in one row, the largest change first."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from comp_data.comparison.model import FigureChange, RecordChange
from comp_data.diffing.changes import DatasetChanges
from comp_data.report.diff.sections import Line, Quoted, code, place, signed
from comp_data.values.money import Number, amount, percent

HEADING: Final = ("record", "region", "figure", "old", "new", "change")
NUMBERS: Final = (3, 4, 5)
"""The columns that are right-aligned."""

_NAMES: Final = {
    "base": "base", "stock": "stock", "bonus": "bonus", "signing_bonus": "signing bonus", "total_comp": "total",
    "bonus_pct": "bonus %", "stock_vest_years": "vesting years",
}  # fmt: skip
"""The names of the parts of pay, for a row with both ends of a range."""


class FigureRow(NamedTuple):
    """One row: its cells by HEADING, and the change it is ranked by."""

    cells: tuple[Line, ...]
    size: float


def figure_rows(changes: DatasetChanges) -> list[FigureRow]:
    """Return the rows, without records of a company whose amounts all changed by the same percentage."""
    uniform = {id_ for one in changes.uniform if len(one.records) > 1 for id_ in one.records}
    rows = [
        row
        for change in changes.changes
        for pair in _ranges(change)
        if change.id not in uniform or not pair[0].is_amount
        for row in (_row(change, pair),)
    ]
    return sorted(rows, key=lambda row: -row.size)


def _ranges(change: RecordChange) -> Iterator[tuple[FigureChange, ...]]:
    """Group the changed figures, low and high end of one part together."""
    groups: dict[tuple[object, str], list[FigureChange]] = {}
    for figure in change.figures:
        groups.setdefault((figure.key_path[1], _part(figure.field)), []).append(figure)
    yield from map(tuple, groups.values())


def _part(field: str) -> str:
    return field if field in _NAMES else field.removesuffix("_low").removesuffix("_high")


def _row(change: RecordChange, figures: tuple[FigureChange, ...]) -> FigureRow:
    first = figures[0]
    name = _NAMES[_part(first.field)]
    if len(figures) == 1 and first.field not in _NAMES:
        name = f"{name}, {first.field.rpartition('_')[2]} end"
    cells = (
        (Quoted(change.id),),
        place(first.region, first.level),
        (name,),
        (*_currency(first.old_currency, first), _ends([one.old for one in figures])),
        (
            *_currency(None if first.currency == first.old_currency else first.currency, first),
            _ends([one.new for one in figures]),
        ),
        (_change(figures),),
    )
    return FigureRow(cells, max(figure.size for figure in figures))


def _ends(figures: list[Number | None]) -> str:
    return "–".join(dict.fromkeys(map(amount, figures)))


def _currency(currency: str | None, figure: FigureChange) -> Line:
    return (code(currency), " ") if currency and figure.is_amount else ()


def _change(figures: tuple[FigureChange, ...]) -> str:
    if any(one.is_amount and one.currency != one.old_currency for one in figures):
        return "other currency"
    if all(one.field in ("bonus_pct", "bonus_pct_high") for one in figures):
        return _points(figures[0])
    shares = [one.share for one in figures if one.share is not None]
    if not shares:
        return "newly known" if figures[0].old is None else "no longer known" if figures[0].new is None else "from 0"
    low, high = signed(min(shares)), signed(max(shares))
    return low if low == high else f"{low} to {high}"


def _points(figure: FigureChange) -> str:
    if figure.old is None or figure.new is None:
        return "newly known" if figure.old is None else "no longer known"
    points = percent(figure.new - figure.old).removesuffix("%")
    return f"{'+' if figure.new > figure.old else ''}{points} points"
