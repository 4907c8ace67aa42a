"""Everything about one guide on a date: figures checked by the formula, age and findings; as text and as JSON."""

import textwrap
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from comp_data.base.diagnostics import Severity, shortened
from comp_data.base.escape import printable
from comp_data.base.plain import plain
from comp_data.base.wording import plural
from comp_data.guide.document import Document
from comp_data.guide.pay.totals import Formula, formulas, sound_rows
from comp_data.linter.analysis.market import wages_of
from comp_data.linter.record import UNKNOWN_CURRENCY, Record, Row
from comp_data.linter.result import LintResult
from comp_data.market.comparison import MarketComparison
from comp_data.market.sources import MarketSource
from comp_data.report.findings.json_format import diagnostic_objects, totals, versioned
from comp_data.report.findings.view import View, headline, overall
from comp_data.report.pages.market_page import comparison_line, ends, json_object
from comp_data.report.text_table import aligned, and_more, both_ends, width
from comp_data.values.money import Number, PayRange, amount, percents_of

WIDTH: Final = 100

_MOST: Final = 200
"""How many pay ranges, sources and findings are shown: no guide of people has more."""

_COLUMNS: Final = ("region", "level", "", "base", "grant", "years", "bonus", "signing", "total", "formula", "off")
_OPTIONAL: Final = frozenset(("level", "years", "signing"))


class PayLine(NamedTuple):
    """A pay range, completed from the body's table unless its figures contradict each other, and its formula."""

    row: Row
    formula: Formula
    market: MarketComparison | None = None
    is_sound: bool = True


@dataclass(frozen=True)
class GuideSummary:
    """A guide on a date, by its name `company/role`, at a git revision `ref`, if any; front matter may be invalid."""

    name: str
    ref: str | None
    document: Document
    result: LintResult
    today: date
    market: tuple[MarketSource, ...] = ()

    @cached_property
    def record(self) -> Record | None:
        """The values of the front matter as a record; None if the guide has none."""
        values = self.document.values
        return None if values is None else Record(self.document, values, self.today, self.market)

    @property
    def age(self) -> int | None:
        """The number of days since `last_updated`; None if it is not known."""
        updated = self.record and self.record.date("last_updated")
        return (self.today - updated).days if updated else None

    @property
    def review(self) -> int | None:
        """The number of days until `next_review_due`, negative if it is overdue; None if it is not known."""
        due = self.record and self.record.date("next_review_due")
        return (due - self.today).days if due else None

    @cached_property
    def pay(self) -> tuple[PayLine, ...]:
        """The pay ranges, in their order."""
        if self.record is None:
            return ()
        record, lines = self.record, []
        sound = {row.index: row for row in sound_rows(record)}
        for row in record.rows:
            wages = wages_of(record, row) if row.base.is_known else ()
            market = MarketComparison.of(row.base, wages) if wages else None
            lines.append(PayLine(sound.get(row.index, row), formulas(record)[row.index], market, row.index in sound))
        return tuple(lines)


def facts_of(summary: GuideSummary) -> dict[str, str]:
    """Return what front matter states about a guide, by name."""
    if (record := summary.record) is None:
        return {}
    mapping = record.values.get("level_mapping")
    levels = mapping if isinstance(mapping, dict) else {}
    named = [str(levels[key]) for key in ("internal", "raw") if levels.get(key)]
    others = [f"{key} {level}" for key, level in levels.items() if key not in ("internal", "raw") and level]
    return {
        "company": _listed(record, "industry", "hq_location", "public_or_private", "ticker", "employee_count_range"),
        "role type": _listed(record, "role_type"),
        "quality": _listed(record, "data_quality", "salary_data_quarter"),
        "last updated": _when(record.date("last_updated"), summary.age, "{} ago", f"{{}} after {summary.today}"),
        "review due": _when(record.date("next_review_due"), summary.review, "in {}", "overdue by {}"),
        "levels": "; ".join([*named, *([", ".join(others)] if others else [])]),
    }


def _listed(record: Record, *keys: str) -> str:
    return ", ".join(value for key in keys if (value := record.text(key)))


def _when(day: date | None, days: int | None, said: str, said_of_negative: str) -> str:
    if day is None or days is None:
        return "not known"
    return f"{day} ({(said if days >= 0 else said_of_negative).format(plural(abs(days), 'day'))})"


def text_of(summary: GuideSummary, level: Severity) -> str:
    """Return the page: names, pay with its check by the formula, official wages, sources and findings."""
    names = [summary.record.text(key) for key in ("role_display", "company_display")] if summary.record else []
    title = " | ".join(printable(shortened(name)) for name in names if name) or printable(summary.name)
    at = f" at {printable(summary.ref)}" if summary.ref else ""
    blocks = [
        [title, f"{printable(summary.document.path)}{at}"],
        _about(summary),
        _pay(summary),
        [comparison_line(line.market) for line in summary.pay[:_MOST] if line.market],
        _sources(summary),
        _findings(summary, level),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _about(summary: GuideSummary) -> list[str]:
    facts = facts_of(summary)
    if summary.record:
        facts["summary"] = summary.record.text("negotiation_dna_summary") or ""
    lines = []
    for name, text in facts.items():
        shown = f"{name:<14}{printable(shortened(text, 4000))}" if text else ""
        lines += textwrap.wrap(shown, WIDTH, subsequent_indent=" " * 14, break_on_hyphens=False)
    return lines


def _pay(summary: GuideSummary) -> list[str]:
    if not summary.pay:
        return []
    rows = [_cells(line) for line in summary.pay[:_MOST]]
    shown = [at for at, name in enumerate(_COLUMNS) if name not in _OPTIONAL or any(row[at] != "—" for row in rows)]
    left = sum(_COLUMNS[at] in ("region", "level", "") for at in shown)
    lines = aligned([[row[at] for at in shown] for row in [_COLUMNS, *rows]], left=left)
    lines += and_more(len(summary.pay), _MOST)
    lines.append("formula: base + grant / years (4) + bonus; off: stated total minus formula, low and high end")
    if any(line.row.bonus_from_table for line in summary.pay):
        lines.append("* part of the bonus is from the table in the body")
    if any(not line.is_sound for line in summary.pay):
        lines.append("? not computed: the figures contradict each other or are impossible")
    return lines


def _cells(line: PayLine) -> tuple[str, ...]:
    row = line.row
    off = [line.formula.deviation_low, line.formula.deviation_high]
    ends_off = " / ".join("—" if end is None else f"{round(end, 1) + 0:+,.1f}" for end in off)
    return (
        printable(shortened(row.region or "—", 26)),
        printable(shortened(row.level or "—", 20)),
        "" if row.currency == UNKNOWN_CURRENCY else printable(shortened(row.currency, 8)),
        _short(row.base),
        _short(row.stock),
        "—" if row.vest_years == 4 else amount(row.vest_years),
        (percents_of(row.bonus) or _short(row.bonus.of_base(row.base))) + ("*" if row.bonus_from_table else ""),
        _short(row.signing_bonus),
        _short(row.total_comp),
        _short(line.formula.total) if line.is_sound else "?",
        "—" if off == [None, None] else f"{ends_off}%".replace(" / —%", "% / —"),
    )


def _short(pay: PayRange) -> str:
    """Write a range without its currency, in thousands or millions if that is exact."""

    def short(value: Number | None) -> str:
        for unit, step, name in ((1_000_000, 100, "M"), (1_000, 10, "K")):
            if value and abs(value) >= unit and value % step == 0:
                return f"{f'{value / unit:,.4f}'.rstrip('0').rstrip('.')}{name}"
        return amount(value)

    return both_ends(pay.low, pay.high, short)


def _sources(summary: GuideSummary) -> list[str]:
    sources = summary.record.sources if summary.record else ()
    if not sources:
        return []
    rows = [
        [printable(shortened(one.name, 40)), str(one.date_accessed or "—"), printable(shortened(one.url or "", WIDTH))]
        for one in sources[:_MOST]
    ]
    return ["sources", *(f"  {line}" for line in [*aligned(rows, left=3), *and_more(len(sources), _MOST)])]


def _findings(summary: GuideSummary, level: Severity) -> list[str]:
    view = View(summary.result, level, most=_MOST)
    rows = [(one.severity.label, one.code, f"{one.line}:{one.column}") for one in view.shown]
    lines = []
    for line, one in zip(aligned(rows, left=2) if rows else [], view.shown, strict=True):
        indent = " " * (width(line) + 4)
        lines += textwrap.wrap(f"  {line}  {headline(one)}", WIDTH, subsequent_indent=indent, break_on_hyphens=False)
    counted = overall(view).partition(": ")[2]
    return [f"findings on {summary.today}: {counted}", *lines, *and_more(len(summary.result.at_least(level)), _MOST)]


def json_of(summary: GuideSummary) -> str:
    """Return one JSON object: front matter, pay with its check by the formula, and every finding.

    `pay` has ranges as `[low, high]` or null; `formula` is the computed total, `deviation_pct` the percentage by which
    the stated total is over it. `age_days` and `review_days` count from `today`; overdue is negative.
    """
    found = {
        "guide": summary.name,
        "path": summary.document.path,
        "ref": summary.ref,
        "today": str(summary.today),
        "age_days": summary.age,
        "review_days": summary.review,
        "front_matter": None if summary.record is None else plain(summary.record.values),
        "pay": [_object(line) for line in summary.pay],
        "findings": list(diagnostic_objects(summary.result.diagnostics)),
        "summary": totals(summary.result),
    }
    return versioned(found)


def _object(line: PayLine) -> dict[str, Any]:
    row = line.row
    return {
        "region": row.region,
        "place": [place.name for place in row.label.places] if row.label else [],
        "level": row.level,
        "currency": None if row.currency == UNKNOWN_CURRENCY else row.currency,
        "base": ends(row.base),
        "stock": ends(row.stock),
        "vest_years": row.vest_years,
        "bonus_pct": None if row.bonus.pct_low is None else [row.bonus.pct_low, row.bonus.pct_high],
        "bonus": ends(row.bonus.of_base(row.base)),
        "bonus_from_table": row.bonus_from_table,
        "signing_bonus": ends(row.signing_bonus),
        "total_comp": ends(row.total_comp),
        "formula": ends(line.formula.total),
        "formula_basis": line.formula.basis,
        "formula_reason": line.formula.reason,
        "deviation_pct": [line.formula.deviation_low, line.formula.deviation_high],
        "market": None if line.market is None else json_object(line.market),
    }
