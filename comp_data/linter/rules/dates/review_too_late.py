from datetime import timedelta

from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Severity, rule


@rule("CD403", "review-too-late", Severity.WARNING, fix=FixKind.SAFE)
def review_too_late(record: Record, *, interval_days: int = 92) -> Findings:
    """The next review is due later than the review interval allows.

    Options:
        interval_days: The most days from `last_updated` to the next review.
    """
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is None or due is None:
        return
    days = (due - updated).days
    if days <= interval_days:
        return
    latest = updated + timedelta(days=interval_days)
    yield Finding(
        ("next_review_due",),
        f"next_review_due {due} is {days} days after last_updated {updated}; at most {interval_days} are allowed",
        f"Set it to {latest} or earlier",
        (Note("the last update", ("last_updated",)),),
        Fix(f"set next_review_due to {latest}", (record.replace(("next_review_due",), str(latest)),), safe=True),
        figures=(updated, due),
    )
