"""CD007 empty-body."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD007", "empty-body", Severity.ERROR)
def empty_body(document: Document) -> Iterable[Finding]:
    """Nothing follows the front matter.

    Why:
        The body is what people read: the table, the levers, the evidence. A record without one is a guide that
        was begun and not written.

    Bad:
        company: acme
        role: data-engineer
        ---

    Good:
        company: acme
        role: data-engineer
    """
    return [problem for problem in document.problems if problem.code == "CD007"]
