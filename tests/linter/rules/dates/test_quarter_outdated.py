from tests.linter.checks import expect, not_reported


def test_over_two_quarters_before_the_update() -> None:
    (found,) = expect(
        "CD408",
        "last_updated: 2026-02-23\nsalary_data_quarter: «2025-Q2»\n",
        "salary_data_quarter 2025-Q2 is 3 quarters before last_updated 2026-02-23; at most 2 are allowed",
    )
    assert [place.message for place in found.related] == ["the last update"]


def test_two_quarters_before_will_do_and_so_will_the_same_one() -> None:
    not_reported("CD408", "last_updated: 2026-02-23\nsalary_data_quarter: 2025-Q3\n")
    not_reported("CD408", "last_updated: 2026-02-23\nsalary_data_quarter: 2026-Q1\n")


def test_a_quarter_after_the_update_is_another_matter() -> None:
    not_reported("CD408", "last_updated: 2026-02-23\nsalary_data_quarter: 2027-Q1\n")


def test_the_number_of_quarters_is_an_option() -> None:
    expect("CD408", "last_updated: 2026-02-23\nsalary_data_quarter: «2025-Q4»\n", quarters=0)
    not_reported("CD408", "last_updated: 2026-02-23\nsalary_data_quarter: 2020-Q4\n", quarters=40)


def test_no_finding_if_quarter_or_day_is_not_known() -> None:
    not_reported("CD408", "salary_data_quarter: Q1 2019\n")
    not_reported("CD408", "last_updated: yesterday\nsalary_data_quarter: 2019-Q1\n")
