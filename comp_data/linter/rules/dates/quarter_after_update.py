from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule
from comp_data.values.quarters import Quarter


@rule("CD407", "quarter-after-update", Severity.ERROR)
def quarter_after_update(record: Record) -> Findings:
    """`salary_data_quarter` begins after the last update."""
    updated, quarter = record.date("last_updated"), record.quarter
    if updated is None or quarter is None or quarter <= Quarter.of(updated):
        return
    yield Finding(
        ("salary_data_quarter",),
        f"salary_data_quarter {quarter} begins after last_updated {updated}, which is in {Quarter.of(updated)}",
        "Correct the quarter, or set last_updated to the date the figures were changed",
        (Note("the last update", ("last_updated",)),),
        figures=(updated, str(quarter)),
    )
