from typing import NamedTuple

from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule
from comp_data.values.quarters import Quarter


class Options(NamedTuple):
    """How old figures may be at an update."""

    quarters: int = 2
    """The most quarters from `salary_data_quarter` to the quarter of `last_updated`."""


@rule("CD408", "quarter-outdated", Severity.WARNING, options=Options())
def quarter_outdated(record: Record, options: Options) -> Findings:
    """`salary_data_quarter` is long before the last update."""
    updated, quarter = record.date("last_updated"), record.quarter
    if updated is None or quarter is None:
        return
    age = Quarter.of(updated).index - quarter.index
    if age > options.quarters:
        yield Finding(
            ("salary_data_quarter",),
            f"salary_data_quarter {quarter} is {age} quarters before last_updated {updated}; "
            f"at most {options.quarters} are allowed",
            "Update the figures, or correct the quarter",
            (Note("the last update", ("last_updated",)),),
            figures=(updated, str(quarter)),
        )
