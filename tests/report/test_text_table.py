"""Tables in text."""

from comp_data.report.text_table import aligned, width


def test_names_begin_and_numbers_end_below_one_another() -> None:
    assert aligned([("name", "n"), ("a", "1,000"), ("bcdef", "2")]) == [
        "name       n",
        "a      1,000",
        "bcdef      2",
    ]


def test_what_is_wide_takes_two_columns() -> None:
    assert width("東京 é e\u0301") == 8
    assert aligned([("東京", "x"), ("Oslo", "y")], left=2) == ["東京  x", "Oslo  y"]
