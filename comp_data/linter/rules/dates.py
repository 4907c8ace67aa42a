"""Rules on dates: the last update, the next review and the quarter of the figures."""

from collections import Counter
from datetime import timedelta

from comp_data.base.diagnostics import Finding, Fix, Note, Severity
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Findings, Record, rule
from comp_data.values.money import percent
from comp_data.values.quarters import Quarter

_UPDATE = Note("the last update", ("last_updated",))


@rule("CD401", "future-date", Severity.ERROR, reads_clock=True, silences=("CD402", "CD408"))
def future_date(record: Record) -> Findings:
    """The last update is in the future."""
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is not None and updated > record.today:
        message = f"last_updated {updated} is after today, {record.today}"
        help_ = "Set it to the date the figures were last changed"
        if due is not None and due <= record.today:
            message += f", and next_review_due {due} is before it: they seem to be exchanged"
        yield Finding(("last_updated",), message, help_, figures=(updated,))


@rule("CD402", "review-before-update", Severity.ERROR)
def review_before_update(record: Record) -> Findings:
    """The next review is due before the last update, or on the same day."""
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is not None and due is not None and due <= updated:
        message = f"next_review_due {due} is {'before' if due < updated else 'the day of'} last_updated {updated}"
        help_ = "Set it to the date of the next review"
        severity = None if due < updated else Severity.WARNING
        yield Finding(("next_review_due",), message, help_, (_UPDATE,), severity=severity, figures=(updated, due))


def _problem(*, interval_days: int) -> str | None:
    return None if 0 < interval_days <= 3_660 else "interval-days must be from 1 to 3660"


@rule("CD403", "review-too-late", Severity.WARNING, fix="safe", option_problem=_problem)
def review_too_late(record: Record, *, interval_days: int = 92) -> Findings:
    """The next review is due later than the review interval allows.

    Options:
        interval_days: The most days from `last_updated` to the next review.
    """
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is None or due is None or (days := (due - updated).days) <= interval_days:
        return
    latest = updated + timedelta(days=interval_days)
    said = f"is {days:,} days after last_updated {updated}; at most {interval_days} are allowed"
    help_ = f"Set it to {latest} or earlier"
    edits = (record.document.replacing(("next_review_due",), str(latest)),)
    fix = Fix(f"set next_review_due to {latest}", edits, safe=True)
    yield Finding(("next_review_due",), f"next_review_due {due} {said}", help_, (_UPDATE,), fix, figures=(updated, due))


@rule("CD404", "review-overdue", Severity.WARNING, reads_clock=True)
def review_overdue(record: Record) -> Findings:
    """The review of the guide is overdue."""
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if due is None or due >= record.today or (updated is not None and due <= updated):
        return
    days = (record.today - due).days
    message = f"the review was due on {due}, {days:,} {'day' if days == 1 else 'days'} ago"
    help_ = "Review the figures, then set last_updated and next_review_due"
    yield Finding(("next_review_due",), message, help_, figures=(due,))


@rule("CD405", "stale", Severity.WARNING, reads_clock=True)
def stale(record: Record, *, days: int = 120) -> Findings:
    """The guide has not been updated for more than 120 days.

    Options:
        days: Days after `last_updated` after which the guide is stale.
    """
    return _older_than(record, days, "stale", "Review the figures, then set last_updated and next_review_due")


@rule("CD406", "expired", Severity.WARNING, reads_clock=True, silences=("CD404", "CD405"))
def expired(record: Record, *, days: int = 240) -> Findings:
    """The guide has not been updated for more than 240 days.

    Options:
        days: Days after `last_updated` after which the guide is expired.
    """
    return _older_than(record, days, "expired", "Survey the figures again, then set the dates, or delete the guide")


def _older_than(record: Record, limit: int, state: str, help_: str) -> Findings:
    updated = record.date("last_updated")
    if updated is not None and (days := (record.today - updated).days) > limit:
        message = f"the guide was last updated on {updated}, {days:,} days ago; after {limit} it is {state}"
        yield Finding(("last_updated",), message, help_, figures=(updated,))


@rule("CD407", "quarter-after-update", Severity.ERROR)
def quarter_after_update(record: Record) -> Findings:
    """`salary_data_quarter` begins after the last update."""
    updated, quarter = record.date("last_updated"), record.quarter
    if updated is None or quarter is None or quarter <= Quarter.of(updated):
        return
    message = f"salary_data_quarter {quarter} begins after last_updated {updated}, which is in {Quarter.of(updated)}"
    help_ = "Correct the quarter, or set last_updated to the date the figures were changed"
    yield Finding(("salary_data_quarter",), message, help_, (_UPDATE,), figures=(updated, str(quarter)))


@rule("CD408", "quarter-outdated", Severity.WARNING)
def quarter_outdated(record: Record, *, quarters: int = 2) -> Findings:
    """`salary_data_quarter` is long before the last update.

    Options:
        quarters: The most quarters from `salary_data_quarter` to the quarter of `last_updated`.
    """
    updated, quarter = record.date("last_updated"), record.quarter
    if updated and quarter and (age := Quarter.of(updated).index - quarter.index) > quarters:
        said = f"is {age} quarters before last_updated {updated}; at most {quarters} are allowed"
        message = f"salary_data_quarter {quarter} {said}"
        help_ = "Look up newer figures and set their quarter, or correct the quarter"
        yield Finding(("salary_data_quarter",), message, help_, (_UPDATE,), figures=(updated, str(quarter)))


@rule("CD409", "review-cliff", Severity.INFO)
def review_cliff(facts: tuple[Facts, ...], *, most: int = 10, share: float = 50.0) -> DatasetFindings:
    """Most guides of the dataset are due for review on one day.

    Options:
        most: The most guides due for review on one day, whatever their share.
        share: The highest percentage of all guides due on one day.
    """
    due = Counter(one.next_review_due for one in facts if one.next_review_due is not None)
    for day, count in due.items():
        if count > most and count * 100 > share * len(facts):
            of_all = f"{count:,} of {len(facts):,} guides ({percent(count * 100 / len(facts))})"
            message = f"{of_all} are due for review on {day}"
            help_ = f"Spread the review dates over the quarter: `comp-data due --by {day} --spread 90` proposes them"
            first = next(one for one in facts if one.next_review_due == day)
            yield DatasetFinding(first, Finding(("next_review_due",), message, help_, figures=(day,)))
