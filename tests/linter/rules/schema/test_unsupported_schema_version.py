from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def test_a_version_that_is_not_known() -> None:
    expect("CD106", "schema_version: «2»\n", "schema_version is 2; it must be 1", severity=Severity.ERROR)
    expect("CD106", "schema_version: «'1'»\n", 'schema_version is the text "1"; it must be 1')
    expect("CD106", "schema_version: «1.0»\n", "schema_version is the number 1.0; it must be 1")
    expect("CD106", "schema_version: «true»\n", "schema_version is true; it must be 1")
    expect("CD106", "schema_version: «null»\n", "schema_version is null; it must be 1")


def test_version_1_and_no_version() -> None:
    not_reported("CD106", "schema_version: 1\n")
    not_reported("CD106", "")
