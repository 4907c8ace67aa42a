"""Report the problems that were found when front matter was checked against the format."""

from comp_data.linter.rule import Findings, FixKind, Record, Severity, rule


@rule("CD101", "missing-key", Severity.ERROR)
def missing_key(record: Record) -> Findings:
    """A required key is missing.

    Why:
        Programs that read the dataset rely on every record having the key. If a figure is not known, write the
        key with the value null.

    Example:
        - # next_review_due: 2026-05-23
        + next_review_due: 2026-05-23
    """
    return [problem for problem in record.problems if problem.code == "CD101"]


@rule("CD103", "unknown-key", Severity.ERROR, fix=FixKind.UNSAFE)
def unknown_key(record: Record) -> Findings:
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


@rule("CD104", "wrong-type", Severity.ERROR, fix=FixKind.UNSAFE)
def wrong_type(record: Record) -> Findings:
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


@rule("CD105", "invalid-value", Severity.ERROR)
def invalid_value(record: Record) -> Findings:
    """A value is not one that its key allows.

    Why:
        Records are found, sorted and compared by slugs, quarters, dates, currency codes and a few fixed words. A
        value in another form is left out of every selection.

    Example:
        - salary_data_quarter: Q4 2025
        + salary_data_quarter: 2025-Q4
    """
    return [problem for problem in record.problems if problem.code == "CD105"]


@rule("CD106", "unsupported-schema-version", Severity.ERROR)
def unsupported_schema_version(record: Record) -> Findings:
    """The record states a format version that this program does not know.

    Why:
        In a later version the same keys may have another meaning, so reading it as version 1 could give wrong
        figures. A record without `schema_version` has version 1.

    Example:
        - schema_version: 2
        + schema_version: 1
    """
    return [problem for problem in record.problems if problem.code == "CD106"]
