"""CD902 unknown-suppression."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import Rule, Scope


def unknown_suppression(_: object) -> Iterable[Finding]:
    """A suppression names a rule that does not exist, gives no reason, or cannot be understood.

    Why:
        A comment that accepts nothing looks as if a finding were dealt with. And whoever reads the guide in a
        year wants to know why a finding was accepted, and by when that was to be looked at again.

    Bad:
        compensation:
          - region: San Francisco
            # comp-data: ignore[CD2O1] the total holds a retention grant
            base_low: 150000

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000
    """
    return ()


UNKNOWN_SUPPRESSION = Rule("CD902", "unknown-suppression", Severity.WARNING, Scope.ENGINE, unknown_suppression)
