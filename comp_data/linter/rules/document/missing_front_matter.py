"""CD002 missing-front-matter."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD002", "missing-front-matter", Severity.ERROR)
def missing_front_matter(document: Document) -> Iterable[Finding]:
    """The file has no front matter between two `---` lines.

    Why:
        Programs read a guide's figures only from its front matter. The first line of the file must be `---`,
        and another such line must follow the last key.

    Example:
        - ---
          company: acme
          role: data-engineer
        -
        - ### Data Engineer | Acme Global Negotiation Guide
    """
    return [problem for problem in document.problems if problem.code == "CD002"]
