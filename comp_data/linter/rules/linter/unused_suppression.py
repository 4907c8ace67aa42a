"""CD901 unused-suppression."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import FixKind, Rule, Scope


def unused_suppression(_: object) -> Iterable[Finding]:
    """A suppression accepts no finding.

    Why:
        The finding was fixed, or is on another line now. The comment would hide the next finding of that kind. It is
        reported only if its rule ran; a rule over the whole dataset runs only if the dataset is linted.

    Example:
          compensation:
            - region: San Francisco
        -     # comp-data: ignore[CD204] the two ends are swapped on purpose
              base_low: 150000

    Fix:
        Safe: removes the rule from the comment, and the comment with its last rule.
    """
    return ()


UNUSED_SUPPRESSION = Rule(
    "CD901", "unused-suppression", Severity.WARNING, Scope.ENGINE, unused_suppression, FixKind.SAFE
)
