"""CD005 ambiguous-scalar."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter.rule import FixKind, rule


@rule("CD005", "ambiguous-scalar", Severity.WARNING, fix=FixKind.SAFE)
def ambiguous_scalar(document: Document) -> Iterable[Finding]:
    """YAML 1.1 and YAML 1.2 read a value differently.

    Why:
        Guides are YAML 1.2, but many programs still read YAML 1.1. In these, `no` and `ON` are false and true,
        `0123` is 83, `1_000` is a number and `12:30` is 750: one file gives two different datasets.

    Example:
        - ticker: ON
        + ticker: "ON"

    Fix:
        Safe: quotes text and writes numbers plainly, so that both versions read the value that YAML 1.2 reads.
    """
    return [problem for problem in document.problems if problem.code == "CD005"]
