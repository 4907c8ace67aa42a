"""CD220 market-outlier."""

from collections.abc import Iterable
from math import log
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.analysis.market import MAX_ERROR, comparable_rows
from comp_data.linter.record import Record, Row
from comp_data.linter.rule import rule
from comp_data.market.wages import Wages
from comp_data.values.money import Number, PayRange, amount, expected_total

_USUAL = 0.6, 2.0
"""The ratios of base to the median that most guides have."""
_TYPICAL = 1.15
_MISTAKES = (
    (12.0, "This looks like a month's pay"),
    (10.0, "A digit seems to be missing"),
    (0.1, "There seems to be a zero too many"),
    (1 / 12, "The amount seems to be multiplied by 12 twice"),
    (3.0, "The figures seem to be a third of the pay"),
    (1 / 3, "The figures seem to be three times the pay"),
)
"""By what the figures would have to be multiplied, and what that looks like."""


class Options(NamedTuple):
    """How far from the median of official wages base may be."""

    minimum: float = 0.45
    """The least ratio of the middle of base to the median."""
    maximum: float = 2.5
    """The largest ratio of the middle of base to the median."""
    max_error: float = MAX_ERROR
    """Wages with a larger relative standard error, in percent, are not used."""

    def problem(self) -> str | None:
        """Return what is wrong with the options."""
        return None if 0 <= self.minimum < self.maximum else "minimum must be smaller than maximum"


@rule("CD220", "market-outlier", Severity.WARNING, options=Options())
def market_outlier(record: Record, options: Options) -> Iterable[Finding]:
    """Base salary is far from official wages for the role and place.

    Why:
        Figures that agree with each other can still be wrong: a month's pay in every row, an extra zero,
        total compensation in place of base. The middle of base is compared with the median wage of the
        role's occupation in the place's area, from the U.S. Bureau of Labor Statistics and from your own
        sources (`market.sources`). Of several thousand real ranges, none for a standard role is outside
        the default bounds. The rule skips other roles, uncertain places and currencies, and amounts that
        CD207 reports.

    Bad:
        compensation:
          - region: San Francisco
            base_low: 12500
            base_high: 16667
            stock_low: 6000
            stock_high: 8000
            total_comp_low: 15250
            total_comp_high: 21170

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000
            base_high: 200000
            stock_low: 80000
            stock_high: 120000
            total_comp_low: 185000
            total_comp_high: 260000
    """
    for row, middle, wages in comparable_rows(record, options.max_error):
        ratios = [middle / one.median for one in wages if one.median]
        if all(ratio < options.minimum for ratio in ratios) or all(ratio > options.maximum for ratio in ratios):
            yield _finding(row, middle, wages[0], ratios[0])


def _finding(row: Row, middle: float, wages: Wages, ratio: float) -> Finding:
    median = amount(round(wages.median or 0))
    times = f"{ratio:.1f} times" if ratio >= 1 else f"{ratio:.2f} times"
    return Finding(
        row.path("base_low" if ratio < 1 else "base_high"),
        f"the middle of base, {amount(round(middle))}, is {times} the median wage {median} of {wages.title}",
        _mistake(row, middle, ratio),
        figures=(row.base.low, row.base.high),
    )


def _mistake(row: Row, middle: float, ratio: float) -> str:
    """Name the likely mistake and what to write instead."""
    total = row.total_comp.mid
    if ratio > 1 and total and abs(total / middle - 1) < 0.02 and row.stock.mid:
        return "This looks like total compensation in place of base: write base salary alone"
    fits = [(_misfit(row, ratio, factor), words, factor) for factor, words in _MISTAKES if _is_usual(ratio * factor)]
    if total and 0 < total < middle and _is_usual(ratio * total / middle):
        # The stated base would be the total that the stated total, as base, leads to.
        due = _total(row, total / middle, row.vest_years) or total
        fits.append((abs(log(middle / due)), "Base and total seem to be exchanged", total / middle))
    if not fits:
        return "Check base against its source: the amount, its currency and the place"
    _, words, factor = min(fits)
    meant = [amount(round(end * factor)) for end in (row.base.low, row.base.high) if end is not None]
    return f"{words}: {'–'.join(meant)} may be meant"


def _is_usual(ratio: float) -> bool:
    return _USUAL[0] <= ratio <= _USUAL[1]


def _misfit(row: Row, ratio: float, factor: float) -> float:
    """How badly a factor explains the figures: by the total that base then leads to, else by the usual ratio."""
    total = row.total_comp.mid
    sums = [_total(row, factor, years) for years in (row.vest_years, 1)]
    known = [abs(log(one / total)) for one in sums if one and total and total > 0]
    return min(known) if known else abs(log(ratio * factor / _TYPICAL))


def _total(row: Row, factor: float, years: Number) -> float | None:
    """The middle of the total that base times a factor leads to; with 1 year, the whole grant is added."""
    low, high = row.base.low or 0, row.base.high or 0
    base = PayRange(low * factor, high * factor, row.currency)
    return expected_total(base, row.stock, years, row.bonus).mid
