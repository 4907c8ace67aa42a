"""CD006 front-matter-not-mapping."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD006", "front-matter-not-mapping", Severity.ERROR)
def front_matter_not_mapping(document: Document) -> Iterable[Finding]:
    """The front matter is not a mapping of keys to values.

    Why:
        A record is read key by key. A list, a single text or empty front matter has no keys. Often the space
        after a colon is missing, or every line begins with a dash.

    Example:
        - ---
        - - company: acme
        - - role: data-engineer
        - ---
        - ### Data Engineer | Acme Global Negotiation Guide
        + company: acme
        + role: data-engineer
    """
    return [problem for problem in document.problems if problem.code == "CD006"]
