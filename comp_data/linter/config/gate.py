"""Which findings fail a run: a severity says how bad a finding is, the gate whether it counts."""

from typing import NamedTuple

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.linter.config.config import Configuration


class Gate(NamedTuple):
    """What makes a run fail; rules are named by their codes.

    `fail_on` is the least severity that does, None for none. Findings of the rules `not_counted` are shown and
    never do; those of the rules `warnings_fail` do from a warning on.
    """

    fail_on: Severity | None = Severity.ERROR
    not_counted: frozenset[str] = frozenset()
    warnings_fail: frozenset[str] = frozenset()

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Say whether a finding fails the run."""
        if self.fail_on is None or diagnostic.code in self.not_counted:
            return False
        least = min(self.fail_on, Severity.WARNING) if diagnostic.code in self.warnings_fail else self.fail_on
        return diagnostic.severity >= least


def gate_of(configuration: Configuration) -> Gate:
    """Return the gate of a configuration; raises UsageError for a selector that matches no rule."""
    word = configuration.fail_on
    gate = Gate(None if word == "never" else Severity.from_label(word))
    if not (configuration.not_counted or configuration.warnings_fail):
        return gate
    from comp_data.linter.config.selection import codes_of  # noqa: PLC0415 - most gates name no rule

    return gate._replace(
        not_counted=codes_of(configuration.not_counted), warnings_fail=codes_of(configuration.warnings_fail)
    )
