"""CD105 invalid-value."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule


@rule("CD105", "invalid-value", Severity.ERROR)
def invalid_value(record: Record) -> Iterable[Finding]:
    """A value is not one that its key allows.

    Why:
        Records are found, sorted and compared by slugs, quarters, dates, currency codes and a few fixed words. A
        value in another form is left out of every selection.

    Example:
        - salary_data_quarter: Q4 2025
        + salary_data_quarter: 2025-Q4
    """
    return [problem for problem in record.problems if problem.code == "CD105"]
