"""Report the problems that were found when front matter was checked against the format."""

from comp_data.linter.rule import Findings, FixKind, Record, Severity, rule


@rule("CD101", "missing-key", Severity.ERROR)
def missing_key(record: Record) -> Findings:
    """A required key is missing."""
    return [problem for problem in record.problems if problem.code == "CD101"]


@rule("CD103", "unknown-key", Severity.ERROR, fix=FixKind.UNSAFE)
def unknown_key(record: Record) -> Findings:
    """A key is not part of the format."""
    return [problem for problem in record.problems if problem.code == "CD103"]


@rule("CD104", "wrong-type", Severity.ERROR, fix=FixKind.UNSAFE)
def wrong_type(record: Record) -> Findings:
    """A value does not have the type that its key requires."""
    return [problem for problem in record.problems if problem.code == "CD104"]


@rule("CD105", "invalid-value", Severity.ERROR)
def invalid_value(record: Record) -> Findings:
    """A value is not one that its key allows."""
    return [problem for problem in record.problems if problem.code == "CD105"]


@rule("CD106", "unsupported-schema-version", Severity.ERROR)
def unsupported_schema_version(record: Record) -> Findings:
    """The record states a format version that this program does not know."""
    return [problem for problem in record.problems if problem.code == "CD106"]
