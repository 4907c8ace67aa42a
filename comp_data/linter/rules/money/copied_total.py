from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis.causes import copied_totals
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, amount, rule


@rule("CD217", "copied-total", Severity.WARNING)
def copied_total(record: Record) -> Findings:
    """A region has the total of another region, which its own parts do not give."""
    for row in sound_rows(record):
        other = copied_totals(record).get(row.index)
        if other is not None:
            due, total = row.expected_total, row.total_comp
            yield Finding(
                row.path("total_comp_low"),
                f"the total {amount(total.low)}–{amount(total.high)} is the one of {other.shown}; "
                f"the parts of this row give {amount(due.low)}–{amount(due.high)}",
                "Look up the total of this region",
                (Note("the region with the same total", other.path("total_comp_low")),),
                figures=(other.region, total.low, total.high),
            )
