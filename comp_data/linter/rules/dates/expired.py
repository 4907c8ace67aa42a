from typing import NamedTuple

from comp_data.linter.analysis.staleness import older_than
from comp_data.linter.rule import Findings, Record, Severity, rule


class Options(NamedTuple):
    """The age from which a guide is expired."""

    days: int = 240
    """Days after `last_updated` after which the guide is expired."""


@rule("CD406", "expired", Severity.WARNING, options=Options(), reads_clock=True, silences=("CD404", "CD405"))
def expired(record: Record, options: Options) -> Findings:
    """The guide has not been updated for more than 240 days.

    Why:
        Figures that old no longer say what the role pays. CD404 and CD405 do not report such a guide again.

    Example:
        - last_updated: 2025-06-02
        - salary_data_quarter: 2025-Q1
        - next_review_due: 2025-09-02
        + last_updated: 2026-02-23
        + salary_data_quarter: 2025-Q4
        + next_review_due: 2026-05-23
          data_sources:
            - name: Levels.fyi
              url: https://www.levels.fyi
            - name: Glassdoor
              url: https://www.glassdoor.com
    """
    return older_than(record, options.days, "expired", "Survey the figures again, or delete the guide")
