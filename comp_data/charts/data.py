"""The figures of each chart, for notebooks and the site, with how many are left out; currencies are never mixed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.errors import UsageError
from comp_data.base.grouping import grouped
from comp_data.base.vocabulary import slug_of
from comp_data.base.wording import did_you_mean, plural, ranked
from comp_data.dataset.dataset import Dataset
from comp_data.dataset.overview import lacks
from comp_data.dataset.statistics import PARTS, WORDS, check_name, five_numbers
from comp_data.records.compensation import Compensation
from comp_data.records.models import Guide
from comp_data.values.currencies import check_currency
from comp_data.values.money import COMPONENT_NAMES, PayRange, deviation
from comp_data.values.places.lookup import check_place, read_region

Row = Mapping[str, Any]


class ChartData(NamedTuple):
    """The rows of a chart, and what they count."""

    title: str
    rows: tuple[Row, ...]
    n: int  # how many of `unit` the rows show
    unit: str
    left_out: Mapping[str, int] = {}  # how many they do not show, by the reason
    as_of: date | None = None  # the newest date of the figures, or when ages are counted from; None without rows
    currency: str | None = None

    @property
    def caption(self) -> str:
        """The line below the title: how many figures it shows, in what currency, what is left out, and of when."""
        said = [f"{plural(self.n, self.unit)}{f' in {self.currency}' if self.currency else ''}"]
        said += [f"{number:,} left out ({reason})" for reason, number in self.left_out.items() if number]
        return "; ".join([*said, *([f"as of {self.as_of}"] if self.as_of else [])])


class Pay(NamedTuple):
    """A pay range with its guide and its place; the place is the region's text if it is not known."""

    guide: Guide
    pay: Compensation
    place: str


_GROUPINGS: Final[dict[str, Callable[[Pay], str]]] = {
    "role": lambda one: one.guide.role,
    "company": lambda one: one.guide.company,
    "place": lambda one: one.place,
}


def pay_ranges(ds: Dataset) -> Iterator[Pay]:
    """Return every pay range of a dataset."""
    return (Pay(guide, pay, read_region(pay.region).canonical) for guide in ds.guides for pay in guide.compensation)


def ranges(
    ds: Dataset, role: str | None, place: str | None = None, *, part: str = "total_comp", currency: str | None = None
) -> ChartData:
    """Return the pay ranges of a role, or of all, the highest first; for base with p10 and p90 of official wages."""
    slug = role and (slug_of(role) or role)
    if slug and slug not in ds.roles:
        raise UsageError(f"no guide has the role {role}{did_you_mean(slug, ds.roles)}")
    found, where = _in_place(ds, place, lambda one: slug in (None, one.guide.role))
    code, rows, left_out = _in_one_currency(found, part, currency)
    made = []
    for one, own in rows:
        if own.low is not None and own.high is not None:
            made.append({**_names(one), "low": own.low, "high": own.high})
            market = one.pay.market() if part == "base" else None
            if market and market.p10 is not None and market.p90 is not None:
                made[-1] |= {"p10": market.p10, "p90": market.p90}
    made.sort(key=lambda row: (-(row["low"] + row["high"]), row["company"], row["region"], row["level"] or ""))
    left_out["without both ends"] = len(rows) - len(made)
    named = next((one.guide.role_display for one in found if one.guide.role_display), slug)
    title = f"{named}{where}: {WORDS[part]}" if slug else f"{WORDS[part].capitalize()}{where}"
    return ChartData(title, tuple(made), len(made), "pay range", left_out, _newest(found), code)


def quartiles(
    ds: Dataset, by: str = "role", *, part: str = "total_comp", currency: str | None = None, place: str | None = None
) -> ChartData:
    """Return minimum, quartiles and maximum of the middle of each pay range, by role, company or place."""
    check_name("grouping", by, _GROUPINGS)
    found, where = _in_place(ds, place)
    code, rows, left_out = _in_one_currency(found, part, currency)
    known = [(_GROUPINGS[by](one), own.mid) for one, own in rows]
    left_out["without both ends"] = sum(mid is None for _, mid in known)
    made = _by_group((key, mid) for key, mid in known if mid is not None)
    title = f"{WORDS[part].capitalize()} by {by}{where}"
    return ChartData(title, tuple(made), sum(row["n"] for row in made), "pay range", left_out, _newest(found), code)


def stated_and_computed(ds: Dataset, *, currency: str | None = None) -> ChartData:
    """Return each stated total with the total computed by the formula, and by how many percent it is over that."""
    found = list(pay_ranges(ds))
    code, rows, _ = _in_one_currency(found, "total_comp", currency)
    made = []
    for one, stated in rows:
        computed = one.pay.expected_total()
        for end in ("low", "high"):
            said, due = getattr(stated, end), getattr(computed, end)
            if said is not None and due:
                off = deviation(said, due)
                made.append({**_names(one), "end": end, "stated": said, "computed": due, "deviation": off})
    left_out = {"in another currency": 2 * (len(found) - len(rows))}
    left_out["ends without a stated or computed total"] = 2 * len(rows) - len(made)
    title = "Stated total against the total by the formula"
    return ChartData(title, tuple(made), len(made), "end", left_out, _newest(found), code)


def spreads(ds: Dataset, by: str = "role", *, part: str = "total_comp") -> ChartData:
    """Return the high end divided by the low end of pay ranges, by role, company or place: without a currency."""
    check_name("grouping", by, _GROUPINGS)
    check_name("part of pay", part, PARTS)
    found = list(pay_ranges(ds))
    parts = [(_GROUPINGS[by](one), PARTS[part](one.pay)) for one in found]
    known = [(key, own.high / own.low) for key, own in parts if own.low and own.high is not None]
    title = f"Spread by {by}: high end ÷ low end of {WORDS[part]}"
    left_out = {"without both ends": len(found) - len(known)}
    return ChartData(title, tuple(_by_group(known)), len(known), "pay range", left_out, _newest(found))


def calendar(ds: Dataset, today: date) -> ChartData:
    """Return how many guides were last updated, and how many reviews are due, on each date."""
    made = []
    for kind, key in (("last updated", "last_updated"), ("review due", "next_review_due")):
        for day, count in sorted(Counter(getattr(guide, key) for guide in ds.guides).items()):
            made.append({"kind": kind, "date": day, "guides": count, "overdue": kind == "review due" and day < today})
    return ChartData("Age and reviews due", tuple(made), len(ds), "guide", {}, today)


def findings_by(found: Iterable[Diagnostic], today: date, *, most_rules: int = 30) -> ChartData:
    """Return the number of findings by rule and company, and the worst severity, for those with the most."""
    # A finding about a file, not about a record, has no company: it is one of the company that its folder names.
    own = ((one, one.company or one.path.rpartition("/")[0].rpartition("/")[2] or "—") for one in found)
    every = [(one.code, one.name, company, one.severity) for one, company in own]
    rules = dict(ranked(Counter(code for code, _, _, _ in every))[:most_rules])
    companies = dict(ranked(Counter(company for _, _, company, _ in every))[:20])
    kept = (one for one in every if one[0] in rules and one[2] in companies)
    cells = grouped(((code, name, company), severity) for code, name, company, severity in kept)
    made = [
        {"rule": code, "name": name, "severity": max(own).label, "company": company, "findings": len(own)}
        for (code, name, company), own in sorted(cells.items())
    ]
    n = sum(map(len, cells.values()))
    left_out = {"other rules and companies": len(every) - n}
    return ChartData("Findings by rule and company", tuple(made), n, "finding", left_out, today)


def unknowns(ds: Dataset) -> ChartData:
    """Return how many pay ranges lack a component, by company."""
    found = list(pay_ranges(ds))
    made = []
    for company, own in sorted(grouped((one.guide.company, one.pay) for one in found).items()):
        for part in COMPONENT_NAMES:
            unknown = sum(lacks(pay.__dict__, part) for pay in own)
            about = {"company": company, "component": part, "unknown": unknown}
            made.append({**about, "pay_ranges": len(own), "share": unknown / len(own)})
    title = "What is not known, by company and component"
    return ChartData(title, tuple(made), len(found), "pay range", as_of=_newest(found))


def _in_place(ds: Dataset, place: str | None, takes: Callable[[Pay], bool] = lambda _: True) -> tuple[list[Pay], str]:
    wanted = None if place is None else read_region(place).canonical
    found = [one for one in pay_ranges(ds) if wanted in (None, one.place)]
    if place is not None and not found:
        check_place(place)
    return [one for one in found if takes(one)], f" in {wanted}" if wanted else ""


def _in_one_currency(
    found: Sequence[Pay], part: str, currency: str | None
) -> tuple[str | None, list[tuple[Pay, PayRange]], dict[str, int]]:
    """Return a currency, by default that of the most pay ranges, those in it, and how many are in others."""
    check_name("part of pay", part, PARTS)
    check_currency(currency)
    code = currency or next((code for code, _ in ranked(Counter(one.pay.currency for one in found))), None)
    rows = [(one, PARTS[part](one.pay)) for one in found if one.pay.currency == code]
    return code, rows, {"in another currency": len(found) - len(rows)}


def _by_group(values: Iterable[tuple[str, float]]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for key, found in grouped(values).items():
        quarters = dict(zip(("min", "q1", "median", "q3", "max"), five_numbers(sorted(found)), strict=True))
        made.append({"group": key, **quarters, "n": len(found)})
    return sorted(made, key=lambda row: (-row["median"], row["group"]))


def _names(one: Pay) -> dict[str, Any]:
    return {
        "guide": one.guide.id,
        "company": one.guide.company_display or one.guide.company,
        "role": one.guide.role_display or one.guide.role,
        "region": one.pay.region,
        "place": one.place,
        "level": one.pay.level,
    }


def _newest(found: Iterable[Pay]) -> date | None:
    return max((one.guide.last_updated for one in found), default=None)
