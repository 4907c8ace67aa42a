"""CD004 duplicate-key."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD004", "duplicate-key", Severity.ERROR)
def duplicate_key(document: Document) -> Iterable[Finding]:
    """A key appears twice in one mapping.

    Why:
        Most programs silently keep the last value, some keep the first, and some refuse the file. Merging two
        changes to a guide often causes this.

    Example:
          next_review_due: 2026-05-23
        - next_review_due: 2026-05-20
    """
    return [problem for problem in document.problems if problem.code == "CD004"]
