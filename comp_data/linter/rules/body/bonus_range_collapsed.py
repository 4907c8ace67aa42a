from comp_data.guide.pay.agreement import compared, is_collapsed
from comp_data.linter.analysis.edits import figure_text, stating
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Severity, percent, rule


@rule("CD505", "bonus-range-collapsed", Severity.WARNING, fix=FixKind.SAFE)
def bonus_range_collapsed(record: Record) -> Findings:
    """The body's table gives the target bonus as a range, and front matter only its low end."""
    for pair, comparisons in compared(record):
        row = pair.row
        for one in (one for one in comparisons if is_collapsed(record, row, one)):
            low, high = row.bonus.pct_low, one.lost[0]
            edits = stating(record, row, {"bonus_pct_high": high.table})
            if high.table < (low or 0):
                yield Finding(
                    row.path("bonus_pct"),
                    f"the ends of the table's bonus, {one.shown}, are exchanged, and bonus_pct is {percent(low or 0)}",
                    "Correct the table, and write bonus_pct and bonus_pct_high",
                    (Note("the range in the table", record.document.span_of(*high.span)),),
                    figures=(low, high.table),
                )
                continue
            title = f"write bonus_pct_high: {figure_text(high.table, is_percent=True)}"
            yield Finding(
                row.path("bonus_pct"),
                f"bonus_pct {percent(low or 0)} is the low end of the table's {one.shown}; bonus_pct_high is not given",
                f"Write bonus_pct_high: {percent(high.table).removesuffix('%')}",
                (Note("the range in the table", record.document.span_of(*high.span)),),
                Fix(title, edits, safe=True) if edits else None,
                figures=(low, high.table),
            )
