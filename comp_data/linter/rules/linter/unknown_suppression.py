"""CD902 unknown-suppression."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import Rule, Scope


def unknown_suppression(_: object) -> Iterable[Finding]:
    """A suppression names an unknown rule, gives no reason, or is malformed.

    Why:
        A comment that accepts nothing looks as if a finding had been dealt with. Later readers need to know why a
        finding was accepted, and when to review it.

    Example:
          compensation:
            - region: San Francisco
        -     # comp-data: ignore[CD2O1] the total holds a retention grant
              base_low: 150000
    """
    return ()


UNKNOWN_SUPPRESSION = Rule("CD902", "unknown-suppression", Severity.WARNING, Scope.ENGINE, unknown_suppression)
