"""Explain figures of an entry that differ from the table: exchanged, copied or multiplied."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from comp_data.guide.pay.agreement import compared, compared_of, differences_of
from comp_data.guide.pay.row_matching import Pair
from comp_data.guide.pay.table_comparison import Comparison, End, comparisons, is_same
from comp_data.linter.record import Record, Row
from comp_data.values.factors import Factors
from comp_data.values.money import Number, amount

_PARTS: Final = {
    "base": "base salary",
    "stock": "equity grant",
    "total_comp": "total",
    "signing_bonus": "signing bonus",
}
_FACTORS: Final = (10, 12, 100, 1_000, 10_000)
_LEAST_ENDS: Final = 4
"""How many ends must differ by one factor to be multiplied figures."""
_ROUNDING: Final = 600
_SHARE: Final = 0.005


class Explanation(NamedTuple):
    """Why ends of an entry differ: `words` for the message, and the entries that one finding covers."""

    words: str
    covers: tuple[int, ...]


def explanation_of(record: Record, row: Row) -> Explanation | None:
    """Return what explains all differences of an entry at once, or None."""
    found = differences_of(record, row)
    if len(found) < 2:
        return None
    return _of_another_row(record, row, found) or _exchanged_parts(row, found) or _multiplied(record, row, found)


_Found = Sequence[tuple[Comparison, End]]


def _of_another_row(record: Record, row: Row, found: _Found) -> Explanation | None:
    keys = {end.key for _, end in found}
    for pair, _ in compared(record):
        other = pair.row
        if other.index == row.index or not _states(row, found, pair):
            continue
        own = next((one for one, _ in compared(record) if one.row.index == row.index), None)
        theirs = differences_of(record, other)
        if own and theirs and {end.key for _, end in theirs} == keys and _states(other, theirs, own):
            words = f"the figures of {row.shown} and {other.shown} are exchanged"
            return Explanation(words, (row.index, other.index))
        return Explanation(f"the figures are those of {other.shown} in the table", (row.index,))
    return None


def _states(row: Row, found: _Found, pair: Pair) -> bool:
    """Whether the row of another entry in the table states the differing figures of this one."""
    there = {end.key: end for one in comparisons(row, pair.table) for end in one.ends}
    return all(end.key in there and is_same(_front(end), there[end.key].table) for _, end in found)


def _exchanged_parts(row: Row, found: _Found) -> Explanation | None:
    by_part: dict[str, list[End]] = {}
    for one, end in found:
        by_part.setdefault(one.component, []).append(end)
    if len(by_part) != 2:
        return None
    first, second = by_part.values()
    names = [_PARTS.get(part, "bonus") for part in by_part]
    if not _are_exchanged(first, second):
        return None
    return Explanation(f"{names[0]} and {names[1]} are exchanged", (row.index,))


def _are_exchanged(first: Sequence[End], second: Sequence[End]) -> bool:
    pairs = list(zip(first, second, strict=False))
    return len(first) == len(second) and all(
        is_same(_front(a), b.table) and is_same(_front(b), a.table) for a, b in pairs
    )


def _multiplied(record: Record, row: Row, found: _Found) -> Explanation | None:
    ends = [end for one in compared_of(record, row) if one.component != "bonus_pct" for end in one.ends if end.front]
    if len(ends) < _LEAST_ENDS or len(ends) != sum(one.component != "bonus_pct" for one, _ in found):
        return None
    common: Factors | None = Factors()
    for end in ends:
        slack = max(_ROUNDING, abs(_front(end)) * _SHARE)
        if common is None or not end.table:
            return None
        common = common.within(Factors((_front(end) - slack) / end.table, (_front(end) + slack) / end.table))
    return Explanation(f"every amount is the table's × {amount(common.roundest)}", (row.index,)) if common else None


def are_swapped_ends(one: Comparison) -> bool:
    """Whether both ends of a range are in each other's place, which CD204 reports."""
    if len(one.ends) != 2 or len(one.differing) != 2:
        return False
    low, high = one.ends
    return _front(low) > _front(high) and is_same(_front(low), high.table) and is_same(_front(high), low.table)


def slips_of(end: End) -> Iterator[str]:
    """Yield the likely typo of one figure that differs from the table's."""
    front, table = _front(end), end.table
    for factor in _FACTORS:
        month = ", a month and a year" if factor == 12 else ""
        if _is_about(front, table * factor):
            yield f"{factor:,} times as much{month}"
        elif _is_about(table, front * factor):
            yield f"1/{factor:,} of it{month}"
    one, other = str(front), str(table)
    if len(one) == len(other) and sorted(one) == sorted(other):
        yield "with exchanged digits"


def _is_about(value: Number, other: Number) -> bool:
    """Whether two figures are equal except for the rounding of a division by 12."""
    return bool(other) and abs(value - other) <= abs(other) * _SHARE


def _front(end: End) -> Number:
    return end.front if end.front is not None else 0
