"""CD309 region-without-figures."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.analysis.agreement import lost_of
from comp_data.linter.record import Record
from comp_data.linter.rule import rule

_NO_FIGURES = frozenset(("region", "level", "currency", "stock_type", "stock_vest_years"))


@rule("CD309", "region-without-figures", Severity.WARNING)
def region_without_figures(record: Record) -> Iterable[Finding]:
    """None of a region's figures is known.

    Why:
        An entry of nulls promises a region that the guide does not have; it counts as one, and nobody can
        use it. Where the table of the body has the figures, CD504 tells them.

    Bad:
        compensation:
          - region: San Francisco
          - region: New York
          - region: London
            base_low: null
            base_high: null
            stock_low: null
            stock_high: null
            bonus_pct: null
            # bonus_pct_high:
            total_comp_low: null
            total_comp_high: null

    Good:
        compensation:
          - region: San Francisco
          - region: New York
          - region: London
            base_low: 82000
            base_high: 112000
    """
    for row in record.rows:
        figures = [value for key, value in record.entry(row).items() if key not in _NO_FIGURES]
        if figures and all(value is None for value in figures) and not lost_of(record, row):
            yield Finding(
                row.path("region"),
                "no figure is known for this region: all of them are null",
                "Write the figures that are known, or delete the entry",
            )
