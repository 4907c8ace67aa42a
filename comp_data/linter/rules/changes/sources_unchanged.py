"""CD804 sources-unchanged."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.rule import DatasetFinding, change_rule

_QUALITIES = ("low", "medium", "high")


@change_rule("CD804", "sources-unchanged", Severity.WARNING)
def sources_unchanged(changes: Changes) -> Iterable[DatasetFinding]:
    """Figures changed or `data_quality` was raised, and the sources were not touched.

    Why:
        New figures come from somewhere: a source that was added, or one that was looked up again. Neither
        `data_sources` nor the evidence in the body says so. A figure that was taken out needs none.

    Before:
        last_updated: 2026-01-12
        compensation:
          - base_low: 149000

    Bad:
        last_updated: 2026-02-23
        compensation:
          - base_low: 150000

    Good:
        last_updated: 2026-02-23
        compensation:
          - base_low: 150000
        data_sources:
          - name: Levels.fyi
            url: https://www.levels.fyi
            date_accessed: 2026-02-20
          - name: Glassdoor
            url: https://www.glassdoor.com
            date_accessed: 2026-02-20
    """
    for change in map(_with_stated, changes.changed):
        said = [change.news] if change.news else []
        said += [raised] if (raised := _raised(change)) else []
        if said and change.is_compared and not change.has_new_sources:
            yield DatasetFinding(
                change.facts,
                Finding(
                    ("data_sources",) if change.news else ("data_quality",),
                    f"{' and '.join(said)}, and the sources are those of the base",
                    "Add the source of what is new, or the new date_accessed of the one that was looked up again",
                    on_key=bool(change.news),
                    figures=(*change.brought, raised),
                ),
            )


def _with_stated(change: Change) -> Change:
    """A change of only the figures that it states, not of those that it takes out."""
    stated = tuple(one for one in change.record.figures if one.new is not None)
    return change._replace(record=change.record._replace(figures=stated))


def _raised(change: Change) -> str:
    """How `data_quality` was raised, in words; empty where it was not."""
    quality = change.record.quality
    if quality is None or quality.old not in _QUALITIES or quality.new not in _QUALITIES:
        return ""
    is_raised = _QUALITIES.index(quality.new) > _QUALITIES.index(quality.old)
    return f"data_quality was raised from {quality.old} to {quality.new}" if is_raised else ""
