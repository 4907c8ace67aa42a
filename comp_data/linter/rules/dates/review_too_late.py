from datetime import timedelta
from typing import NamedTuple

from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Severity, rule


class Options(NamedTuple):
    """How often guides are reviewed."""

    interval_days: int = 92
    """The most days from `last_updated` to the next review."""


@rule("CD403", "review-too-late", Severity.WARNING, fix=FixKind.SAFE, options=Options())
def review_too_late(record: Record, options: Options) -> Findings:
    """The next review is due later than the review interval allows."""
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is None or due is None:
        return
    days = (due - updated).days
    if days <= options.interval_days:
        return
    latest = updated + timedelta(days=options.interval_days)
    yield Finding(
        ("next_review_due",),
        f"next_review_due {due} is {days} days after last_updated {updated}; "
        f"at most {options.interval_days} are allowed",
        f"Set it to {latest} or earlier",
        (Note("the last update", ("last_updated",)),),
        Fix(f"set next_review_due to {latest}", (record.replace(("next_review_due",), str(latest)),), safe=True),
        figures=(updated, due),
    )
