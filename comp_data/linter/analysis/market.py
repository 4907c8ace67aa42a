"""A row's base salary compared with official wages, and the likely mistake if it is far from them."""

from collections.abc import Iterator
from math import log
from typing import Final, NamedTuple

from comp_data.guide.pay.rows import is_plausible, once
from comp_data.linter.record import Record, Row
from comp_data.market.sources import find_wages
from comp_data.market.wages import Wages, published
from comp_data.values.money import Number, PayRange, amount, expected_total

MINIMUM: Final = 0.45
"""The least usual ratio of the middle of base to the median wage."""
MAXIMUM: Final = 2.5
"""The largest usual ratio of the middle of base to the median wage."""
MAX_ERROR: Final = 30.0
"""The relative standard error, in percent, over which a median is not used."""

_MISTAKES: Final = (
    (12.0, "This looks like a month's pay"),
    (10.0, "A digit seems to be missing"),
    (0.1, "There seems to be a zero too many"),
    (3.0, "The figures seem to be a third of the pay"),
    (1 / 3, "The figures seem to be three times the pay"),
)
"""Factors that correct the figures, and what each mistake looks like."""


class Comparison(NamedTuple):
    """A row whose base can be compared: the middle of base, the wages by area, and the ratios to their medians."""

    row: Row
    middle: float
    wages: tuple[Wages, ...]
    ratios: tuple[float, ...]


class UsedWages(NamedTuple):
    """A release of official wages (`BLS OEWS, May 2025`) and how many days it is older than a guide."""

    release: str
    age: int


def oldest_wages(record: Record) -> UsedWages | None:
    """Return the oldest release that the record is compared with; None if none is older than the record."""
    if (updated := record.date("last_updated")) is None or (not record.market and updated <= published()):
        return None
    used = (wages for row in record.rows for wages in wages_of(record, row) if wages.published < updated)
    oldest = min(used, key=lambda wages: wages.published, default=None)
    return UsedWages(f"{oldest.source}, {oldest.release}", (updated - oldest.published).days) if oldest else None


def wages_of(record: Record, row: Row, max_error: float = MAX_ERROR) -> tuple[Wages, ...]:
    """Return the wages for the record's role in the row's place; empty unless role, place and currency are certain."""
    label = row.label
    if record.role is None or row.region is None or label is None or not {row.currency}.issuperset(label.currencies):
        return ()
    found = find_wages(record.role, row.region, row.currency, record.market)
    return found if all(wages.median and (wages.error or 0) <= max_error for wages in found) else ()


def comparisons(record: Record, max_error: float = MAX_ERROR) -> Iterator[Comparison]:
    """Compare each row whose base is known, in order and plausible."""
    for row in record.rows:
        low, high = row.base.low, row.base.high
        if low is None or high is None or not 0 < low <= high:
            continue
        wages = wages_of(record, row, max_error)
        if wages and all(is_plausible(end, "base", row.currency) for end in (low, high)):
            middle = (low + high) / 2
            yield Comparison(row, middle, wages, tuple(middle / one.median for one in wages if one.median))


@once
def _outliers(record: Record) -> dict[int, Comparison]:
    """Return the comparisons outside of the usual bounds by the index of their row."""
    return {one.row.index: one for one in comparisons(record) if is_outlier(one)}


def is_outlier(one: Comparison, minimum: float = MINIMUM, maximum: float = MAXIMUM) -> bool:
    """Whether base is outside of the bounds in every area of the place."""
    return all(ratio < minimum for ratio in one.ratios) or all(ratio > maximum for ratio in one.ratios)


def wages_in_words(wages: tuple[Wages, ...]) -> str:
    """Describe official wages: `. Official wages of …`; empty if there are none, or if they are uncertain."""
    if not wages or any((one.error or 0) > MAX_ERROR for one in wages):
        return ""
    ends = {10: "10th percentile", 50: "median", 90: "90th percentile"}
    known = ", ".join(f"{ends[at]} {amount(round(value))}" for at, value in wages[0].known if at in ends)
    return f". Official wages of {wages[0].title}: {known}"


def mistake_of(record: Record, row: Row) -> str:
    """Name the likely mistake and the wages if a row's base is an outlier; empty if it is not."""
    own = _outliers(record).get(row.index)
    return f"{likely_mistake(record, own)}{wages_in_words(own.wages)}" if own else ""


def likely_mistake(record: Record, one: Comparison) -> str:
    """Name the likely mistake and what to write instead."""
    row, ratio, total = one.row, one.ratios[0], one.row.total_comp.mid
    if ratio > 1 and total and abs(total / one.middle - 1) < 0.02 and row.stock.mid:
        return "This looks like total compensation in place of base: write base salary alone"
    if (row.base.high or 0) > 3 * (row.base.low or 0):
        return "Check both ends for an extra or missing digit"
    # A company pays alike everywhere: the guide's other rows that are no outliers say how well.
    others = [other for other in comparisons(record) if other.row.index != row.index and not is_outlier(other)]
    usual = sorted(other.ratios[0] for other in others)[len(others) // 2] if others else None
    fits = [(_misfit(row, ratio, factor, usual), words, factor) for factor, words in _MISTAKES]
    if total and 0 < total < one.middle:
        # Exchanged, the stated base is the total that the stated total leads to as base.
        due = _total(row, total / one.middle, row.vest_years) or total
        fits.append((abs(log(one.middle / due)), "Base and total seem to be exchanged", total / one.middle))
    likely = [fit for fit in fits if 0.6 <= ratio * fit[2] <= 2]
    if not likely:
        return "Check base against its source: the amount, its currency and the place"
    _, words, factor = min(likely)
    ends = ((end or 0) * factor for end in (row.base.low, row.base.high))
    meant = "–".join(amount(round(end, -3 if end > 20_000 else 0)) for end in ends)
    return f"{words}: {meant} may be meant"


def _misfit(row: Row, ratio: float, factor: float, usual: float | None) -> float:
    """How badly a factor explains the figures: by the guide's other rows, the stated total, and round amounts."""
    total = row.total_comp.mid
    sums = [_total(row, factor, years) for years in (row.vest_years, 1)]
    known = [abs(log(one / total)) for one in sums if one and total and one > 0 and total > 0]
    by_ratio = abs(log(ratio * factor / (usual or 1.15)))
    ends = [end * factor for end in (row.base.low, row.base.high) if end is not None]
    # Pay is stated in thousands; a figure that was divided and rounded is off by up to half the factor.
    is_round = all(abs(end - round(end, -3)) <= max(factor, 1) / 2 for end in ends)
    return (by_ratio if usual else by_ratio / 2) + (min(known) if known else 0) + (0 if is_round else 0.3)


def _total(row: Row, factor: float, years: Number) -> float | None:
    """The middle of the total that base times a factor leads to; with 1 year, the whole grant is added."""
    low, high = row.base.low or 0, row.base.high or 0
    return expected_total(PayRange(low * factor, high * factor, row.currency), row.stock, years, row.bonus).mid
