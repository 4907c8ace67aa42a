"""What the pages state: of guides, companies and roles, their pay ranges with axes, and of the dataset as JSON-LD."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from comp_data.base.wording import ranked
from comp_data.charts import data as charts
from comp_data.charts.data import ChartData
from comp_data.export.publication import TITLE, croissant_fields
from comp_data.linter.record import UNKNOWN_CURRENCY
from comp_data.report.pages.guide_summary import GuideSummary, PayLine
from comp_data.report.site import figures
from comp_data.report.site.gather import GuidePage, Site
from comp_data.report.site.render import ends

MOST_ROWS: Final = 40
"""How many rows a table of a page has."""


def pay_lines(summary: GuideSummary) -> list[dict[str, Any]]:
    """Return the pay ranges of a guide with what draws them: one axis a currency."""
    by_currency: dict[str, list[Any]] = {}
    for line in summary.pay:
        ends_ = (
            line.row.base.low,
            line.row.base.high,
            line.row.total_comp.low,
            line.row.total_comp.high,
            *_wages(line),
        )
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
            "wages": _wages(line),
        }
        for at, line in enumerate(summary.pay)
    ]


def _wages(line: PayLine) -> tuple[float, ...]:
    """Return the lowest and the highest known percentile of the official wages for a pay range; nothing without any."""
    known = line.market.wages[0].known if line.market else ()
    return (known[0][1], known[-1][1]) if known else ()


def company_facts(pages: Sequence[GuidePage]) -> list[tuple[str, str]]:
    """Return what the guides of a company state about it; where they differ, what most of them state."""
    records = [page.summary.record for page in pages if page.summary.record]
    keys = ("industry", "hq_location", "public_or_private", "ticker", "employee_count_range")
    named = {"hq_location": "headquarters", "public_or_private": "shares", "employee_count_range": "employees"}
    values = {key: Counter(text for record in records if (text := record.text(key))) for key in keys}
    return [(named.get(key, key), ranked(own)[0][0]) for key, own in values.items() if own]


def company_chart(own: Any, place: str) -> tuple[ChartData, figures.Scale, Any] | None:
    """Return the pay of a company by role in one place."""
    found = [charts.ranges(own, role, place) for role in own.roles]
    currencies = ranked(Counter(data.currency for data in found for _ in data.rows if data.currency))
    code = currencies[0][0] if currencies else None
    rows = [
        {**row, "label": f"{data.title.split(':')[0].removesuffix(f' in {place}')}{_level(row)}"}
        for data in found
        if data.currency == code
        for row in data.rows
    ]
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: (-(row["low"] + row["high"]), row["guide"]))
    every = sum(len(data.rows) for data in found)
    left_out = {"in another currency": every - len(rows)}
    as_of = max(data.as_of for data in found if data.as_of)
    whole = ChartData(f"Total compensation in {place}", tuple(rows), len(rows), "pay range", left_out, as_of, code)
    return whole, figures.axis_of(whole), rows


def role_chart(own: Any, role: str, place: str) -> tuple[ChartData, figures.Scale, Any, int] | None:
    """Return the pay of a role by company in one place."""
    data = charts.ranges(own, role, place)
    if len(data.rows) < 2:
        return None
    rows, more = figures.sequence([{**row, "label": f"{row['company']}{_level(row)}"} for row in data.rows], MOST_ROWS)
    return data._replace(title=f"Total compensation in {place}"), figures.axis_of(data), rows, more


def _level(row: Mapping[str, Any]) -> str:
    return f", {row['level']}" if row["level"] else ""


_KINDS = {"csv": "text/csv", "json": "application/json"}


def json_ld(site: Site) -> dict[str, Any]:
    """Return the description of the dataset, with what is known of its publication."""
    about, meta = site.publication, site.dataset.meta
    shared = croissant_fields(about)
    shared["creator"] = [{**one, "@type": "Organization"} for one in shared.get("creator", [])]
    home = about.homepage.rstrip("/")
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": about.title or TITLE,
        **shared,
        "version": meta.data_version,
        "dateModified": str(site.overview.whole.newest_update) if site.overview else "",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{home}/data/pay.{end}"}
            for end, kind in _KINDS.items()
            if home
        ],
    }
    found.pop("citeAs", None)
    return {key: value for key, value in found.items() if value}
