"""The overview of a dataset and statistics of pay, as text for people and as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from comp_data.base.diagnostics import shortened
from comp_data.base.escape import printable
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.base.wording import plural
from comp_data.dataset.overview import Coverage, Overview
from comp_data.dataset.statistics import ENDS, WORDS, PayStatistics
from comp_data.report.findings.json_format import versioned
from comp_data.report.text_table import aligned, and_more

MOST_ROWS: Final = 20
"""How many companies, and roles, are shown, those with the most guides first; json has all."""

MOST_NAMES: Final = 10
"""How many currencies and countries are shown, those with the most pay ranges first."""

_HEADING: Final = ("places", "ranges", "high", "medium", "low", "overdue", "oldest update")
_COLUMNS: Final = ("count", "min", "q1", "median", "q3", "max", "null")


def overview_text(overview: Overview) -> str:
    """Return counts, age, reviews and quality of the dataset, then of companies and roles if there are several."""
    whole = overview.whole
    counted = f"{plural(len(overview.companies), 'company')} in {plural(len(overview.roles), 'role')}"
    ranges = f"{plural(whole.pay_ranges, 'pay range')} in {plural(whole.regions, 'place')}"
    lines = [f"{plural(whole.guides, 'guide')} of {counted}; {ranges}", ""]
    unknown = {part.replace("_", " "): number for part, number in overview.unknown.items() if number}
    ages = {f"{name} {day}": (overview.today - day).days for name, day in _updates(whole).items()}
    about = {
        "age": ", ".join(f"{update} ({plural(age, 'day')})" for update, age in ages.items()),
        "reviews": f"{whole.overdue:,} overdue on {overview.today}" if whole.overdue else "none overdue",
        "quality": _counts(whole.quality),
        "figures of": _counts(whole.quarters),
        "currencies": _counts(whole.currencies),
        "countries": _counts(overview.countries),
        "not known": f"{_counts(unknown)} (of {whole.pay_ranges:,})" if unknown else "nothing",
    }
    if overview.left_out:
        about["no record"] = plural(overview.left_out, "file")
    summary = "\n".join([*lines, *aligned([*about.items()], left=2)])
    return "\n\n".join([summary, _table("company", overview.companies), _table("role", overview.roles)]) + "\n"


def _updates(part: Coverage) -> dict[str, date]:
    return {"oldest": part.oldest_update, "median": part.median_update, "newest": part.newest_update}


def _counts(number: Mapping[str, int]) -> str:
    shown = [f"{printable(name)} {count:,}" for name, count in number.items() if count]
    return " ".join([", ".join(shown[:MOST_NAMES]) or "none", *and_more(len(shown), MOST_NAMES, "and {:,} more")])


def _table(title: str, parts: Sequence[Coverage]) -> str:
    rows = [(title, "currencies", "guides", *(("standard",) if title == "company" else ()), *_HEADING)]
    for part in parts[:MOST_ROWS]:
        codes = list(part.currencies)
        currencies = " ".join(codes[:3]) + (f" +{len(codes) - 3}" if len(codes) > 3 else "")
        standard = f"{len(STANDARD_ROLES) - len(part.lacking)}/{len(STANDARD_ROLES)}"
        numbers = (part.regions, part.pay_ranges, *part.quality.values(), part.overdue)
        start = (printable(shortened(part.name, 30)), currencies, f"{part.guides:,}")
        shown = (f"{number:,}" if number else "—" for number in numbers)
        rows.append((*start, *((standard,) if title == "company" else ()), *shown, str(part.oldest_update)))
    return "\n".join([*aligned(rows, left=2), *and_more(len(parts), MOST_ROWS)])


def overview_json(overview: Overview, about: Mapping[str, Any]) -> str:
    """Return one JSON object: the dataset, every company and every role."""
    today = overview.today
    found = {
        **about,
        "today": str(today),
        "whole": _object(overview.whole, today),
        "countries": overview.countries,
        "unknown": overview.unknown,
        "left_out": overview.left_out,
        "companies": [
            {"company": part.name, **_object(part, today), "lacking": part.lacking} for part in overview.companies
        ],
        "roles": [{"role": part.name, **_object(part, today)} for part in overview.roles],
    }
    return versioned(found)


def _object(part: Coverage, today: date) -> dict[str, Any]:
    names = ("guides", "regions", "pay_ranges", "currencies", "quality", "quarters", "overdue")
    updates = {name: {"date": str(day), "days": (today - day).days} for name, day in _updates(part).items()}
    return {**{name: getattr(part, name) for name in names}, "last_updated": updates}


def pay_text(statistics: PayStatistics) -> str:
    """Return the field, the groups as a table in whole units, and the rates."""
    part, _, end = statistics.field.partition(".")
    lines = [f"{statistics.field}: {WORDS[part]}, {ENDS[end]}; null is left out"]
    by = tuple(name for name in statistics.by if name != "currency" or statistics.rates is not None)
    heading = (*by, "in" if "currency" in by else "currency", *_COLUMNS)
    rows = []
    for group in statistics:
        names = ["—" if group.group[name] is None else printable(shortened(str(group.group[name]), 40)) for name in by]
        values = (group.min, group.q1, group.median, group.q3, group.max)
        figures = ["—" if value is None else f"{value:,.0f}" for value in values]
        left_out = f"{group.left_out:,}" if group.left_out else "—"
        rows.append((*names, group.currency or "—", f"{group.count:,}", *figures, left_out))
    if not any(group.left_out for group in statistics):
        heading, rows = heading[:-1], [row[:-1] for row in rows]
    lines += ["", *aligned([heading, *rows], left=len(by) + 1)]
    if statistics.rates is not None:
        lines += ["", printable(f"converted to {statistics.currency} by {statistics.rates}")]
    if statistics.dropped:
        lines += ["", statistics.counted]
    return "\n".join(lines) + "\n"


def pay_json(statistics: PayStatistics, about: Mapping[str, Any]) -> str:
    """Return one JSON object with unrounded figures and all rates."""
    data = statistics.to_dict()
    if rates := data["rates"]:
        table = dict(sorted(rates.pop("table").items()))
        data["rates"] = {"source": rates["source"], "date": rates.pop("day"), **rates, "rates": table}
    return versioned({**about, **data})
