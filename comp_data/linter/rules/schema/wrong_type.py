"""CD104 wrong-type."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import FixKind, rule


@rule("CD104", "wrong-type", Severity.ERROR, fix=FixKind.UNSAFE)
def wrong_type(record: Record) -> Iterable[Finding]:
    """A value does not have the type that its key requires.

    Why:
        A program that expects text and gets a number, or vice versa, fails or computes wrong results. In YAML,
        digits without quotes are a number and `2026-02-23` is a date.

    Example:
        - ticker: 4385
        + ticker: "4385"

    Fix:
        Unsafe: writes the same characters with the required type, if only that can be meant.
    """
    return [problem for problem in record.problems if problem.code == "CD104"]
