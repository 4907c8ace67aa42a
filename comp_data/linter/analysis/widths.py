"""Grants that are not as wide as those of the guide's other regions, because two digits of an end are exchanged."""

from collections.abc import Iterator
from math import log
from typing import Final, NamedTuple

from comp_data.guide.pay.rows import once
from comp_data.linter.analysis.unlike import confirmed_by_total, usual_of
from comp_data.linter.record import Record
from comp_data.values.money import PayRange
from comp_data.values.numbers import with_exchanged_digits

_PARTS: Final = ("base", "stock", "total_comp")
_AGREE_IN_WIDTH, _SAME_WIDTH, _FITS = 0.1, 0.06, 0.04
"""How far apart ranges may be in high end ÷ low end, on the logarithmic scale: of the guide's other regions, in a
region's other parts of pay, and with two digits exchanged."""


class OddEnd(NamedTuple):
    """An end of a grant whose digits are likely exchanged: its key, what is meant, and the usual high end ÷ low end."""

    key: str
    meant: int
    usual: float


@once
def odd_ends(record: Record) -> dict[int, OddEnd]:
    """Return the regions with exchanged digits that explain why only the grant is not as wide as usual, by index."""
    usual, found = _usual_widths(record), dict[int, OddEnd]()
    far = [at for at, (own, width) in usual.items() if abs(log(own / width)) > _SAME_WIDTH]
    for row in record.rows[:20] if far else ():
        own, width = usual.get((row.index, "stock"), (1, 1))
        # A typo in base or total contradicts the other.
        is_only_grant = [part for index, part in far if index == row.index] == ["stock"]
        has_others = sum(index == row.index for index, _ in usual) > 1
        is_far = is_only_grant and has_others and abs(log(own / width)) > _AGREE_IN_WIDTH
        if is_far and row.index not in confirmed_by_total(record):
            found.update((row.index, odd) for _, odd in sorted(_with_digits_exchanged(row.stock, width))[:1])
    return found


def _usual_widths(record: Record) -> dict[tuple[int, str], tuple[float, float]]:
    """Return how wide ranges are, and usually in the other regions, by index and part, if those agree."""
    found = {}
    for part in _PARTS:
        pays = [(row.index, getattr(row, part)) for row in record.rows]
        widths = {index: pay.high / pay.low for index, pay in pays if pay.low and pay.high and pay.high >= pay.low > 0}
        ordered = sorted(widths.values())
        for index, own in widths.items() if len(ordered) > 2 else ():
            if usual := usual_of(own, ordered, _AGREE_IN_WIDTH):
                found[index, part] = own, usual
    return found


def _with_digits_exchanged(grant: PayRange, usual: float) -> Iterator[tuple[float, OddEnd]]:
    """Yield the figures that make a grant about as wide as usual, each after how far off that is."""
    low, high = grant.low or 0, grant.high or 0
    for key, stated in (("stock_low", low), ("stock_high", high)):
        for meant in with_exchanged_digits(stated):
            off = abs(log((high / meant if stated == low else meant / low) / usual))
            if off < _FITS and len(f"{meant}".rstrip("0")) <= max(len(f"{end}".rstrip("0")) for end in (low, high)):
                yield off, OddEnd(key, meant, usual)
