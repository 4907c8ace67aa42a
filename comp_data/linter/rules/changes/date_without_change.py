"""CD803 date-without-change."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.rule import DatasetFinding, change_rule


@change_rule("CD803", "date-without-change", Severity.WARNING)
def date_without_change(changes: Changes) -> Iterable[DatasetFinding]:
    """Only the date moved: `last_updated` is another, and the guide says what it said.

    Why:
        The figures look fresh and are as old as before. Where they were looked up again and found the same, the
        sources have a new `date_accessed`. The quarter of the data and the next review are dates too.

    Before:
        last_updated: 2026-01-12

    Bad:
        last_updated: 2026-02-23

    Good:
        last_updated: 2026-02-23
        data_sources:
          - name: Levels.fyi
            url: https://www.levels.fyi
            date_accessed: 2026-02-20
          - name: Glassdoor
            url: https://www.glassdoor.com
            date_accessed: 2026-02-20
    """
    for change in changes.changed:
        if change.is_compared and change.is_dated and _is_all(change):
            old = next(one.old for one in change.record.dates if one.key_path == ("last_updated",))
            yield DatasetFinding(
                change.facts,
                Finding(
                    ("last_updated",),
                    f"last_updated moved from {old} to {change.last_updated}, and nothing with it but dates"
                    if len(change.record.dates) > 1
                    else f"last_updated moved from {old} to {change.last_updated}, and nothing else changed",
                    "Set it back, or say when the sources were looked up again: date_accessed",
                    figures=(str(old), change.last_updated),
                ),
            )


def _is_all(change: Change) -> bool:
    """Whether nothing changed but dates."""
    return not (change.record._replace(dates=()).has_changed_values or change.record.body or change.has_new_sources)
