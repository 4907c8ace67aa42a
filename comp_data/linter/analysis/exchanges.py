"""Explain figures of an entry that differ from the table: exchanged, copied or multiplied."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from comp_data.base.grouping import grouped
from comp_data.base.wording import in_words
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay.agreement import compared, compared_of, differences_of, differing_keys, pair_of
from comp_data.guide.pay.table_comparison import NAMES, Comparison, End, comparisons, is_same
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis.causes import difference_of_totals
from comp_data.linter.record import Record, Row
from comp_data.values.factors import Factors, factors_of
from comp_data.values.money import Number, PayRange, amount

FACTORS: Final = {
    2: "", 10: "", 12: "a month", 24: "half a month", 26: "a fortnight", 52: "a week", 100: "", 1_000: "",
    2_080: "an hour", 10_000: "",
}  # fmt: skip
"""The factors of likely mistakes, each with the period that is then taken for a year."""
_LEAST_ENDS: Final = 4
"""How many ends must differ by one factor to be multiplied figures."""
_ROUNDING: Final = 600
_SHARE: Final = 0.005
_SLIP: Final = 8
_MOST_ROWS: Final = 25  # each is compared with each, and may begin a circle of all
_ROUGH: Final = 0.03
"""The share of a small figure that rounding to thousands may change: `215` may be 215,000, not 72,000."""
_YEARS: Final = range(1990, 2036)
_LEAST_COPY: Final = 1_000
"""Less may be a percentage, of which equal ones are common."""
_LEAST_ROUNDED: Final = 100
"""Less may be a percentage, which is not rounded to whole units."""


class Explanation(NamedTuple):
    """Why ends of an entry differ: `words` for the message, and the entries that one finding covers."""

    words: str
    covers: tuple[int, ...]


_Found = Sequence[tuple[Comparison, End]]


def explanation_of(record: Record, row: Row) -> Explanation | None:
    """Return what explains all differences of an entry at once, or None."""
    found = unswapped(record, row)
    if len(found) < 2:
        return None
    parts = grouped((one.component, end) for one, end in found)
    is_one = len(parts) == 1
    ends = list(parts.values())
    words = _of_one_part(found[0][0].component, ends[0]) if is_one else None
    if all(_are_exchanged((both[:1], both[1:]), (both[1:], both[:1])) for both in ends):
        words = f"the ends of the {in_words([NAMES[part] for part in parts])} are exchanged"
    elif any(_are_exchanged(ends, [*ends[by:], *ends[:by]]) for by in range(1, len(ends))):
        words = f"{in_words([NAMES[part] for part in parts])} are exchanged"
    if words := words or _copied_parts(record, row, parts):
        return Explanation(words, (row.index,))
    pairs = [(_front(end), end.table) for one, end in found if one.component != "bonus_pct"]
    factors = factors_of(pairs, _rounding, least=_LEAST_ENDS)
    is_slip = factors is not None and not 1 / _SLIP < factors.low < _SLIP  # no two regions are so far apart
    if not is_slip and (explanation := _of_another_row(record, row, found)):
        return explanation
    if factors:
        words = f"every amount is {_factor_in_words(factors)}"
    elif is_one and "total_comp" in parts:
        complete = next((one for one in sound_rows(record) if one.index == row.index), row)
        low, high = (end.table for end in parts["total_comp"])
        words = difference_of_totals(complete, PayRange(low, high, row.currency))
    elif not is_one and len(found) >= _LEAST_ENDS:
        words = "several figures differ, as those of another role or of an earlier version would"
    if is_one and not words and not any(list(slips_of(end)) for end in ends[0]):
        words = f"another {NAMES[found[0][0].component]}"
    return Explanation(words, (row.index,)) if words else None


def unswapped(record: Record, row: Row) -> tuple[tuple[Comparison, End], ...]:
    """Return the differences of an entry, without ranges that front matter inverts, which CD204 reports."""
    return tuple([(one, end) for one, end in differences_of(record, row) if not are_swapped_ends(one)])


def _of_another_row(record: Record, row: Row, found: _Found) -> Explanation | None:
    """Explain differences of an entry by figures of other rows: moved in a circle, or copied on either side."""
    keys = {end.key for _, end in found}
    own, pairs = pair_of(record, row), compared(record).values()
    if own is None or len(pairs) > _MOST_ROWS:
        return None
    if rows := _circle(record, row, keys):
        words = f"the figures of {in_words([one.shown for one in rows])} are exchanged"
        return Explanation(words, tuple(one.index for one in rows))
    for other, table in [pair for pair, _ in pairs if pair.row.index != row.index]:
        if _is_paid_alike(record, row, other, keys):
            continue
        if _has_figures(row, table, keys):
            return Explanation(f"the figures are those of {other.shown} in the table", (row.index,))
        if _has_figures(other._replace(currency=row.currency), own.table, keys):
            return Explanation(f"the table gives the figures of {other.shown}", (row.index,))
    return None


def _is_paid_alike(record: Record, row: Row, other: Row, keys: set[str]) -> bool:
    """Whether one part of a row differs, and all others are another row's too: the regions have one pay, no copy."""
    rest = [one.component for one in compared_of(record, row) if not one.differing and one.component != "bonus_pct"]
    return len(keys) < 3 and bool(rest) and all(getattr(row, part) == getattr(other, part) for part in rest)


def _circle(record: Record, row: Row, keys: set[str]) -> list[Row]:
    """Return the rows of which each has the next one's figures in the table, from one row back to it; or none."""
    pairs = [pair for pair, _ in compared(record).values() if keys == differing_keys(record, pair.row)]
    rows = [row]
    while True:
        others = (pair.row for pair in pairs if pair.row != rows[-1] and _has_figures(rows[-1], pair.table, keys))
        if (following := next(others, None)) is None or following in rows:
            return rows if following == row else []
        rows.append(following)


def _has_figures(row: Row, table: TableRow, keys: set[str]) -> bool:
    ends = [end for one in comparisons(row, table) for end in one.ends if end.key in keys]
    return len(ends) == len(keys) and all(end.front is not None and is_same(end.front, end.table) for end in ends)


def _are_exchanged(first: Sequence[Sequence[End]], second: Sequence[Sequence[End]]) -> bool:
    """Whether ends in front matter are the ones of other components, or of the other end, in the table."""
    return all(
        len(fronts) == len(tables) and all(is_same(_front(a), b.table) for a, b in zip(fronts, tables, strict=True))
        for fronts, tables in zip(first, second, strict=True)
    )


def _of_one_part(name: str, ends: Sequence[End]) -> str | None:
    """Name the likely mistake that both ends of the one component that differs have, on one of the two sides."""
    low, high = (list(slips_of(end)) for end in ends)
    shared = next((slip for slip in low if slip in high), "")
    if shared and "digits" not in shared:
        shared = shared.replace("of it", "of the table's").replace("as much", "the table's")
        return f"the {NAMES[name]} is {shared}"
    fronts, tables = [_front(end) for end in ends], [end.table for end in ends]
    if name != "bonus_pct" and (fronts[0] == fronts[1] or tables[0] == tables[1]):
        return f"{'front matter' if fronts[0] == fronts[1] else 'the table'} has one {NAMES[name]} at both ends"
    for side, own, other in (("front matter", fronts, tables), ("the table", tables, fronts)):
        is_small = 0 < own[0] <= own[1] < 20_000 and all(10 * a <= b for a, b in zip(own, other, strict=True))
        if is_small and name == "stock":
            return f"the equity grant of {side} is perhaps a number of shares"
    is_share = (_is_multiple(max(pair), min(pair), 4) for pair in zip(fronts, tables, strict=True))
    if name == "stock" and all(is_share):
        return "the equity grant is a year's share on one side and the whole grant on the other"
    return None


def _copied_parts(record: Record, row: Row, parts: Mapping[str, Sequence[End]]) -> str | None:
    """Name the parts whose figures one side has for the parts that differ, as if the columns were shifted."""
    every = [(one.component, one.ends) for one in compared_of(record, row)]
    fronts, tables = ({name: list(map(get, ends)) for name, ends in every} for get in (_front, attrgetter("table")))
    for side, wrong, right in (("front matter", fronts, tables), ("the table", tables, fronts)):
        known = [[name for name, pay in right.items() if name != part and pay == wrong[part]] for part in parts]
        if all(known) and all(len(ends) == 2 for ends in parts.values()):
            names, originals = ([NAMES[part] for part in some] for some in (parts, [one[0] for one in known]))
            has = "has" if len(names) == 1 else "have"
            return f"the {in_words(names)} in {side} {has} the figures of the {in_words(originals)}"
    return None


def _rounding(front: Number, table: Number) -> float:
    """By how much a figure may be off if the smaller one of both is rounded."""
    return front * max(min(_ROUNDING / min(front, table), _ROUGH), _SHARE)


def _factor_in_words(factors: Factors) -> str:
    for number, period in (FACTORS | {3: ""}).items():
        of = f", {period} and a year" if period else ""
        if factors.low <= 1 / number <= factors.high:
            return f"1/{number:,} of the table's{of}"
        if number > 3 and factors.low <= number <= factors.high:
            return f"the table's × {number:,}{of}"
    return f"the table's × {amount(factors.roundest)}"


def are_swapped_ends(one: Comparison) -> bool:
    """Whether both ends of a range are in each other's place, which CD204 reports."""
    low, high = one.ends[:1], one.ends[1:]
    return len(one.differing) == 2 and _front(low[0]) > _front(high[0]) and _are_exchanged((low, high), (high, low))


def slips_of(end: End, others: Sequence[End] = ()) -> Iterator[str]:
    """Yield the likely typo of one figure that differs from the table's; `others` are the row's other ends."""
    front, table = _front(end), end.table
    for factor, period in FACTORS.items():
        of = f", {period} and a year" if period else ""
        if _is_multiple(front, table, factor):
            yield f"{factor:,} times as much{of}"
        elif _is_multiple(table, front, factor):
            yield f"1/{factor:,} of it{of}"
    one, other = str(front), str(table)
    if len(one) == len(other) and sorted(one) == sorted(other):
        yield "with exchanged digits"
    short, long = sorted((one, other), key=len)
    if len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long))):
        yield f"with {'an extra' if long == one else 'a missing'} digit"
    if front in _YEARS or table in _YEARS:
        yield "perhaps a year, not an amount"
    yield from _beside(end, others)


def _beside(end: End, others: Sequence[End]) -> Iterator[str]:
    """Yield which of the row's other ends a figure that differs, or the table's, is copied from."""
    front, table = _front(end), end.table
    for copied in (copied for copied in others if copied.key != end.key):
        if front == copied.front and front >= _LEAST_COPY:
            yield f"it is the figure of {copied.key}"
        elif table == copied.table and table >= _LEAST_COPY:
            yield f"the table has the figure of {copied.key} there"


def _is_multiple(large: Number, small: Number, factor: int) -> bool:
    """Whether a figure is a multiple of another one, which may be rounded to thousands or by a division by 12."""
    slack = 1 if small >= _LEAST_ROUNDED else 0
    if small % 1_000 == 0 and small >= 10_000:
        slack = 500
    return bool(small) and abs(large / factor - small) <= max(abs(small) * _SHARE, slack)


def _front(end: End) -> Number:
    return end.front if end.front is not None else 0
