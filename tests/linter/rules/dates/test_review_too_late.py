from tests.fragments import guides
from tests.linter.checks import expect, not_reported


def test_a_review_past_the_interval_and_its_fix() -> None:
    fragment = "last_updated: 2026-02-23\nnext_review_due: «2026-05-27»\n"
    (found,) = expect(
        "CD403",
        fragment,
        "next_review_due 2026-05-27 is 93 days after last_updated 2026-02-23; at most 92 are allowed",
    )
    assert found.fix is not None
    assert found.fix.safe
    assert [(edit.span, edit.text) for edit in found.fix.edits] == [(guides(fragment)[0].marked[0], "2026-05-26")]


def test_the_last_day_of_the_interval_will_do() -> None:
    not_reported("CD403", "last_updated: 2026-02-23\nnext_review_due: 2026-05-26\n")


def test_the_interval_is_an_option() -> None:
    fragment = "last_updated: 2026-02-23\nnext_review_due: «2026-03-26»\n"
    expect(
        "CD403",
        fragment,
        "next_review_due 2026-03-26 is 31 days after last_updated 2026-02-23; at most 30 are allowed",
        interval_days=30,
    )
    not_reported("CD403", "last_updated: 2026-02-23\nnext_review_due: 2027-02-23\n", interval_days=365)


def test_no_finding_if_a_day_is_not_known_or_the_order_is_wrong() -> None:
    not_reported("CD403", "# last_updated:\n")
    not_reported("CD403", "next_review_due: null\n")
    not_reported("CD403", "last_updated: 2026-02-23\nnext_review_due: 2025-02-23\n")


def test_many_days_are_written_as_other_figures_are() -> None:
    expect(
        "CD403",
        "last_updated: 2026-02-23\nnext_review_due: «2036-02-23»\n",
        "next_review_due 2036-02-23 is 3,652 days after last_updated 2026-02-23; at most 92 are allowed",
    )
