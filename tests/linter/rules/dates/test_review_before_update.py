from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, not_reported


def test_a_review_that_was_due_before_the_update() -> None:
    (found,) = expect(
        "CD402",
        "last_updated: 2026-02-23\nnext_review_due: «2026-02-22»\n",
        "next_review_due 2026-02-22 is before last_updated 2026-02-23",
        severity=Severity.ERROR,
    )
    assert [(place.message, place.span.line) for place in found.related] == [("the last update", 7)]


def test_the_day_of_the_update_itself_is_no_later_review() -> None:
    expect(
        "CD402",
        "last_updated: 2026-02-23\nnext_review_due: «2026-02-23»\n",
        "next_review_due 2026-02-23 is the day of last_updated 2026-02-23",
        severity=Severity.WARNING,
    )
    not_reported("CD402", "last_updated: 2026-02-23\nnext_review_due: 2026-02-24\n")


def test_no_finding_if_a_day_is_not_known() -> None:
    not_reported("CD402", "last_updated: null\nnext_review_due: 2020-01-01\n")
    not_reported("CD402", "# next_review_due:\n")
    not_reported("CD402", "next_review_due: soon\n")
