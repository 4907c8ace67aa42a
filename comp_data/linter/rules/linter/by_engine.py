"""What the engine reports itself."""

from functools import partial

from comp_data.linter.rule import FixKind, Rule, Scope, Severity, found_before

_rule = partial(found_before, Scope.ENGINE)

unused_suppression: Rule = _rule(
    "CD901", "unused-suppression", "A suppression accepts no finding.", Severity.WARNING, fix=FixKind.SAFE
)
unknown_suppression: Rule = _rule(
    "CD902",
    "unknown-suppression",
    "A suppression names an unknown rule, gives no reason, or is malformed.",
    Severity.WARNING,
)
stale_baseline: Rule = _rule(
    "CD904",
    "stale-baseline",
    "The baseline accepts a finding that no longer exists.",
    Severity.WARNING,
    fix=FixKind.SAFE,
)
rule_crashed: Rule = _rule(
    "CD999", "rule-crashed", "A rule failed with an exception on this file; all other rules ran."
)
