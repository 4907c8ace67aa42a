from datetime import date

from comp_data.base.diagnostics import Severity
from tests.linter.checks import expect, lint, not_reported

UPDATED = "last_updated: «2026-02-23»\n"
PLAIN = "last_updated: 2026-02-23\n"


def test_from_the_day_after_the_limit_on() -> None:
    not_reported("CD405", PLAIN, today=date(2026, 6, 23))
    (found,) = expect(
        "CD405",
        UPDATED,
        "the guide was last updated on 2026-02-23, 121 days ago; after 120 it is stale",
        severity=Severity.WARNING,
        today=date(2026, 6, 24),
    )
    assert found.help == "Review the figures, then set last_updated and next_review_due"  # else CD402 is next


def test_it_leaves_an_expired_guide_to_that_rule_only_where_that_rule_reports() -> None:
    expired = date(2026, 10, 22)
    assert [one.code for one in lint(PLAIN, "CD405", "CD406", today=expired)] == ["CD406"]
    expect("CD405", UPDATED, today=expired)


def test_the_limit_is_an_option() -> None:
    expect("CD405", UPDATED, today=date(2026, 3, 1), days=5)


def test_no_finding_for_the_future_and_the_unknown() -> None:
    not_reported("CD405", "last_updated: 2027-01-01\n")
    not_reported("CD405", "# last_updated:\n", today=date(2026, 8, 1))


def test_the_fingerprint_does_not_move_with_the_clock() -> None:
    (one,) = expect("CD405", UPDATED, today=date(2026, 7, 1))
    (other,) = expect("CD405", UPDATED, today=date(2026, 8, 1))
    assert one.identity == other.identity
