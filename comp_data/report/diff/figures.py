"""List the changed figures as table rows: both ends of a range in one row, the largest change first."""

from typing import Final

from comp_data.comparison.model import FigureChange
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


Row = tuple[Line, ...]
"""The cells of a row, by HEADING."""


def figure_rows(changes: DatasetChanges) -> list[Row]:
    """Return the rows, without records of a company whose amounts all changed by the same percentage."""
    uniform = {id_ for one in changes.uniform if len(one.records) > 1 for id_ in one.records}
    groups: dict[tuple[str, object, str], list[FigureChange]] = {}
    for change in changes.changes:
        for figure in change.figures:
            if change.id not in uniform or not figure.is_amount:
                groups.setdefault((change.id, figure.key_path[1], _part(figure.field)), []).append(figure)
    ranked = sorted(groups.items(), key=lambda group: -max(figure.size for figure in group[1]))
    return [_row(id_, figures) for (id_, _, _), figures in ranked]


def _part(field: str) -> str:
    return field if field in _NAMES else field.removesuffix("_low").removesuffix("_high")


def _row(id_: str, figures: list[FigureChange]) -> Row:
    first = figures[0]
    name = _NAMES[_part(first.field)]
    if len(figures) == 1 and first.field not in _NAMES:
        name = f"{name}, {first.field.rpartition('_')[2]} end"
    currency = None if first.currency == first.old_currency else first.currency
    return (
        (Quoted(id_),),
        place(first.region, first.level),
        (name,),
        (*_currency(first.old_currency, first), _ends([one.old for one in figures])),
        (*_currency(currency, first), _ends([one.new for one in figures])),
        (_change(figures),),
    )


def _ends(figures: list[Number | None]) -> str:
    return "–".join(dict.fromkeys(map(amount, figures)))


def _currency(currency: str | None, figure: FigureChange) -> Line:
    return (code(currency), " ") if currency and figure.is_amount else ()


def _change(figures: list[FigureChange]) -> str:
    if any(one.is_amount and one.currency != one.old_currency for one in figures):
        return "other currency"
    is_percent = all(one.field in ("bonus_pct", "bonus_pct_high") for one in figures)
    shares = [one.share for one in figures if one.share is not None]
    if shares and not is_percent:
        return signed(*shares)
    old, new = figures[0].old, figures[0].new
    if old is None or new is None:
        return "newly known" if old is None else "no longer known"
    return f"{'+' if new > old else ''}{percent(new - old).removesuffix('%')} points" if is_percent else "from 0"
