"""Describe what the engine reports itself; the functions find nothing."""

from comp_data.linter.rule import Findings, FixKind, Severity, rule


@rule("CD901", "unused-suppression", Severity.WARNING, fix=FixKind.SAFE)
def unused_suppression(_: object) -> Findings:
    """A suppression accepts no finding."""
    return ()


@rule("CD902", "unknown-suppression", Severity.WARNING)
def unknown_suppression(_: object) -> Findings:
    """A suppression names an unknown rule, gives no reason, or is malformed."""
    return ()


@rule("CD904", "stale-baseline", Severity.WARNING, fix=FixKind.SAFE)
def stale_baseline(_: object) -> Findings:
    """The baseline accepts a finding that no longer exists."""
    return ()


@rule("CD999", "rule-crashed", Severity.ERROR)
def rule_crashed(_: object) -> Findings:
    """A rule failed with an exception on this file; all other rules ran."""
    return ()
