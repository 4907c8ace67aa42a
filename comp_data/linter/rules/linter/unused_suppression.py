"""CD901 unused-suppression."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import FixKind, Rule, Scope


def unused_suppression(_: object) -> Iterable[Finding]:
    """A suppression accepts a finding that is not there.

    Why:
        What it accepted was mended, or stands on another line now. Left in its place it would hide the next finding
        of that kind. It is judged where the rule that it names ran: a rule over the whole dataset runs only
        where the dataset is linted.

    Bad:
        compensation:
          - region: San Francisco
            # comp-data: ignore[CD204] the two ends are turned round on purpose
            base_low: 150000

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000

    Fix:
        Safe: takes the rule out of the comment, and the comment with its last rule.
    """
    return ()


UNUSED_SUPPRESSION = Rule(
    "CD901", "unused-suppression", Severity.WARNING, Scope.ENGINE, unused_suppression, FixKind.SAFE
)
