"""CD003 invalid-yaml."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD003", "invalid-yaml", Severity.ERROR)
def invalid_yaml(document: Document) -> Iterable[Finding]:
    """The front matter is not valid YAML.

    Why:
        No program can read the figures of a guide whose front matter does not parse. The finding is where the
        parser stopped; the mistake is there or just above.

    Example:
        - company_display: Acme: Robots
        + company_display: "Acme: Robots"
    """
    return [problem for problem in document.problems if problem.code == "CD003"]
