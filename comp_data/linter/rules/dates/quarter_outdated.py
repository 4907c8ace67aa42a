"""CD408 quarter-outdated."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule
from comp_data.values.quarters import Quarter


class Options(NamedTuple):
    """How old figures may be when they are written down."""

    quarters: int = 2
    """Quarters that `salary_data_quarter` may lie before the one of `last_updated`."""


@rule("CD408", "quarter-outdated", Severity.WARNING, options=Options())
def quarter_outdated(record: Record, options: Options) -> Iterable[Finding]:
    """The figures are from a quarter long before the last update.

    Why:
        `last_updated` makes a guide look fresh; figures from more than two quarters before were not
        looked at in that update, or the quarter was not set with them.

    Bad:
        last_updated: 2026-02-23
        salary_data_quarter: 2025-Q1

    Good:
        last_updated: 2026-02-23
        salary_data_quarter: 2025-Q4
    """
    updated, quarter = record.date("last_updated"), record.quarter
    if updated is None or quarter is None:
        return
    behind = Quarter.of(updated).index - quarter.index
    if behind > options.quarters:
        yield Finding(
            ("salary_data_quarter",),
            f"salary_data_quarter {quarter} is {behind} quarters before last_updated {updated}; "
            f"at most {options.quarters} are allowed",
            "Bring the figures up to date, or set the quarter they are from",
            (Note("the last update", ("last_updated",)),),
            figures=(updated, str(quarter)),
        )
