"""Everything about a guide, as JSON."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.report.findings.json_format import FORMAT_VERSION, TOOL, diagnostic_objects, totals
from comp_data.report.findings.json_text import json_text
from comp_data.report.pages.guide_summary import GuideSummary, PayLine
from comp_data.report.pages.market_page import json_object
from comp_data.values.money import PayRange


def json_of(summary: GuideSummary) -> str:
    """Return one JSON object: front matter, pay with its check by the formula, and every finding.

    `pay` has ranges as `[low, high]` or null; `formula` is the computed total, `deviation_pct` the percentage by which
    the stated total is over it. `age_days` and `review_days` count from `today`; overdue is negative.
    """
    return json_text(
        {
            "version": FORMAT_VERSION,
            "tool": TOOL,
            "guide": summary.name,
            "path": summary.path,
            "ref": summary.ref,
            "today": str(summary.today),
            "age_days": summary.age,
            "review_days": summary.review,
            "front_matter": None if summary.record is None else _plain(summary.record.values),
            "pay": [_line(line) for line in summary.pay],
            "findings": diagnostic_objects(summary.result.diagnostics),
            "summary": totals(summary.result),
        },
        indent=2,
    )


def _line(line: PayLine) -> dict[str, Any]:
    row = line.row
    return {
        "region": row.region,
        "place": [place.name for place in row.label.places] if row.label else [],
        "level": row.level,
        "currency": None if row.currency == UNKNOWN_CURRENCY else row.currency,
        "base": _ends(row.base),
        "stock": _ends(row.stock),
        "vest_years": row.vest_years,
        "bonus_pct": None if row.bonus.pct_low is None else [row.bonus.pct_low, row.bonus.pct_high],
        "bonus": _ends(row.bonus.of_base(row.base)),
        "bonus_from_table": row.bonus_from_table,
        "signing_bonus": _ends(row.signing_bonus),
        "total_comp": _ends(row.total_comp),
        "formula": _ends(line.formula.total),
        "formula_basis": line.formula.basis,
        "formula_reason": line.formula.reason,
        "deviation_pct": [line.formula.deviation_low, line.formula.deviation_high],
        "market": None if line.market is None else json_object(line.market),
    }


def _ends(pay: PayRange) -> list[int | float | None] | None:
    return None if pay.low is None and pay.high is None else [pay.low, pay.high]


def _plain(value: Any) -> Any:
    """Return a value of front matter for JSON: dates, infinity and not-a-number become text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value)
