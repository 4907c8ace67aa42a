"""CD103 unknown-key."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import FixKind, rule


@rule("CD103", "unknown-key", Severity.ERROR, fix=FixKind.UNSAFE)
def unknown_key(record: Record) -> Iterable[Finding]:
    """A key is none of those that a record has.

    Why:
        Nothing reads such a key, so what stands there is lost. Mostly it is a slip in the spelling of a known one.

    Bad:
        employee_count: 1000-5000

    Good:
        employee_count_range: 1000-5000

    Fix:
        Unsafe: renames the key to the nearest known one, where that one is not there yet.
    """
    return [problem for problem in record.problems if problem.code == "CD103"]
