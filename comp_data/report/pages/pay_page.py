"""Show statistics of pay, as a table for people and as JSON."""

from collections.abc import Mapping
from typing import Any, Final

from comp_data.base.diagnostics import shortened
from comp_data.base.escape import printable
from comp_data.dataset.statistics import PayGroup, PayStatistics
from comp_data.report.findings.json_format import versioned
from comp_data.report.text_table import aligned

_FIELDS: Final = {
    "base": "base salary a year",
    "stock": "the whole equity grant",
    "stock_yearly": "a year's share of the equity grant",
    "bonus": "target bonus a year",
    "signing_bonus": "signing bonus",
    "total_comp": "total compensation a year, as stated",
    "expected_total": "total compensation a year, by the formula",
}
_ENDS: Final = {"low": "low end", "mid": "middle of the range", "high": "high end"}


def text_of(statistics: PayStatistics) -> str:
    """Return the field, the groups as a table in whole units, and the rates."""
    part, _, end = statistics.field.partition(".")
    lines = [f"{statistics.field}: {_FIELDS[part]}, {_ENDS[end]}; null is left out"]
    by = tuple(name for name in statistics.by if name != "currency" or statistics.rates is not None)
    heading = (*by, "in" if "currency" in by else "currency", *_COLUMNS)
    rows = [_row(group, by) for group in statistics]
    if not any(group.left_out for group in statistics):
        heading, rows = heading[:-1], [row[:-1] for row in rows]
    lines += ["", *aligned([heading, *rows], left=len(by) + 1)]
    if statistics.rates is not None:
        lines += ["", printable(f"converted to {statistics.currency} by {statistics.rates}")]
    if statistics.dropped:
        lines += ["", statistics.counted]
    return "\n".join(lines) + "\n"


_COLUMNS: Final = ("count", "min", "q1", "median", "q3", "max", "null")


def _row(group: PayGroup, by: tuple[str, ...]) -> tuple[str, ...]:
    names = ["—" if group.group[name] is None else printable(shortened(str(group.group[name]), 40)) for name in by]
    values = (group.min, group.q1, group.median, group.q3, group.max)
    figures = ("—" if value is None else f"{value:,.0f}" for value in values)
    return *names, group.currency or "—", f"{group.count:,}", *figures, f"{group.left_out:,}" if group.left_out else "—"


def json_of(statistics: PayStatistics, about: Mapping[str, Any]) -> str:
    """Return one JSON object with unrounded figures and all rates."""
    data = statistics.to_dict()
    if rates := data["rates"]:
        table = dict(sorted(rates.pop("table").items()))
        data["rates"] = {"source": rates["source"], "date": rates.pop("day"), **rates, "rates": table}
    return versioned({**about, **data})
