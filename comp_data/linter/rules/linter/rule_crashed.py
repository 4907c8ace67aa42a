"""CD999 rule-crashed."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import Rule, Scope


def rule_crashed(_: object) -> Iterable[Finding]:
    """A rule failed with an exception on this file; all other rules ran.

    Why:
        A check that silently stops is worse than one that fails. The finding says that one check of this file did
        not run. It is a bug in the linter, not in the guide.
    """
    return ()


RULE_CRASHED = Rule("CD999", "rule-crashed", Severity.ERROR, Scope.ENGINE, rule_crashed)
