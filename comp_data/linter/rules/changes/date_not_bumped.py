from comp_data.linter.base_comparison.model import Changes
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Finding, Fix, FixKind, Note, Severity, rule


@rule("CD802", "date-not-bumped", Severity.ERROR, fix=FixKind.SAFE)
def date_not_bumped(changes: Changes) -> DatasetFindings:
    """Figures changed, but `last_updated` did not."""
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
