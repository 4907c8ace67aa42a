from comp_data.linter.base_comparison.model import Changes
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Finding, Fix, FixKind, Note, Severity, rule


@rule("CD802", "date-not-bumped", Severity.ERROR, fix=FixKind.SAFE)
def date_not_bumped(changes: Changes) -> DatasetFindings:
    """Figures changed, but `last_updated` did not.

    Why:
        Readers judge by `last_updated` how old the figures are, and reviews are scheduled by it. A null figure that
        is filled in from an unchanged body is not new, and a guide can change twice on one day.

    Before:
        compensation:
          - base_low: 149000
        data_sources:
          - Levels.fyi
          - Glassdoor

    Example:
        + last_updated: 2026-02-24
          compensation:
            - base_low: 150000

    Fix:
        Safe: sets `last_updated` to today's date if that is later. If the next review was due before that date, sets it
        as many days after the update as it was before.
    """
    for change in changes.changed:
        is_outdated = change.last_updated and not (change.is_dated or change.is_updated_today)
        if not (change.is_compared and change.description and is_outdated):
            continue
        fix = None
        if change.date_fix:
            today, review, edits = change.date_fix
            text = f"set last_updated to {today}"
            fix = Fix(f"{text} and next_review_due to {review}" if review else text, edits, safe=True)
        finding = Finding(
            ("last_updated",),
            f"{change.description}, but last_updated is still {change.last_updated}",
            "Set it to the date the figures were looked up",
            (Note("the first change", change.first_place, on_key=True),),
            fix,
            figures=(change.last_updated, *change.contents),
        )
        yield DatasetFinding(change.facts, finding)
