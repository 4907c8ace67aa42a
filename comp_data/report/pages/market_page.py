"""Official wages for a role and a place, for people and as JSON."""

import textwrap
from typing import Any, Final

from comp_data.base.escape import printable
from comp_data.market.comparison import MarketComparison
from comp_data.market.wages import about
from comp_data.report.text_table import aligned, both_ends
from comp_data.values.money import Number, PayRange, amount

_NAMED: Final = ("source", "release", "published", "occupation", "area")


def text_of(found: MarketComparison) -> str:
    """Write a table of the percentiles for each area, and the comparison with base if there is one."""
    lines = []
    for wages in found.wages:
        rows = [("median" if at == 50 else f"{at}th percentile", amount(round(value))) for at, value in wages.known]
        if wages.top_code is not None:
            rows.append(("higher percentiles", f"{amount(wages.top_code)} or more"))
        if wages.employment is not None:
            rows.append(("employment", amount(wages.employment)))
        if wages.error is not None:
            rows.append(("standard error", f"{wages.error:g}%"))
        title = f"{printable(wages.title)}, {found.base.currency} a year"
        lines += [title, *(f"  {line}" for line in aligned(rows, left=1)), ""]
    if line := comparison_line(found):
        lines += [line, ""]
    if any(wages.source == about()["source"] for wages in found.wages):
        lines += textwrap.wrap(about()["attribution"], 100)
    return "\n".join(lines).rstrip("\n") + "\n"


def comparison_line(found: MarketComparison) -> str:
    """Write one line: `base 170,000–222,000: 32nd to 76th percentile of Software Developers in …`."""
    return printable(f"base {both_ends(found.base.low, found.base.high)}: {found}") if ends(found.base) else ""


def json_object(found: MarketComparison) -> dict[str, Any]:
    """Return the wages of all areas, and the percentiles of base in the first."""
    return {
        "base": ends(found.base),
        "currency": found.base.currency,
        "percentile_low": found.percentile_low,
        "percentile_mid": found.percentile_mid,
        "percentile_high": found.percentile_high,
        "wages": [
            {
                **{name: str(getattr(wages, name)) for name in _NAMED},
                "percentiles": {f"p{at}": value for at, value in wages.known},
                "top_code": wages.top_code,
                "employment": wages.employment,
                "error_pct": wages.error,
            }
            for wages in found.wages
        ],
    }


def ends(pay: PayRange) -> list[Number | None] | None:
    """Return both ends of a range for JSON; None if neither is known."""
    return None if pay.low is None and pay.high is None else [pay.low, pay.high]
