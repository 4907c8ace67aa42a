"""Summarize one guide on a date: its figures checked by the formula, its age, and the findings.

A guide whose front matter is not a record is shown too, as far as it can be read: `Record` holds what is of the
right type.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from comp_data.base.wording import plural
from comp_data.guide.document import Document
from comp_data.guide.pay.totals import Formula, formulas, sound_rows
from comp_data.linter.analysis.market import wages_of
from comp_data.linter.record import Record, Row
from comp_data.linter.result import LintResult
from comp_data.market.sources import MarketSource
from comp_data.market.wages import MarketComparison
from comp_data.values.money import Bonus, percent


class PayLine(NamedTuple):
    """A pay range, completed from the body's table unless its figures contradict each other, and its formula."""

    row: Row
    formula: Formula
    market: MarketComparison | None = None
    is_sound: bool = True


@dataclass(frozen=True)
class GuideSummary:
    """A guide on a date. `record` is None if the guide has no front matter; `ref` is the git revision, if any.

    `age` is the number of days since `last_updated`, `review` that until `next_review_due`, negative if it is
    overdue; None if they are not known.
    """

    name: str
    path: str
    ref: str | None
    today: date
    record: Record | None
    age: int | None
    review: int | None
    result: LintResult

    @cached_property
    def pay(self) -> tuple[PayLine, ...]:
        """The pay ranges, in their order."""
        if self.record is None:
            return ()
        sound = {row.index: row for row in sound_rows(self.record)}
        return tuple(_line(self.record, sound.get(row.index), row) for row in self.record.rows)


def summary_of(
    name: str,
    ref: str | None,
    document: Document,
    result: LintResult,
    today: date,
    market: tuple[MarketSource, ...] = (),
) -> GuideSummary:
    """Summarize a guide from its name `company/role`, its document and its findings."""
    if document.values is None:
        return GuideSummary(name, document.path, ref, today, None, None, None, result)
    record = Record(document, document.values, today, market)
    updated, due = record.date("last_updated"), record.date("next_review_due")
    return GuideSummary(
        name,
        document.path,
        ref,
        today,
        record,
        None if updated is None else (today - updated).days,
        None if due is None else (due - today).days,
        result,
    )


def facts_of(summary: GuideSummary, *, between_levels: str, later: str) -> dict[str, str]:
    """Return what front matter states about a guide, by name; `later` is said of an update after the date."""
    record = summary.record
    if record is None:
        return {}
    mapping = record.values.get("level_mapping")
    levels = mapping if isinstance(mapping, dict) else {}
    named = [str(levels[key]) for key in ("internal", "raw") if levels.get(key)]
    others = [f"{key} {level}" for key, level in levels.items() if key not in ("internal", "raw") and level]
    return {
        "company": _listed(record, "industry", "hq_location", "public_or_private", "ticker", "employee_count_range"),
        "role type": _listed(record, "role_type"),
        "quality": _listed(record, "data_quality", "salary_data_quarter"),
        "last updated": _when(record.date("last_updated"), summary.age, "{} ago", f"{{}} {later}"),
        "review due": _when(record.date("next_review_due"), summary.review, "in {}", "overdue by {}"),
        "levels": "; ".join([*named, *([between_levels.join(others)] if others else [])]),
    }


def percents_of(bonus: Bonus) -> str | None:
    """Write the percentages of a bonus: `10%` or `10–15%`; None if it is not stated in percent."""
    low, high = bonus.pct_low, bonus.pct_high
    if low is None:
        return None
    return percent(low) if high in (None, low) else f"{percent(low).removesuffix('%')}–{percent(float(high or 0))}"


def _listed(record: Record, *keys: str) -> str:
    return ", ".join(value for key in keys if (value := record.text(key)))


def _when(day: date | None, days: int | None, said: str, said_of_negative: str) -> str:
    if day is None or days is None:
        return "not known"
    return f"{day} ({(said if days >= 0 else said_of_negative).format(plural(abs(days), 'day'))})"


def _line(record: Record, sound: Row | None, row: Row) -> PayLine:
    wages = wages_of(record, row) if row.base.is_known else ()
    market = MarketComparison(row.base, wages) if wages else None
    return PayLine(sound or row, formulas(record)[row.index], market, is_sound=sound is not None)
