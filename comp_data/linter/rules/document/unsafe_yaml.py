"""CD009 unsafe-yaml."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import rule


@rule("CD009", "unsafe-yaml", Severity.ERROR)
def unsafe_yaml(document: Document) -> Iterable[Finding]:
    """The front matter uses YAML features that guides must not use.

    Why:
        A tag can make a careless program run code, aliases and nesting can make a small file fill its memory, and
        most programs read only the first of several documents. Guides are plain data: one document, only the
        standard tags, at most 32 levels of nesting, and aliases for at most 10,000 values.

    Example:
        - company_display: !name Acme
        + company_display: Acme
    """
    return [problem for problem in document.problems if problem.code == "CD009"]
