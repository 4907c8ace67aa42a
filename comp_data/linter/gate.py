"""Which findings fail a run: the severity of a finding says how bad it is, the gate whether it counts."""

from typing import NamedTuple

from comp_data.diagnostics import Diagnostic, Severity


class Gate(NamedTuple):
    """What makes a run fail; rules are named by their codes.

    `fail_on` is the least severity that does, None for none. Findings of the rules `not_counted` are shown and
    never do; those of the rules `warnings_fail` do from a warning on.
    """

    fail_on: Severity | None = Severity.ERROR
    not_counted: frozenset[str] = frozenset()
    warnings_fail: frozenset[str] = frozenset()

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding fails the run."""
        if self.fail_on is None or diagnostic.code in self.not_counted:
            return False
        least = min(self.fail_on, Severity.WARNING) if diagnostic.code in self.warnings_fail else self.fail_on
        return diagnostic.severity >= least
