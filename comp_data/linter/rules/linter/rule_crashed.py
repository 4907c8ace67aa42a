"""CD999 rule-crashed."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import Rule, Scope


def rule_crashed(_: object) -> Iterable[Finding]:
    """A rule failed with an exception on this file; every other rule ran.

    Why:
        A gate that falls silent is worse than one that fails: the finding says that one check of this file
        did not take place. It is a defect of the linter, never of the guide.
    """
    return ()


RULE_CRASHED = Rule("CD999", "rule-crashed", Severity.ERROR, Scope.ENGINE, rule_crashed)
