"""Everything about a guide, as JSON."""

from typing import Any

from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.report.findings.json_format import diagnostic_objects, totals, versioned
from comp_data.report.findings.json_text import json_value
from comp_data.report.pages.guide_summary import GuideSummary, PayLine
from comp_data.report.pages.market_page import ends, json_object


def json_of(summary: GuideSummary) -> str:
    """Return one JSON object: front matter, pay with its check by the formula, and every finding.

    `pay` has ranges as `[low, high]` or null; `formula` is the computed total, `deviation_pct` the percentage by which
    the stated total is over it. `age_days` and `review_days` count from `today`; overdue is negative.
    """
    return versioned(
        {
            "guide": summary.name,
            "path": summary.path,
            "ref": summary.ref,
            "today": str(summary.today),
            "age_days": summary.age,
            "review_days": summary.review,
            "front_matter": None if summary.record is None else json_value(summary.record.values),
            "pay": [_line(line) for line in summary.pay],
            "findings": diagnostic_objects(summary.result.diagnostics),
            "summary": totals(summary.result),
        }
    )


def _line(line: PayLine) -> dict[str, Any]:
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
