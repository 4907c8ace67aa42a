"""Figures unlike those of the guide's other regions: totals out of line, exchanged between regions, and copied."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import gcd, log
from typing import Final, NamedTuple

from comp_data.base.wording import in_words
from comp_data.guide.pay.agreement import differing_keys
from comp_data.guide.pay.rows import once
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.record import Record, Row
from comp_data.values.money import COMPONENT_NAMES, Bonus, PayRange, amount, expected_total

_AGREE: Final = log(1.06)
"""How far apart the ratios of a guide's other regions may be."""
_LEAST: Final = log(1.05)
_LEAST_OF_TWO: Final = log(1.12)
"""How far apart the ratios of two regions are if one of them is wrong: nothing says what is usual."""
_FIT: Final = log(1.025)
"""How close the ratios of the other ends are if one end is wrong, and a total to the formula if it confirms its row."""
_LEAST_OF_ONE_END: Final = log(1.06)
"""How far off the ratio of an end is if only that end is wrong."""
_OTHER_PAY: Final = log(1.05)
"""How far apart the base salaries of two regions with one total are at least if the total is a copy."""
_OTHER_UNIT: Final = log(4)
"""How far apart they are if a base salary is wrong instead, such as a month's."""
_PARTS: Final = ("base", "stock", "total_comp")
_LEAST_SPREAD: Final = log(1.05)
_MOST_SPREAD: Final = log(1.02)
_TIMES_BETTER: Final = 4
"""How many times closer together the totals are, compared with the formula, if a part is moved between regions."""


class Ends(NamedTuple):
    """A number for the low end of a total, one for the high end, and one for the middle."""

    low: float
    high: float
    mid: float


class Unlike(NamedTuple):
    """A region's total ÷ formula, and what is usual elsewhere."""

    row: Row
    ratios: Ends
    usual: Ends
    offs: Ends  # how far apart they are, on the logarithmic scale
    end: str  # the one that is off, if it is only one


@once
def unlike_others(record: Record) -> tuple[Unlike, ...]:
    """Return the regions whose total is out of line with the others, farthest off first; of two, both."""
    ratios = [own for _, own in comparable(record)]
    least = _LEAST if len(ratios) > 2 else _LEAST_OF_TWO
    is_enough = len(ratios) > 2 or len(sound_rows(record)) == len(record.rows)  # else another region is wrong
    if len(ratios) < 2 or not is_enough or _spread([own[2:] for own in ratios]) <= least:
        return ()
    found = [one for one in with_usual(record, _AGREE) if one.offs.mid > least]
    return tuple(sorted(found, key=lambda one: -abs(log(one.ratios.mid))))


@once
def one_sided(record: Record) -> tuple[Unlike, ...]:
    """Return the regions of which only one end is off, while all other ends fit."""
    ratios = [own[:2] for _, own in comparable(record)]
    if len(ratios) < 3 or _spread(ratios) <= _LEAST_OF_ONE_END:
        return ()
    totals = [int(end) for row, _ in comparable(record) for end in (row.total_comp.low, row.total_comp.high) if end]
    found = [one for one in with_usual(record, _FIT) if one.end and max(one.offs[:2]) > _LEAST_OF_ONE_END]
    return tuple([one for one in found if max(one.offs[:2]) > gcd(*totals) / 2 / getattr(one.row.total_comp, one.end)])


def with_usual(record: Record, agree: float) -> Iterator[Unlike]:
    """Yield each region with the ratios of the others, if those agree."""
    ordered = [sorted(values) for values in zip(*(own for _, own in comparable(record)), strict=True)]
    for row, own in comparable(record):
        low, high, mid = (usual_of(ratio, order, agree) for ratio, order in zip(own, ordered, strict=True))
        if low and high and mid:
            usual = Ends(low, high, mid)
            offs = Ends(*[abs(log(ratio / other)) for ratio, other in zip(own, usual, strict=True)])
            end = "" if min(offs.low, offs.high) >= _FIT else "high" if offs.high > offs.low else "low"
            yield Unlike(row, Ends(*own), usual, offs, end)


@once
def comparable(record: Record) -> list[tuple[Row, tuple[float, float, float]]]:
    """Return rows that state all and agree with the table, with total ÷ formula; if one has no bonus, none counts."""
    rows = [row for row in sound_rows(record) if row.base.low and row.stock.is_known and row.total_comp.low]
    rows = [row for row in rows if not differing_keys(record, row)]  # CD503 reports the others
    if not all(row.expected_total.is_known for row in rows):
        rows = [row._replace(bonus=Bonus(low=0, high=0)) for row in rows]
    rows = [row for row in rows if row.expected_total.low and row.expected_total.high and row.total_comp.high]
    return [(row, _ratios(row)) for row in rows]


def _ratios(row: Row, vest_years: int | None = None, **moved: PayRange) -> tuple[float, float, float]:
    total, due = moved.get("total_comp", row.total_comp), row.expected_total
    if vest_years or moved:
        base, stock = moved.get("base", row.base), moved.get("stock", row.stock)
        due = expected_total(base, stock, vest_years or row.vest_years, row.bonus)
    return (total.low or 0) / (due.low or 1), (total.high or 0) / (due.high or 1), (total.mid or 0) / (due.mid or 1)


def usual_of(ratio: float, ordered: list[float], agree: float = _AGREE) -> float | None:
    """Return the middle of all sorted ratios but one, or None if they are too far apart."""
    least = ordered[1] if ratio == ordered[0] else ordered[0]
    most = ordered[-2] if ratio == ordered[-1] else ordered[-1]
    return (least * most) ** 0.5 if least > 0 and log(most / least) <= agree else None


@once
def copied_totals(record: Record) -> dict[int, Row]:
    """Return the regions whose total is another region's with other pay, by index, each with that region.

    Of the two, the one that fits the formula less well has the copy.
    """
    first: dict[tuple[object, ...], Row] = {}
    copied = {}
    for row in sound_rows(record):
        total = row.total_comp
        other = first.setdefault((total.low, total.high), row) if total.is_known else row
        if other.region == row.region or not row.base.mid or not other.base.mid:
            continue
        keys = {f"{part}_{end}" for part in ("base", "total_comp") for end in ("low", "high")}
        differing = differing_keys(record, row) | differing_keys(record, other)
        is_other_pay = _OTHER_PAY < abs(log(row.base.mid / other.base.mid)) < _OTHER_UNIT
        is_confirmed = {row.index, other.index} <= confirmed_by_total(record)
        if is_other_pay and not is_confirmed and differing.isdisjoint(keys):
            original, copy = sorted((other, row), key=lambda one: _distance(record, one))
            is_sure = copy.currency == original.currency or copy.index not in confirmed_by_total(record)
            if is_sure and all(one.row.index != copy.index for one in one_sided(record)):  # else CD201 names the end
                copied[copy.index] = original
    return copied


@once
def confirmed_by_total(record: Record) -> frozenset[int]:
    """Return the regions, by index, whose total is the formula's at both ends and so confirms its parts."""
    rows = [row for row in sound_rows(record) if row.total_comp.low and row.total_comp.high]
    rows = [row if row.stock.is_known else row._replace(stock=PayRange(0, 0, row.currency)) for row in rows]
    rows = [row for row in rows if row.expected_total.low and row.expected_total.high]
    return frozenset(row.index for row in rows if all(abs(log(off)) < _FIT for off in _ratios(row)))


def _distance(record: Record, row: Row) -> float:
    """Return how far a total is from the formula times what is usual in the guide's other regions, as a logarithm."""
    usual = next((one.usual.mid for one in unlike_others(record) if one.row.index == row.index), 1)
    base, stock = row.base.mid or 1, (row.stock.mid or 0) / row.vest_years
    return abs(log((row.total_comp.mid or 1) / (row.expected_total.mid or base + stock) / usual))


class Exchange(NamedTuple):
    """A part of pay, or one end of it, that regions seem to have from each other: its key, and the rows in order."""

    part: str
    rows: tuple[Row, ...]

    @property
    def words(self) -> str:
        """The likely cause, for messages."""
        names = {"base": "base salaries", "stock": "equity grants", "total_comp": "totals"}
        what = names.get(self.part) or f"figures for {self.part}"
        return f"the {what} of {in_words([row.shown for row in self.rows])} seem to be exchanged"


@once
def exchanged_parts(record: Record) -> Exchange | None:
    """Return the part of pay, or end of it, that fits the formula alike in all regions once it is moved, or None."""
    rows, ratios = [row for row, _ in comparable(record)], [own for _, own in comparable(record)]
    if not 2 <= len(rows) <= 8 or _spread(ratios) <= _LEAST_SPREAD:
        return None
    low, high = (_spread([own[at : at + 1] for own in ratios]) for at in (0, 1))
    is_far = max(low, high) > 2 * _LEAST_SPREAD and min(low, high) < _MOST_SPREAD
    end_off = ("_low" if high < low else "_high") if is_far else ""
    best: tuple[float, Exchange] | None = None
    for years, own in ((None, ratios), (1, [_ratios(row, 1) for row in rows])):  # with a year of the grant, or all
        stated = _spread(own)
        loose = min(_LEAST_SPREAD, stated / _TIMES_BETTER)  # for the totals of two regions, which are rounded
        # The rows that keep their figures must agree as they are.
        kept = ((order, [one for at, one in enumerate(own) if order[at] == at]) for order in _orders(rows, stated))
        likely = [order for order, rest in kept if _spread(rest) < loose]
        for part, end, order in product(_PARTS, dict.fromkeys(("", end_off)), likely) if stated > _LEAST_SPREAD else ():
            moved = [_moved(row, rows[at], part, end) for row, at in zip(rows, order, strict=True)]
            spread = _spread([_ratios(row, years, **{part: pay}) for row, pay in zip(rows, moved, strict=True)])
            exchanged = tuple(row for at, row in enumerate(rows) if order[at] != at) if spread < loose else ()
            most = loose if part + end == "total_comp" and len(exchanged) == 2 else min(_MOST_SPREAD, loose)
            if spread < min(most, best[0] if best else 1):
                best = spread, Exchange(part + end, exchanged)
    return best[1] if best else None


def _moved(row: Row, other: Row, part: str, end: str) -> PayRange:
    own, pay = getattr(row, part), getattr(other, part)
    low, high = own.low if end == "_high" else pay.low, own.high if end == "_low" else pay.high
    return PayRange(low, high, own.currency)


def _orders(rows: Sequence[Row], spread: float) -> Iterator[Sequence[int]]:
    """Yield the positions of rows with two exchanged, of one currency unless far apart, and with all of one moved."""
    places = range(len(rows))
    for one, other in combinations(places, 2):
        if spread > 4 * _LEAST_SPREAD or rows[one].currency == rows[other].currency:
            yield [{one: other, other: one}.get(at, at) for at in places]
    if len(rows) > 2 and len({row.currency for row in rows}) == 1:
        yield from ([(at + by) % len(rows) for at in places] for by in places[1:])


def _spread(ratios: Sequence[tuple[float, ...]]) -> float:
    """Return how far apart the regions' ratios of total to formula are, on the logarithmic scale, where most so."""
    ends = [(min(values), max(values)) for values in zip(*ratios, strict=True)]
    return max((log(most / least) if least > 0 else 9 for least, most in ends), default=0)


class Copy(NamedTuple):
    """Figures of a row that are the same: the keys of both, which are parts of pay or ends of ranges."""

    one: str
    other: str
    figure: PayRange

    @property
    def words(self) -> str:
        """The figures that are the same, for messages."""
        if self.one in _PARTS:
            names = f"{COMPONENT_NAMES[self.one]} and {COMPONENT_NAMES[self.other]}"
            return f"{names} have the same figures, {self.figure}: one of them is copied"
        is_range = self.one.rpartition("_")[0] == self.other.rpartition("_")[0]
        unlike = ", while the guide's other regions give ranges" if is_range else ""
        figure = self.figure.low if self.one.endswith("_low") else self.figure.high
        return f"{self.one} and {self.other} are both {amount(figure)}{unlike}: one of them is copied"


@once
def copied_figures(record: Record) -> dict[int, Copy]:
    """Return the regions of which two parts of pay, or two ends, have the same figures, by index.

    A total without equity may be the base salary, and a range of one figure is one if the other regions have some too.
    Figures that differ from the table are left out.
    """
    copied: dict[int, Copy] = {}
    for row in record.rows:
        differing = differing_keys(record, row)
        for copy in _copies(record, row):
            ends = ("_low", "_high") if copy.one in _PARTS else ("",)
            is_stated = differing.isdisjoint(part + end for part in (copy.one, copy.other) for end in ends)
            if is_stated and row.index not in confirmed_by_total(record):
                copied.setdefault(row.index, copy)
    return copied


def _copies(record: Record, row: Row) -> Iterator[Copy]:
    pays: dict[str, PayRange] = {part: getattr(row, part) for part in _PARTS}
    for one, other in combinations(pays, 2) if row.stock.low else ():
        low, high = pays[one].low, pays[one].high
        if low and high and low < high and (low, high) == (pays[other].low, pays[other].high):
            yield Copy(one, other, pays[one])
    base, total = row.base, row.total_comp
    for end in ("low", "high") if row.stock.low else ():
        if getattr(base, end) and getattr(base, end) == getattr(total, end):
            yield Copy(f"base_{end}", f"total_comp_{end}", base)
    is_median = base.low == base.high and total.low == total.high  # a survey's, not a range
    for part, pay in () if is_median else (("base", base), ("total_comp", total)):  # a grant is often one figure
        if pay.low and pay.low == pay.high:
            others: list[PayRange] = [getattr(one, part) for one in record.rows if one.index != row.index]
            ends = [(one.low, one.high) for one in others if one.low and one.high]
            if ends and all(low * 1.1 < high for low, high in ends):
                yield Copy(f"{part}_low", f"{part}_high", pay)
