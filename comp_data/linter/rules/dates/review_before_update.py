"""CD402 review-before-update."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule


@rule("CD402", "review-before-update", Severity.ERROR)
def review_before_update(record: Record) -> Iterable[Finding]:
    """The next review is due before the last update.

    Why:
        A review that was due before the figures were last changed is not the next one: the guide was
        updated and the day of its next review left behind, or one of the two years is mistyped.

    Bad:
        last_updated: 2026-02-23
        next_review_due: 2026-01-23

    Good:
        last_updated: 2026-02-23
        next_review_due: 2026-05-23
    """
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is not None and due is not None and due < updated:
        yield Finding(
            ("next_review_due",),
            f"next_review_due {due} is before last_updated {updated}",
            "Set it to the day by which the figures are to be looked at again",
            (Note("the last update", ("last_updated",)),),
            figures=(updated, due),
        )
