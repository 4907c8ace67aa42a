from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule
from comp_data.values.quarters import Quarter


@rule("CD408", "quarter-outdated", Severity.WARNING)
def quarter_outdated(record: Record, *, quarters: int = 2) -> Findings:
    """`salary_data_quarter` is long before the last update.

    Options:
        quarters: The most quarters from `salary_data_quarter` to the quarter of `last_updated`.
    """
    updated, quarter = record.date("last_updated"), record.quarter
    if updated is None or quarter is None:
        return
    age = Quarter.of(updated).index - quarter.index
    if age > quarters:
        yield Finding(
            ("salary_data_quarter",),
            f"salary_data_quarter {quarter} is {age} quarters before last_updated {updated}; "
            f"at most {quarters} are allowed",
            "Update the figures, or correct the quarter",
            (Note("the last update", ("last_updated",)),),
            figures=(updated, str(quarter)),
        )
