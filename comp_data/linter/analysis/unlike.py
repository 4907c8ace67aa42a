"""Totals that relate to their parts in another way than those of the guide's other regions, and copied totals."""

from dataclasses import replace
from itertools import combinations
from math import log
from typing import Final, NamedTuple

from comp_data.guide.pay.agreement import differing_keys
from comp_data.guide.pay.rows import once
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.record import Record, Row
from comp_data.values.money import Bonus

_AGREE: Final = log(1.06)
"""How far apart the ratios of a guide's other regions may be."""
_LEAST: Final = log(1.05)
_LEAST_OF_TWO: Final = log(1.12)
"""How far apart the ratios of two regions are if one of them is wrong: nothing says what is usual."""
_OTHER_PAY: Final = log(1.05)


class Unlike(NamedTuple):
    """A region whose total ÷ formula is not what it is in the other regions: `usual`, and `ends` for each end."""

    row: Row
    ratio: float
    usual: float
    ends: tuple[float, float]


@once
def unlike_others(record: Record) -> tuple[Unlike, ...]:
    """Return the regions whose total is out of line with that of the others, if those agree; farthest off first.

    Without the bonus of a region, no region's is counted. Of two regions, both are returned.
    """
    rows = [row for row in sound_rows(record) if row.base.low and row.stock.is_known and row.total_comp.low]
    if not all(row.expected_total.is_known for row in rows):
        rows = [replace(row, bonus=Bonus(low=0, high=0)) for row in rows]
    rows = [row for row in rows if row.expected_total.low and row.total_comp.is_known]
    if len(rows) < 2:
        return ()
    ratios = [_ratios(row) for row in rows]
    ordered = [sorted(values) for values in zip(*ratios, strict=True)]
    least = _LEAST if len(rows) > 2 else _LEAST_OF_TWO
    if log(ordered[2][-1] / ordered[2][0]) <= least:
        return ()
    found = []
    for row, own in zip(rows, ratios, strict=True):
        low, high, usual = (_usual(ratio, order) for ratio, order in zip(own, ordered, strict=True))
        if low and high and usual and abs(log(own[2] / usual)) > least:
            found.append(Unlike(row, own[2], usual, (low, high)))
    return tuple(sorted(found, key=lambda one: -abs(log(one.ratio))))


def _ratios(row: Row) -> tuple[float, float, float]:
    total, due = row.total_comp, row.expected_total
    return (total.low or 0) / (due.low or 1), (total.high or 0) / (due.high or 1), (total.mid or 0) / (due.mid or 1)


def _usual(ratio: float, ordered: list[float]) -> float | None:
    """Return the middle of all ratios but one, or None if they are too far apart."""
    least, most = ordered[ratio == ordered[0]], ordered[-1 - (ratio == ordered[-1])]
    return (least * most) ** 0.5 if least > 0 and log(most / least) <= _AGREE else None


@once
def copied_totals(record: Record) -> dict[int, Row]:
    """Return the regions whose total is another region's with other pay, by index, each with that region.

    Of the two, the one that fits the formula less well has the copy.
    """
    first: dict[tuple[object, ...], Row] = {}
    copied = {}
    for row in sound_rows(record):
        total = row.total_comp
        other = first.setdefault((total.low, total.high, row.currency), row) if total.is_known else row
        if other.region == row.region or not row.base.mid or not other.base.mid:
            continue
        differing = differing_keys(record, row) | differing_keys(record, other)
        is_other_pay = abs(log(row.base.mid / other.base.mid)) > _OTHER_PAY
        if is_other_pay and differing.isdisjoint(("total_comp_low", "total_comp_high")):
            is_first = _distance(record, other) > _distance(record, row)
            copied[(other if is_first else row).index] = row if is_first else other
    return copied


def _distance(record: Record, row: Row) -> float:
    """Return how far a total is from the formula, as in the guide's other regions."""
    usual = next((one.usual for one in unlike_others(record) if one.row.index == row.index), 1)
    base, stock = row.base.mid or 1, (row.stock.mid or 0) / row.vest_years
    return abs(log((row.total_comp.mid or 1) / (row.expected_total.mid or base + stock) / usual))


@once
def copied_parts(record: Record) -> dict[int, tuple[str, str]]:
    """Return the regions of which two parts of pay have the same figures, by index, with the keys of the parts.

    A total without equity may be the base salary. Figures that differ from the table are left out.
    """
    copied = {}
    for row in record.rows:
        pays = {"base": row.base, "stock": row.stock, "total_comp": row.total_comp}
        for one, other in combinations(pays, 2) if row.stock.low else ():
            low, high = pays[one].low, pays[one].high
            is_copy = bool(low and high and low < high) and (low, high) == (pays[other].low, pays[other].high)
            if is_copy and differing_keys(record, row).isdisjoint((f"{one}_low", f"{other}_low")):
                copied[row.index] = one, other
    return copied
