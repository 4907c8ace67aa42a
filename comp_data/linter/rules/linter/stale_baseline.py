"""CD904 stale-baseline."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import FixKind, Rule, Scope


def stale_baseline(_: object) -> Iterable[Finding]:
    """The baseline holds a finding that is not there any more.

    Why:
        The finding was mended, its guide was deleted, or its figures have changed, which makes it another finding.
        Left in the baseline it would keep quiet about the same finding, should it come back. Entries of guides
        and rules that a run does not look at are not judged.

    Fix:
        Safe: takes the entry out; `--write-baseline` does so too.
    """
    return ()


STALE_BASELINE = Rule("CD904", "stale-baseline", Severity.WARNING, Scope.ENGINE, stale_baseline, FixKind.SAFE)
