"""All that is known of a guide, as JSON."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.report.findings.json_format import FORMAT_VERSION, TOOL, diagnostic_objects, totals
from comp_data.report.findings.json_text import json_text
from comp_data.report.pages.guide_summary import GuideSheet, PayLine
from comp_data.report.pages.market_page import json_object
from comp_data.values.money import PayRange


def json_of(sheet: GuideSheet) -> str:
    """One JSON object: front matter as it is, pay with the formula's check, and every finding.

    `pay` has ranges as `[low, high]` or null; `formula` is what the parts add up to, `deviation_pct` by how many per
    cent the stated total is over it. `age_days` and `review_days` count from `today`; overdue is negative.
    """
    return json_text(
        {
            "version": FORMAT_VERSION,
            "tool": TOOL,
            "guide": sheet.name,
            "path": sheet.path,
            "ref": sheet.ref,
            "today": str(sheet.today),
            "age_days": sheet.age,
            "review_days": sheet.review,
            "front_matter": None if sheet.record is None else _plain(sheet.record.values),
            "pay": [_line(line) for line in sheet.pay],
            "findings": diagnostic_objects(sheet.result.diagnostics),
            "summary": totals(sheet.result),
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
        "formula": None if line.formula is None else _ends(line.formula),
        "deviation_pct": list(line.deviation),
        "market": None if line.market is None else json_object(line.market),
    }


def _ends(pay: PayRange) -> list[int | float | None] | None:
    return None if pay.low is None and pay.high is None else [pay.low, pay.high]


def _plain(value: Any) -> Any:
    """A value of front matter as JSON has it: days as text, and numbers without end or value as text too."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value)
