"""CD212 scaled-region."""

from collections.abc import Iterable, Iterator

from comp_data.diagnostics import Finding, Note, Severity
from comp_data.linter.record import Record, Row
from comp_data.linter.rule import rule
from comp_data.linter.totals import sound_rows
from comp_data.money import Number, amount

_MOST_COMPARED = 10
"""Regions, from the top, that each later one is compared with."""

_LEAST_FIGURES = 6
"""Four figures of two regions are of one proportion by chance now and then; six are not."""
_ROUNDING = 600
"""Half a thousand and a little more: converted figures are rounded to thousands."""
_ROUNDING_SHARE = 0.005
_LEAST_DISTANCE = 0.02


@rule("CD212", "scaled-region", Severity.INFO)
def scaled_region(record: Record) -> Iterable[Finding]:
    """Every figure of a region is another region's times one factor.

    Why:
        Pay in two places differs by component and by level. Where all of it differs by one factor, the
        figures were converted and not surveyed, and say nothing that the first region does not. It needs
        base, total and two figures more, and allows for rounding to thousands.

    Bad:
        compensation:
          - region: San Francisco
            base_low: 150000
            base_high: 200000
            stock_low: 80000
            stock_high: 120000
            total_comp_low: 185000
            total_comp_high: 260000
          - region: New York
          - region: London
            base_low: 90000
            base_high: 120000
            stock_low: 48000
            stock_high: 72000
            total_comp_low: 111000
            total_comp_high: 156000

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000
            base_high: 200000
            stock_low: 80000
            stock_high: 120000
            total_comp_low: 185000
            total_comp_high: 260000
          - region: New York
          - region: London
            base_low: 82000
            base_high: 112000
            stock_low: 30000
            stock_high: 48000
            total_comp_low: 96000
            total_comp_high: 137000
    """
    rows = [row for row in sound_rows(record) if row.region and row.base.is_known and row.total_comp.is_known]
    for place, row in enumerate(rows):
        for first in rows[: min(place, _MOST_COMPARED)]:
            if first.region != row.region and (factor := _factor(row, first)):
                yield _finding(row, first, factor)
                break


def _factor(row: Row, first: Row) -> float | None:
    """The roundest factor that makes every figure of `row` from `first`'s; None where there is none."""
    least, most, figures = 0.0, float("inf"), 0
    for value, of in _figures(row, first):
        if value == of == 0:
            continue
        if not value or not of:
            return None
        slack = max(_ROUNDING, value * _ROUNDING_SHARE)
        least, most = max(least, (value - slack) / of), min(most, (value + slack) / of)
        figures += 1
        if least > most:
            return None
    if figures < _LEAST_FIGURES or (least < 1 + _LEAST_DISTANCE and most > 1 - _LEAST_DISTANCE):
        return None
    rounded = [float(f"{(least + most) / 2:.{digits}e}") for digits in (1, 2, 3)]
    return next((factor for factor in rounded if least <= factor <= most), rounded[-1])


def _figures(row: Row, first: Row) -> Iterator[tuple[Number, Number]]:
    """The figures that both regions state."""
    for (_, _, one), (_, _, other) in zip(row.ranges, first.ranges, strict=True):
        for value, of in ((one.low, other.low), (one.high, other.high)):
            if value is not None and of is not None:
                yield value, of


def _finding(row: Row, first: Row, factor: float) -> Finding:
    return Finding(
        row.path("region"),
        f"every figure is that of {first.shown} × {amount(factor)}, rounded",
        "Look up the pay of this region; lower data_quality if there are no figures of its own",
        (Note("the region that the figures come from", first.path("region")),),
        figures=(first.region, *(figure for _, _, pay in row.ranges for figure in (pay.low, pay.high))),
    )
