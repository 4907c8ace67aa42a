"""Summary of a dataset: coverage by company and role, age, quality and unknown figures, and what to review next."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.grouping import grouped
from comp_data.base.plain import FrozenDict, Plain
from comp_data.base.vocabulary import QUALITIES, STANDARD_ROLES
from comp_data.base.wording import ranked
from comp_data.records.models import Guide
from comp_data.tables.relations import GuideFinding, stated_pay
from comp_data.values.money import COMPONENT_NAMES

Row = Mapping[str, Any]


class Coverage(NamedTuple):
    """Coverage of one company, one role or the whole dataset.

    `regions` counts distinct places, whatever their spelling. `currencies` counts pay ranges by ISO 4217 code;
    `quality` and `quarters` count guides. The three updates are values of `last_updated`. `overdue` counts guides
    whose review was due before the overview's date. `lacking` lists the standard roles a company has no guide for.
    """

    name: str
    guides: int
    regions: int
    pay_ranges: int
    currencies: Mapping[str, int]
    quality: Mapping[str, int]
    quarters: Mapping[str, int]
    oldest_update: date
    median_update: date
    newest_update: date
    overdue: int
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview(Plain):
    """Summary of a dataset on a date.

    `whole` covers everything, `companies` and `roles` the parts, those with the most guides first. `unknown` counts
    for each part of pay the ranges without one of its ends. `left_out` counts the files that are not valid guides.
    """

    today: date
    whole: Coverage
    companies: tuple[Coverage, ...]
    roles: tuple[Coverage, ...]
    countries: Mapping[str, int]
    unknown: Mapping[str, int]
    left_out: int


def overview_of(guides: Sequence[Guide], left_out: int, today: date) -> Overview:
    """Build the overview of at least one guide."""
    pay = [stated_pay(guide, one) for guide in guides for one in guide.compensation]
    held = {(guide.company, guide.role) for guide in guides}
    companies = (
        one._replace(lacking=tuple(role for role in STANDARD_ROLES if (one.name, role) not in held))
        for one in _parts("company", guides, pay, today)
    )
    return Overview(
        today,
        _coverage("", guides, pay, today),
        tuple(companies),
        _parts("role", guides, pay, today),
        FrozenDict(ranked(Counter(row["country"] for row in pay if row["country"]))),
        FrozenDict({part: sum(lacks(row, part) for row in pay) for part in COMPONENT_NAMES}),
        left_out,
    )


def _parts(column: str, guides: Iterable[Guide], pay: Iterable[Row], today: date) -> tuple[Coverage, ...]:
    guides_of = grouped((getattr(guide, column), guide) for guide in guides)
    pay_of = grouped((row[column], row) for row in pay)
    parts = (_coverage(name, found, pay_of.get(name, []), today) for name, found in guides_of.items())
    return tuple(sorted(parts, key=lambda part: (-part.guides, part.name)))


def _coverage(name: str, guides: Sequence[Guide], pay: Sequence[Row], today: date) -> Coverage:
    quality = Counter(guide.data_quality for guide in guides)
    updated = sorted(guide.last_updated for guide in guides)
    return Coverage(
        name,
        len(guides),
        len({row["place"] or row["region"] for row in pay}),
        len(pay),
        FrozenDict(ranked(Counter(row["currency"] for row in pay))),
        FrozenDict({word: quality[word] for word in QUALITIES}),
        FrozenDict(sorted(Counter(str(guide.salary_data_quarter) for guide in guides).items())),
        updated[0],
        updated[(len(updated) - 1) // 2],
        updated[-1],
        sum(guide.next_review_due < today for guide in guides),
    )


def lacks(row: Row, part: str) -> bool:
    """Whether an end of a part of pay is unknown; a single bonus percentage covers both ends."""
    return None in (row[f"{part}_low"], row[f"{part}_high"]) and not (part == "bonus" and row["bonus_pct"] is not None)


@dataclass(frozen=True, slots=True)
class DueReview(Plain):
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


def due_reviews(
    guides: Sequence[Guide], findings: Iterable[GuideFinding], by: date, today: date, spread: int | None
) -> tuple[DueReview, ...]:
    """Return the guides that are due by a date, the most urgent first; see `Dataset.due`."""
    if spread is not None and spread < 1:
        raise UsageError(f"reviews are spread over at least 1 day, not {spread}")
    counts = Counter((found.guide.id, found.diagnostic.severity) for found in findings if found.guide)
    updates = grouped((guide.role, guide.last_updated) for guide in sorted(guides, key=lambda one: one.last_updated))
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

    def rank(one: DueReview) -> tuple[int | str, ...]:
        quality = -QUALITIES.index(one.data_quality)
        return -one.age_days, -one.overdue_days, quality, -one.errors, -one.warnings, -one.peers_changed, one.guide

    due.sort(key=rank)
    if spread is not None:  # as many reviews each day, and none later than its own date, unless that is over
        for number, one in enumerate(due):
            days = spread if one.overdue_days > 0 else min(spread, 1 - one.overdue_days)
            later = min(number * days // len(due), (date.max - today).days)
            due[number] = replace(one, proposed=today + timedelta(days=later))
    return tuple(due)
