"""What the pages of guides and companies state in words, and the pay ranges of a guide with their axes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from comp_data.base.wording import ranked
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.report.pages.guide_summary import GuideSummary
from comp_data.report.site import figures
from comp_data.report.site.gather import GuidePage
from comp_data.report.site.render import ends


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


def company_facts(pages: Sequence[GuidePage]) -> list[tuple[str, str]]:
    """Return what the guides of a company state about it; where they differ, what most of them state."""
    records = [page.summary.record for page in pages if page.summary.record]
    keys = ("industry", "hq_location", "public_or_private", "ticker", "employee_count_range")
    named = {"hq_location": "headquarters", "public_or_private": "shares", "employee_count_range": "employees"}
    values = {key: Counter(text for record in records if (text := record.text(key))) for key in keys}
    return [(named.get(key, key), ranked(own)[0][0]) for key, own in values.items() if own]
