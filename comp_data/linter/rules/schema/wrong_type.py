"""CD104 wrong-type."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import FixKind, rule


@rule("CD104", "wrong-type", Severity.ERROR, fix=FixKind.UNSAFE)
def wrong_type(record: Record) -> Iterable[Finding]:
    """A value is of another type than its key demands.

    Why:
        A program that expects text and gets a number, or the other way round, stops or reckons wrongly. Digits
        without quotes are a number to YAML, and `2026-02-23` is a date.

    Bad:
        ticker: 4385

    Good:
        ticker: "4385"

    Fix:
        Unsafe: writes the same characters as the other type, where they can only have meant that.
    """
    return [problem for problem in record.problems if problem.code == "CD104"]
