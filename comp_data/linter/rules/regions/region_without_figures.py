from comp_data.guide.pay.agreement import lost_of
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule

_NO_FIGURES = frozenset(("region", "level", "currency", "stock_type", "stock_vest_years"))


@rule("CD309", "region-without-figures", Severity.WARNING)
def region_without_figures(record: Record) -> Findings:
    """All figures of a region are null."""
    for row in record.rows:
        figures = [value for key, value in record.entry(row).items() if key not in _NO_FIGURES]
        if figures and all(value is None for value in figures) and not lost_of(record, row):
            yield Finding(
                row.path("region"),
                "all figures of this region are null",
                "Write the known figures, or delete the entry",
            )
