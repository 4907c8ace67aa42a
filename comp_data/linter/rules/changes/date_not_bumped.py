"""CD802 date-not-bumped."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Fix, Note, Severity
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.rule import DatasetFinding, FixKind, change_rule


@change_rule("CD802", "date-not-bumped", Severity.ERROR, fix=FixKind.SAFE)
def date_not_bumped(changes: Changes) -> Iterable[DatasetFinding]:
    """Figures changed, and `last_updated` did not.

    Why:
        A reader judges by `last_updated` how old the figures are, and reviews fall due by it. A figure that was
        null and is filled in while the body stays is no new one, and a guide of today can be changed twice.

    Before:
        compensation:
          - base_low: 149000
        data_sources:
          - Levels.fyi
          - Glassdoor

    Bad:
        compensation:
          - base_low: 150000

    Good:
        last_updated: 2026-02-24
        compensation:
          - base_low: 150000

    Fix:
        Safe: sets `last_updated` to the day of the run, where that is later than what is there.
    """
    for change in changes.changed:
        is_behind = change.last_updated and not (change.is_dated or change.is_of_today)
        if change.is_compared and change.news and is_behind:
            yield DatasetFinding(change.facts, _finding(change))


def _finding(change: Change) -> Finding:
    fix = None
    if change.dating:
        day, edit = change.dating
        fix = Fix(f"set last_updated to {day}", (edit,), safe=True)
    return Finding(
        ("last_updated",),
        f"{change.news}, and last_updated is still {change.last_updated}",
        "Set it to the day that the figures were looked up",
        (Note("the first that changed", change.first_news, on_key=True),),
        fix,
        figures=(change.last_updated, *change.brought),
    )
