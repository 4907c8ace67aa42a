"""Totals that differ from the formula in another way than those of the guide's other regions."""

from math import log
from typing import Final

from comp_data.guide.pay.agreement import differing_keys
from comp_data.guide.pay.totals import impossible_totals, sound_rows, whole_grant_rows
from comp_data.linter.analysis.causes import causes_of, copied_total
from comp_data.linter.record import Record, Row
from comp_data.values.money import deviation

_AGREE: Final = log(1.06)
"""How far apart the ratios of a guide's other regions may be."""
_LEAST: Final = 1.05
_MOST: Final = 25.0
"""A total that is farther from the formula, in percent, is a warning of CD201."""


def odd_totals(record: Record) -> dict[int, tuple[float, float]]:
    """Return the regions whose total is out of line, by index: total ÷ formula, and that ratio of the other regions.

    At least two other regions must agree. A total that another rule reports is left out.
    """
    rows = _comparable(record)
    ordered = sorted(rows.values())
    found = {}
    for index, ratio in rows.items() if len(rows) > 2 else ():
        # The others without a copy of the list for each row.
        least = ordered[1] if ratio == ordered[0] else ordered[0]
        most = ordered[-2] if ratio == ordered[-1] else ordered[-1]
        usual = (least * most) ** 0.5
        if log(most / least) <= _AGREE and abs(log(ratio / usual)) > log(_LEAST):
            found[index] = round(ratio, 4), round(usual, 4)
    reported = {row.index for row in record.rows if row.index in found and _is_reported(record, row)}
    return {index: odd for index, odd in found.items() if index not in reported}


def _comparable(record: Record) -> dict[int, float]:
    return {
        row.index: total / due
        for row in sound_rows(record)
        if (total := row.total_comp.mid) and (due := row.expected_total.mid)
    }


def _is_reported(record: Record, stated: Row) -> bool:
    row = next(one for one in sound_rows(record) if one.index == stated.index)
    total, due = row.total_comp, row.expected_total
    far = (abs(deviation(a or 0, b)) > _MOST for a, b in ((total.low, due.low), (total.high, due.high)) if b)
    return (
        any(far)
        or row.index in causes_of(record)
        or bool(differing_keys(record, row))
        or any(row.index == one.index for one in whole_grant_rows(record))
        or any(impossible_totals(row))
        or copied_total(record, row) is not None
    )
