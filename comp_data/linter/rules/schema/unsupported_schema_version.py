"""CD106 unsupported-schema-version."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule


@rule("CD106", "unsupported-schema-version", Severity.ERROR)
def unsupported_schema_version(record: Record) -> Iterable[Finding]:
    """The record states a format version that this program does not know.

    Why:
        In a later version the same keys may have another meaning, so reading it as version 1 could give wrong
        figures. A record without `schema_version` has version 1.

    Example:
        - schema_version: 2
        + schema_version: 1
    """
    return [problem for problem in record.problems if problem.code == "CD106"]
