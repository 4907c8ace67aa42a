"""CD904 stale-baseline."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import FixKind, Rule, Scope


def stale_baseline(_: object) -> Iterable[Finding]:
    """The baseline accepts a finding that no longer exists.

    Why:
        The finding was fixed, its guide was deleted, or its figures changed, which makes it a different finding. If
        the entry stayed, it would hide the same finding later. Entries of guides and rules that a run does not
        check are not reported.

    Fix:
        Safe: removes the entry; `--write-baseline` does so too.
    """
    return ()


STALE_BASELINE = Rule("CD904", "stale-baseline", Severity.WARNING, Scope.ENGINE, stale_baseline, FixKind.SAFE)
