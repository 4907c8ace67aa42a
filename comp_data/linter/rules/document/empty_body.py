"""CD007 empty-body."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD007", "empty-body", Severity.ERROR)
def empty_body(document: Document) -> Iterable[Finding]:
    """The guide has front matter but no body.

    Why:
        People read the body: the table, the levers, the evidence. Without one, the guide is unfinished.

    Example:
          company: acme
          role: data-engineer
        - ---
    """
    return [problem for problem in document.problems if problem.code == "CD007"]
