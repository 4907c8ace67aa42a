"""Describe what the engine reports itself; the functions find nothing."""

from comp_data.linter.rule import Findings, FixKind, Severity, rule


@rule("CD901", "unused-suppression", Severity.WARNING, fix=FixKind.SAFE)
def unused_suppression(_: object) -> Findings:
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


@rule("CD902", "unknown-suppression", Severity.WARNING)
def unknown_suppression(_: object) -> Findings:
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


@rule("CD904", "stale-baseline", Severity.WARNING, fix=FixKind.SAFE)
def stale_baseline(_: object) -> Findings:
    """The baseline accepts a finding that no longer exists.

    Why:
        The finding was fixed, its guide was deleted, or its figures changed, which makes it a different finding. If
        the entry stayed, it would hide the same finding later. Entries of guides and rules that a run does not
        check are not reported.

    Fix:
        Safe: removes the entry; `--write-baseline` does so too.
    """
    return ()


@rule("CD999", "rule-crashed", Severity.ERROR)
def rule_crashed(_: object) -> Findings:
    """A rule failed with an exception on this file; all other rules ran.

    Why:
        A check that silently stops is worse than one that fails. The finding says that one check of this file did
        not run. It is a bug in the linter, not in the guide.
    """
    return ()
