from typing import NamedTuple

from comp_data.linter.analysis.staleness import older_than
from comp_data.linter.rule import Findings, Record, Severity, rule


class Options(NamedTuple):
    """The age from which a guide is stale."""

    days: int = 120
    """Days after `last_updated` after which the guide is stale."""


@rule("CD405", "stale", Severity.WARNING, options=Options(), reads_clock=True)
def stale(record: Record, options: Options) -> Findings:
    """The guide has not been updated for more than 120 days.

    Why:
        Pay changes within a quarter or two. Someone who negotiates with figures that old asks for the wrong amount.
        After 240 days CD406 reports the guide instead.

    Example:
        - last_updated: 2025-10-01
        - next_review_due: 2025-12-31
        + last_updated: 2026-02-23
        + next_review_due: 2026-05-23
          data_sources:
            - name: Levels.fyi
              url: https://www.levels.fyi
            - name: Glassdoor
              url: https://www.glassdoor.com
    """
    return older_than(record, options.days, "stale", "Review the figures, then set last_updated")
