"""What a dataset holds: coverage by company and role, age, quality, and what is not known."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from comp_data.base.roles import STANDARD_ROLES

Row = Mapping[str, Any]

PARTS = ("base", "stock", "bonus", "signing_bonus", "total_comp")
"""The parts of pay that an overview counts what is not known of."""

QUALITIES = ("high", "medium", "low")


class Coverage(NamedTuple):
    """What there is of one company, of one role, or of all.

    `regions` are places, however they are spelled; `currencies` has the number of pay ranges by ISO 4217 code,
    `quality` and `quarters` the number of guides; the three updates are days of `last_updated`; `overdue` guides were
    to be reviewed before the overview's day. `lacking` are, of a company, the standard roles that it has no guide for.
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


class Overview(NamedTuple):
    """What a dataset holds on a day.

    `whole` is all of it, `companies` and `roles` its parts, those with the most guides first. `unknown` has for each
    part of pay how many pay ranges lack an end of it, and `left_out` is how many files hold no record.
    """

    today: date
    whole: Coverage
    companies: tuple[Coverage, ...]
    roles: tuple[Coverage, ...]
    countries: Mapping[str, int]
    unknown: Mapping[str, int]
    left_out: int


def overview_of(guides: Sequence[Row], pay: Sequence[Row], left_out: int, today: date) -> Overview | None:
    """The overview of rows of the relations guides and pay, by column; None where there are no guides."""
    if not guides:
        return None
    return Overview(
        today,
        _coverage("", guides, pay, today),
        _parts("company", guides, pay, today),
        _parts("role", guides, pay, today),
        _counted(row["country"] for row in pay if row["country"]),
        {part: sum(_lacks(row, part) for row in pay) for part in PARTS},
        left_out,
    )


def _parts(column: str, guides: Iterable[Row], pay: Iterable[Row], today: date) -> tuple[Coverage, ...]:
    guides_of: dict[str, list[Row]] = {}
    pay_of: dict[str, list[Row]] = {}
    for rows, of in ((guides, guides_of), (pay, pay_of)):
        for row in rows:
            of.setdefault(row[column], []).append(row)
    parts = [_coverage(name, found, pay_of.get(name, []), today) for name, found in guides_of.items()]
    if column == "company":
        parts = [part._replace(lacking=_lacking(guides_of[part.name])) for part in parts]
    return tuple(sorted(parts, key=lambda part: (-part.guides, part.name)))


def _coverage(name: str, guides: Sequence[Row], pay: Sequence[Row], today: date) -> Coverage:
    quality = Counter(row["data_quality"] for row in guides)
    updated = sorted(row["last_updated"] for row in guides)
    return Coverage(
        name,
        len(guides),
        len({row["place"] or row["region"] for row in pay}),
        len(pay),
        _counted(row["currency"] for row in pay),
        {word: quality[word] for word in QUALITIES},
        dict(sorted(Counter(row["salary_data_quarter"] for row in guides).items())),
        updated[0],
        updated[(len(updated) - 1) // 2],
        updated[-1],
        sum(row["next_review_due"] < today for row in guides),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    """How many there are of each, the most first."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _lacks(row: Row, part: str) -> bool:
    """Whether an end of a part is not known; a bonus may be in per cent, of which one holds for both ends."""
    if part == "bonus" and row["bonus_pct"] is not None:
        return False
    return row[f"{part}_low"] is None or row[f"{part}_high"] is None


def _lacking(guides: Iterable[Row]) -> tuple[str, ...]:
    there = {row["role"] for row in guides}
    return tuple(role for role in STANDARD_ROLES if role not in there)
