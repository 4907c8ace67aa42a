"""CD103 unknown-key."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import FixKind, rule


@rule("CD103", "unknown-key", Severity.ERROR, fix=FixKind.UNSAFE)
def unknown_key(record: Record) -> Iterable[Finding]:
    """A key is not part of the format.

    Why:
        No program reads such a key, so its value is lost. Usually a known key was misspelled.

    Example:
        - employee_count: 1000-5000
        + employee_count_range: 1000-5000

    Fix:
        Unsafe: renames the key to the nearest known one if the record does not have that one yet.
    """
    return [problem for problem in record.problems if problem.code == "CD103"]
