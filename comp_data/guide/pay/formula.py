"""The formula's total of each entry, as the linter, `show`, records, tables and SQL all state it."""

from typing import Literal, NamedTuple

from comp_data.base.vocabulary import MAX_AMOUNT
from comp_data.guide.pay.rows import Entries, Row, once
from comp_data.guide.pay.totals import mixes_currencies, sound_rows
from comp_data.values.money import Number, PayRange, deviation

Basis = Literal["front matter", "body's bonus", "body's vesting", "body's bonus and vesting"]


class Formula(NamedTuple):
    """Total compensation a year by base + stock ÷ vesting years + bonus, and how far the stated total is from it.

    `basis` names the figures that are from the body's table, because front matter lacks them: its bonus, its vesting
    or both. Without a total, `basis` is None and `reason` says why. The deviations are the percentages by which the
    stated total is over (positive) or under the computed one, None if either is unknown.
    """

    total: PayRange
    basis: Basis | None = None
    reason: str | None = None
    deviation_low: float | None = None
    deviation_high: float | None = None


@once
def formulas(entries: Entries) -> dict[int, Formula]:
    """Return the formula of each entry by its index."""
    sound = {row.index: row for row in sound_rows(entries)}
    return {row.index: _formula(entries, row, sound.get(row.index)) for row in entries.rows}


def _formula(entries: Entries, row: Row, sound: Row | None) -> Formula:
    unknown = PayRange(None, None, row.currency)
    if sound is None:
        is_mixed = mixes_currencies(entries, row)
        contradicting = "the figures contradict each other or are impossible"
        return Formula(unknown, reason="the table has parts in several currencies" if is_mixed else contradicting)
    due, total = sound.expected_total, sound.total_comp
    if due.low is None and due.high is None:
        return Formula(unknown, reason=_missing(sound))
    if max(abs(due.low or 0), abs(due.high or 0)) > MAX_AMOUNT:
        return Formula(unknown, reason="the sum is too large")
    off = _deviation(total.low, due.low), _deviation(total.high, due.high)
    return Formula(due, _basis(row, sound), None, *off)


def _basis(row: Row, sound: Row) -> Basis:
    if sound.vest_years == row.vest_years:
        return "body's bonus" if sound.bonus_from_table else "front matter"
    return "body's bonus and vesting" if sound.bonus_from_table else "body's vesting"


def _missing(row: Row) -> str:
    parts = {"base": row.base, "stock": row.stock, "bonus": row.bonus.of_base(PayRange(0, 0, row.currency))}
    missing = [name for name, pay in parts.items() if pay.low is None and pay.high is None]
    return f"{' and '.join(missing) or 'an end of each part'} not known"


def _deviation(stated: Number | None, due: Number | None) -> float | None:
    return None if stated is None or not due else deviation(stated, due)
