from datetime import date

from tests.linter.checks import expect, not_reported


def test_a_review_whose_day_has_passed() -> None:
    expect(
        "CD404",
        "next_review_due: «2026-05-23»\n",
        "the review was due on 2026-05-23, 183 days ago",
        today=date(2026, 11, 22),
    )
    expect(
        "CD404",
        "next_review_due: «2026-05-23»\n",
        "the review was due on 2026-05-23, 1 day ago",
        today=date(2026, 5, 24),
    )


def test_on_the_day_itself_nothing_is_late() -> None:
    not_reported("CD404", "next_review_due: 2026-05-23\n", today=date(2026, 5, 23))


def test_a_review_before_the_update_is_another_matter() -> None:
    not_reported("CD404", "last_updated: 2026-02-23\nnext_review_due: 2026-01-23\n")


def test_without_a_last_update_the_review_still_counts() -> None:
    expect("CD404", "last_updated: null\nnext_review_due: «2026-02-01»\n")


def test_no_finding_if_the_day_is_not_known() -> None:
    not_reported("CD404", "next_review_due: null\n", today=date(2030, 1, 1))
    not_reported("CD404", "next_review_due: 20260101\n", today=date(2030, 1, 1))


def test_the_fingerprint_does_not_move_with_the_clock() -> None:
    (one,) = expect("CD404", "next_review_due: «2026-05-23»\n", today=date(2026, 6, 1))
    (other,) = expect("CD404", "next_review_due: «2026-05-23»\n", today=date(2026, 7, 1))
    assert one.identity == other.identity
