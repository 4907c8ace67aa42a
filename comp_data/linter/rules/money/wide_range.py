"""CD209 wide-range."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.linter.analysis.agreement import differing_keys
from comp_data.linter.analysis.totals import sound_rows
from comp_data.linter.record import Record
from comp_data.linter.rule import rule
from comp_data.values.money import amount


class Options(NamedTuple):
    """The widest range of total compensation that is accepted."""

    ratio: float = 2.0
    """The largest accepted `total_comp_high` ÷ `total_comp_low`."""


@rule("CD209", "wide-range", Severity.INFO, options=Options())
def wide_range(record: Record, options: Options) -> Iterable[Finding]:
    """The high end of a total is more than twice its low end.

    Why:
        One level in one place seldom has so wide a range. Usually several levels were merged into one row,
        and a reader cannot tell which part of the range applies to them.

    Bad:
        compensation:
          - region: San Francisco
            base_low: 90000
            base_high: 200000
            stock_low: 40000
            stock_high: 200000
            total_comp_low: 110000
            total_comp_high: 280000

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
    for row in sound_rows(record):
        low, high = row.total_comp.low, row.total_comp.high
        if low is None or high is None or low <= 0 or high <= low * options.ratio:
            continue
        if not differing_keys(record, row).isdisjoint(("total_comp_low", "total_comp_high")):
            continue
        yield Finding(
            row.path("total_comp_high"),
            f"total_comp_high {amount(high)} is {high / low:.2f} times total_comp_low {amount(low)}",
            "If several levels were merged here, give each an entry of its own with a level",
            (Note("the low end", row.path("total_comp_low")),),
            figures=(low, high),
        )
