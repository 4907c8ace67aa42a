"""Ranges that are not as wide as those of the guide's other regions: digits exchanged, or one end copied."""

from collections.abc import Iterator
from math import log
from typing import Final, NamedTuple

from comp_data.guide.pay.rows import once
from comp_data.linter.analysis.unlike import confirmed_by_total, usual_of
from comp_data.linter.record import Record, Row
from comp_data.values.money import PayRange, amount
from comp_data.values.numbers import with_exchanged_digits

_PARTS: Final = ("base", "stock", "total_comp")
_AGREE_IN_WIDTH, _SAME_WIDTH, _FITS = 0.1, 0.06, 0.04
"""How far apart ranges may be in high end ÷ low end, on the logarithmic scale: of the guide's other regions, in a
region's other parts of pay, and with two digits exchanged."""


class OddEnd(NamedTuple):
    """An end of a range that is likely wrong: its key, what to do, and the usual high end ÷ low end."""

    key: str
    advice: str
    usual: float


@once
def odd_ends(record: Record) -> dict[int, OddEnd]:
    """Return the regions with an end that explains why a range is not as wide as in the other regions, by index."""
    usual, found = _usual_widths(record), dict[int, OddEnd]()
    far = {at: width for at, (own, width) in usual.items() if abs(log(own / width)) > _SAME_WIDTH}
    rows = record.rows[:20] if far else ()
    for row in (row for row in rows if row.index not in confirmed_by_total(record)):
        own, width = usual.get((row.index, "stock"), (1, 1))
        parts = [part for index, part in usual if index == row.index]
        is_only_grant = [part for part in parts if (row.index, part) in far] == ["stock"]
        # A typo in base or total contradicts the other.
        if is_only_grant and len(parts) > 1 and abs(log(own / width)) > _AGREE_IN_WIDTH:
            for _, odd in sorted(_with_digits_exchanged(row.stock, width))[:1]:
                found[row.index] = odd
    for row, other in ((row, other) for row in rows for other in rows if other != row):
        for part in (part for part in _PARTS[:2] if (row.index, part) in far):  # a total contradicts the formula
            is_confirmed = row.index in confirmed_by_total(record)  # exchanged digits hardly change a total
            for odd in _copied_end(part, row, other, far[row.index, part], may_be_copy=not is_confirmed):
                found[row.index] = odd
    return found


def _usual_widths(record: Record) -> dict[tuple[int, str], tuple[float, float]]:
    """Return how wide ranges are, and usually in the other regions, by index and part, if those agree."""
    found = {}
    for part in _PARTS:
        widths = {row.index: width for row in record.rows if (width := _width(getattr(row, part)))}
        ordered = sorted(widths.values())
        for index, own in widths.items() if len(ordered) > 2 else ():
            if usual := usual_of(own, ordered, _AGREE_IN_WIDTH):
                found[index, part] = own, usual
    return found


def _copied_end(part: str, row: Row, other: Row, usual: float, *, may_be_copy: bool) -> Iterator[OddEnd]:
    pay, theirs = getattr(row, part), getattr(other, part)
    is_low = pay.low == theirs.low
    if pay.currency == theirs.currency and is_low != (pay.high == theirs.high):
        key, odd = (f"{part}_{end}" for end in (("low", "high") if is_low else ("high", "low")))
        stated, meant = (pay.high, theirs.high) if is_low else (pay.low, theirs.low)
        if meant in with_exchanged_digits(stated or 0):
            yield OddEnd(odd, f"Check for exchanged digits: {odd} is {amount(meant)} in {other.shown}", usual)
        elif may_be_copy:
            yield OddEnd(key, f"Look up both ends: {key} is the one of {other.shown}", usual)


def _width(pay: PayRange) -> float:
    return pay.high / pay.low if pay.low and pay.high and pay.high >= pay.low > 0 else 0.0


def _with_digits_exchanged(grant: PayRange, usual: float) -> Iterator[tuple[float, OddEnd]]:
    """Yield the figures that make a grant about as wide as usual, each after how far off that is."""
    low, high = grant.low or 0, grant.high or 0
    for key, stated in (("stock_low", low), ("stock_high", high)):
        for meant in with_exchanged_digits(stated):
            off = abs(log((high / meant if stated == low else meant / low) / usual))
            if off < _FITS and len(f"{meant}".rstrip("0")) <= max(len(f"{end}".rstrip("0")) for end in (low, high)):
                yield off, OddEnd(key, f"Check for exchanged digits: {key} {amount(meant)} would be usual", usual)
