from datetime import date

from tests.linter.checks import expect, not_reported


def test_an_update_after_today() -> None:
    expect(
        "CD401",
        "last_updated: «2026-03-02»\nnext_review_due: 2026-12-31\n",
        "last_updated 2026-03-02 is after today, 2026-03-01",
    )


def test_dates_that_are_exchanged() -> None:
    expect(
        "CD401",
        "last_updated: «2026-05-23»\nnext_review_due: 2026-02-23\n",
        "last_updated 2026-05-23 is after today, 2026-03-01, and next_review_due 2026-02-23 is before it: "
        "they seem to be exchanged",
    )


def test_an_update_written_as_text() -> None:
    expect("CD401", 'last_updated: «"2027-01-01"»\n')


def test_today_and_other_days_ahead_are_no_matter() -> None:
    not_reported("CD401", "last_updated: 2026-03-01\nnext_review_due: 2030-01-01\n")


def test_a_missing_or_unreadable_day_is_not_its_business() -> None:
    not_reported("CD401", "# last_updated:\n")
    not_reported("CD401", "last_updated: null\n")
    not_reported("CD401", "last_updated: 2099-13-01\n")
    not_reported("CD401", "last_updated: [2099-01-01]\n")


def test_the_fingerprint_does_not_move_with_the_clock() -> None:
    (one,) = expect("CD401", "last_updated: «2027-03-02»\n")
    (other,) = expect("CD401", "last_updated: «2027-03-02»\n", today=date(2026, 4, 1))
    assert one.identity == other.identity
    assert one.message != other.message
