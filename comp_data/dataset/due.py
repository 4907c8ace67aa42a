"""Which guides to review next: by age, overdue days, quality, open findings, and what changed in guides of the role."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.plain import as_dict, as_json
from comp_data.base.vocabulary import QUALITIES
from comp_data.records.models import Guide
from comp_data.tables.rows import GuideFinding


class DueReview(NamedTuple):
    """A guide to review.

    `age_days` counts from the last update and `overdue_days` from the date of the review, negative before it.
    `errors` and `warnings` are the guide's open findings. `peers_changed` counts the other guides of the role that were
    updated after this one. `proposed` is the date of review by which the work is spread, None if that was not asked.
    """

    guide: str
    next_review_due: date
    overdue_days: int
    last_updated: date
    age_days: int
    data_quality: str
    errors: int
    warnings: int
    peers_changed: int
    proposed: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the fields by name as JSON data: dates as text, guides by their ids."""
        return as_dict(self)

    def to_json(self) -> str:
        """Return `to_dict()` as JSON, for which `schemas/` has a schema."""
        return as_json(self)


def due_reviews(
    guides: Sequence[Guide], findings: Iterable[GuideFinding], by: date, today: date, spread: int | None
) -> tuple[DueReview, ...]:
    """Return the guides that are due by a date, the most urgent first; see `Dataset.due`."""
    if spread is not None and spread < 1:
        raise UsageError(f"reviews are spread over at least 1 day, not {spread}")
    counts = Counter((found.guide.id, found.diagnostic.severity) for found in findings if found.guide)
    updates: dict[str, list[date]] = {}
    for guide in sorted(guides, key=lambda one: one.last_updated):
        updates.setdefault(guide.role, []).append(guide.last_updated)
    due = [
        DueReview(
            guide.id,
            guide.next_review_due,
            (today - guide.next_review_due).days,
            guide.last_updated,
            (today - guide.last_updated).days,
            guide.data_quality,
            counts[guide.id, Severity.ERROR],
            counts[guide.id, Severity.WARNING],
            len(updates[guide.role]) - bisect_right(updates[guide.role], guide.last_updated),
        )
        for guide in guides
        if guide.next_review_due <= by
    ]
    ranked = sorted(due, key=_rank)
    return tuple(ranked) if spread is None else tuple(_spread(ranked, today, spread))


def _rank(one: DueReview) -> tuple[int | str, ...]:
    quality = -QUALITIES.index(one.data_quality)
    return -one.age_days, -one.overdue_days, quality, -one.errors, -one.warnings, -one.peers_changed, one.guide


def _spread(ranked: Sequence[DueReview], today: date, days: int) -> Iterable[DueReview]:
    """Propose dates from today on, as many reviews each day; none is later than the date that is not over yet."""
    for number, one in enumerate(ranked):
        left = days if one.overdue_days > 0 else min(days, 1 - one.overdue_days)
        yield one._replace(proposed=today + timedelta(days=number * left // len(ranked)))
