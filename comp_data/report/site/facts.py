"""What the pages of guides and companies state in words, and the pay ranges of a guide with their axes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from comp_data.linter.record import UNKNOWN_CURRENCY, Record
from comp_data.report.pages.guide_summary import GuideSummary
from comp_data.report.site import figures
from comp_data.report.site.gather import GuidePage
from comp_data.report.site.render import days, ends


def pay_lines(summary: GuideSummary) -> list[dict[str, Any]]:
    """Return the pay ranges of a guide with what draws them: one axis a currency."""
    by_currency: dict[str, list[Any]] = {}
    for line in summary.pay:
        ends_ = (line.row.base.low, line.row.base.high, line.row.total_comp.low, line.row.total_comp.high)
        by_currency.setdefault(line.row.currency, []).extend(end for end in ends_ if end is not None)
    scales = {code: figures.Scale.over(values) for code, values in by_currency.items()}
    codes = [line.row.currency for line in summary.pay]
    return [
        {
            "line": line,
            "starts": at == 0 or codes[at - 1] != line.row.currency,
            "scale": scales[line.row.currency],
            "currency": "—" if line.row.currency == UNKNOWN_CURRENCY else line.row.currency,
            "text": f"{line.row.shown}: base {ends(line.row.base)}, total {ends(line.row.total_comp)}",
        }
        for at, line in enumerate(summary.pay)
    ]


def guide_facts(summary: GuideSummary, record: Record) -> list[tuple[str, str]]:
    """Return what front matter states about a guide, as pairs of a name and a text."""
    mapping = record.values.get("level_mapping")
    levels = mapping if isinstance(mapping, dict) else {}
    named = [str(levels[key]) for key in ("internal", "raw") if levels.get(key)]
    named += [f"{key} {level}" for key, level in levels.items() if key not in ("internal", "raw") and level]
    updated, due = record.date("last_updated"), record.date("next_review_due")
    return [
        ("company", _listed(record, "industry", "hq_location", "public_or_private", "ticker", "employee_count_range")),
        ("role type", _listed(record, "role_type")),
        ("quality", _listed(record, "data_quality", "salary_data_quarter")),
        ("last updated", f"{updated} ({_ago(summary.age)})" if updated and summary.age is not None else "not known"),
        ("review due", f"{due} ({_until(summary.review)})" if due and summary.review is not None else "not known"),
        ("levels", "; ".join(named)),
    ]


def company_facts(pages: Sequence[GuidePage]) -> list[tuple[str, str]]:
    """Return what the guides of a company state about it; where they differ, what most of them state."""
    records = [page.summary.record for page in pages if page.summary.record]
    keys = ("industry", "hq_location", "public_or_private", "ticker", "employee_count_range")
    named = {"hq_location": "headquarters", "public_or_private": "shares", "employee_count_range": "employees"}
    values = {key: Counter(text for record in records if (text := record.text(key))) for key in keys}
    return [(named.get(key, key), min(own, key=lambda text: (-own[text], text))) for key, own in values.items() if own]


def _listed(record: Record, *keys: str) -> str:
    return ", ".join(value for key in keys if (value := record.text(key)))


def _ago(age: int) -> str:
    return f"{days(age)} ago" if age >= 0 else f"{days(-age)} after this date"


def _until(review: int) -> str:
    return f"in {days(review)}" if review >= 0 else f"overdue by {days(-review)}"
