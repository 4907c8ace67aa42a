"""CD001 unreadable-file."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD001", "unreadable-file", Severity.ERROR)
def unreadable_file(document: Document) -> Iterable[Finding]:
    """The file cannot be read as text: it is not there, not UTF-8, or larger than 1 MiB.

    Why:
        Nothing of such a file can be looked at, so every other rule stays silent on it. Most often an
        editor has saved it in an older encoding, where an é or a £ is one single byte.

    Bad:
        company_display: Caf\\xE9 Robots

    Good:
        company_display: Café Robots
    """
    return [problem for problem in document.problems if problem.code == "CD001"]
