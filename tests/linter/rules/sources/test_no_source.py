from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, silent


def test_an_empty_list() -> None:
    expect(
        "CD701",
        "«data_sources»: []\n",
        "data_sources is empty: the guide does not say where its figures come from",
        severity=Severity.WARNING,
    )


def test_any_entry_will_do() -> None:
    silent("CD701", "data_sources: [Blind]\n")
    silent("CD701", "data_sources: [null]\n")


def test_what_is_missing_or_no_list_is_another_matter() -> None:
    silent("CD701", "# data_sources:\n")
    silent("CD701", "data_sources: null\n")
    silent("CD701", "data_sources: {}\n")
    silent("CD701", "data_sources: Blind\n")
