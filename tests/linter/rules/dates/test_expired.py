from datetime import date

from tests.linter.checks import expect, lint, not_reported


def test_from_the_day_after_the_limit_on() -> None:
    not_reported("CD406", "last_updated: 2026-02-23\n", today=date(2026, 10, 21))
    (found,) = expect(
        "CD406",
        "last_updated: «2026-02-23»\n",
        "the guide was last updated on 2026-02-23, 241 days ago; after 240 it is expired",
        today=date(2026, 10, 22),
    )
    assert found.help == "Survey the figures again, then set the dates, or delete the guide"


def test_stale_and_expired_follow_each_other_without_gap_or_overlap() -> None:
    days = [date(2026, 6, 23), date(2026, 6, 24), date(2026, 10, 21), date(2026, 10, 22)]
    found = [[d.code for d in lint("", "CD405", "CD406", today=day)] for day in days]
    assert found == [[], ["CD405"], ["CD405"], ["CD406"]]


def test_an_expired_guide_is_neither_stale_nor_overdue() -> None:
    dates = "last_updated: 2026-02-23\nnext_review_due: 2026-05-23\n"
    before, after = (
        lint(dates, "CD404", "CD405", "CD406", today=day) for day in (date(2026, 10, 21), date(2026, 10, 22))
    )
    assert [one.code for one in before] == ["CD405", "CD404"]
    assert [one.code for one in after] == ["CD406"]


def test_the_limit_is_an_option() -> None:
    expect("CD406", "last_updated: «2026-02-23»\n", days=5)
    not_reported("CD406", "last_updated: 2026-02-23\n", today=date(2026, 11, 22), days=365)


def test_no_finding_if_the_day_is_not_known() -> None:
    not_reported("CD406", "last_updated: null\n", today=date(2030, 1, 1))
    not_reported("CD406", "last_updated: 2026\n", today=date(2030, 1, 1))
