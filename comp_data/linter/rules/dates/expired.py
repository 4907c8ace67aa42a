"""CD406 expired."""

from collections.abc import Iterable
from typing import NamedTuple

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule


class Options(NamedTuple):
    """From what age a guide is expired."""

    days: int = 240
    """Days after `last_updated` from which the guide is expired."""


@rule("CD406", "expired", Severity.WARNING, options=Options(), reads_clock=True, supersedes=("CD405",))
def expired(record: Record, options: Options) -> Iterable[Finding]:
    """The guide has not been updated for more than 240 days.

    Why:
        Figures that old are history: they should not be given out as what the role pays. It takes the
        place of CD405.

    Bad:
        last_updated: 2025-06-02
        salary_data_quarter: 2025-Q1
        next_review_due: 2025-09-02
        data_sources:
          - name: Levels.fyi
            url: https://www.levels.fyi
          - name: Glassdoor
            url: https://www.glassdoor.com

    Good:
        last_updated: 2026-02-23
        next_review_due: 2026-05-23
    """
    days = record.age
    if days is not None and days > options.days:
        updated = record.date("last_updated")
        yield Finding(
            ("last_updated",),
            f"the guide was last updated on {updated}, {days} days ago; after {options.days} it is expired",
            "Survey the figures anew, or take the guide out",
            figures=(updated,),
        )
