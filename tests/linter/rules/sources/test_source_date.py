from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def source(day: str, name: str = "Blind") -> str:
    return f"data_sources:\n  - name: {name}\n    date_accessed: {day}\n"


def test_accessed_after_the_last_update() -> None:
    (found,) = expect(
        "CD707",
        "last_updated: 2026-02-23\n" + source("«2026-02-24»"),
        "Blind was accessed on 2026-02-24, after last_updated 2026-02-23",
        severity=Severity.ERROR,
    )
    assert [place.message for place in found.related] == ["the last update"]


def test_a_day_in_the_future_whatever_the_update() -> None:
    said = "Blind was accessed on 2036-02-10, which is in the future"
    expect("CD707", source("«2036-02-10»"), said)
    expect("CD707", "last_updated: null\n" + source("«2036-02-10»"), said)


def test_the_day_of_the_update_will_do() -> None:
    not_reported("CD707", "last_updated: 2026-02-23\n" + source("2026-02-23"))


def test_accessed_long_before_the_last_update() -> None:
    said = "Blind was accessed on 2019-02-23, 2,557 days before last_updated 2026-02-23"
    expect("CD707", "last_updated: 2026-02-23\n" + source("«2019-02-23»"), said, severity=Severity.WARNING)
    not_reported("CD707", "last_updated: 2026-02-23\n" + source("2025-03-01"))


def test_each_source_by_itself() -> None:
    expect("CD707", source("«2026-12-01»") + "  - {name: Dice, date_accessed: «2026-12-02»}\n")


def test_sources_with_one_date_are_one_finding() -> None:
    expect(
        "CD707",
        "last_updated: 2026-02-23\n" + source("«2026-02-24»") + "  - {name: Dice, date_accessed: 2026-02-24}\n",
        "Blind and Dice were accessed on 2026-02-24, after last_updated 2026-02-23",
    )


def test_no_finding_if_a_day_is_not_known() -> None:
    not_reported("CD707", "last_updated: null\n" + source("2026-02-28"))
    not_reported("CD707", source("null"))
    not_reported("CD707", source("2036"))
    not_reported("CD707", "data_sources: [Blind]\n")
