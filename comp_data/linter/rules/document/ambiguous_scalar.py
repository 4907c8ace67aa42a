"""CD005 ambiguous-scalar."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import FixKind, rule


@rule("CD005", "ambiguous-scalar", Severity.WARNING, fix=FixKind.SAFE)
def ambiguous_scalar(document: Document) -> Iterable[Finding]:
    """YAML 1.1 and YAML 1.2 read a value differently.

    Why:
        Guides are YAML 1.2, and many programs still read YAML 1.1. To these, `no` and `ON` are false and true,
        `0123` is 83, `1_000` is a number and `12:30` is 750: the same file gives two datasets.

    Bad:
        ticker: ON

    Good:
        ticker: "ON"

    Fix:
        Safe: puts text in quotes and writes a number plainly, so that both versions read what YAML 1.2 reads now.
    """
    return [problem for problem in document.problems if problem.code == "CD005"]
