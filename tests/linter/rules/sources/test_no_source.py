from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def test_an_empty_list() -> None:
    expect(
        "CD701",
        "«data_sources»: []\n",
        "data_sources is empty: the guide does not say where its figures come from",
        severity=Severity.WARNING,
    )


def test_any_entry_will_do() -> None:
    not_reported("CD701", "data_sources: [Blind]\n")
    not_reported("CD701", "data_sources: [null]\n")


def test_what_is_missing_or_no_list_is_another_matter() -> None:
    not_reported("CD701", "# data_sources:\n")
    not_reported("CD701", "data_sources: null\n")
    not_reported("CD701", "data_sources: {}\n")
    not_reported("CD701", "data_sources: Blind\n")
