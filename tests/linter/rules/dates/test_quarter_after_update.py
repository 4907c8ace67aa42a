from tests.linter.checks import expect, not_reported


def test_a_quarter_that_begins_after_the_update() -> None:
    (found,) = expect(
        "CD407",
        "last_updated: 2026-02-23\nsalary_data_quarter: «2026-Q2»\n",
        "salary_data_quarter 2026-Q2 begins after last_updated 2026-02-23, which is in 2026-Q1",
    )
    assert [place.message for place in found.related] == ["the last update"]


def test_the_quarter_of_the_update_will_do() -> None:
    not_reported("CD407", "last_updated: 2026-03-31\nsalary_data_quarter: 2026-Q1\n")
    expect("CD407", "last_updated: 2025-12-31\nsalary_data_quarter: «2026-Q1»\n")
    not_reported("CD407", "last_updated: 2026-04-01\nsalary_data_quarter: 2026-Q2\n")


def test_no_finding_if_quarter_or_day_is_not_known() -> None:
    not_reported("CD407", "salary_data_quarter: 2026-Q5\n")
    not_reported("CD407", "salary_data_quarter: 2099\n")
    not_reported("CD407", "salary_data_quarter: null\n")
    not_reported("CD407", "# last_updated:\nsalary_data_quarter: 2099-Q1\n")
