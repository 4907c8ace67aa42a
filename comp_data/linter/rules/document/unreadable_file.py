"""CD001 unreadable-file."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD001", "unreadable-file", Severity.ERROR)
def unreadable_file(document: Document) -> Iterable[Finding]:
    """The file cannot be read: it does not exist, is not UTF-8, or is larger than 1 MiB.

    Why:
        No other rule can check such a file. Most often an editor saved it in an older encoding, in which é or £
        is a single byte.

    Example:
        - company_display: Caf\\xE9 Robots
        + company_display: Café Robots
    """
    return [problem for problem in document.problems if problem.code == "CD001"]
