"""CD101 missing-key."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule


@rule("CD101", "missing-key", Severity.ERROR)
def missing_key(record: Record) -> Iterable[Finding]:
    """A required key is missing.

    Why:
        Programs that read the dataset rely on every record having the key. If a figure is not known, write the
        key with the value null.

    Example:
        - # next_review_due: 2026-05-23
        + next_review_due: 2026-05-23
    """
    return [problem for problem in record.problems if problem.code == "CD101"]
