"""Rules on regions whose pay is out of line with others, or with official wages."""

from array import array
from itertools import combinations
from math import exp, log
from operator import itemgetter
from typing import Final, TypeAlias

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.base.grouping import grouped
from comp_data.base.wording import in_words
from comp_data.guide.pay.agreement import contradictions, differing_keys
from comp_data.guide.pay.rows import own_currencies
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis import market
from comp_data.linter.analysis.causes import causes_of
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Findings, Pay, Record, Row, rule
from comp_data.linter.summary import by_company
from comp_data.market.sources import find_wages
from comp_data.values.currencies import PAY_BY_COUNTRY, UNITS_PER_DOLLAR
from comp_data.values.factors import factors_of, median, median_without
from comp_data.values.money import COMPONENT_NAMES, PayRange, amount, over_or_under

_MOST_SCALED = 10
"""How many of the first regions each later region is compared with."""
_LEAST_DISTANCE = 0.02
_DEVIATIONS_PER_MAD = 1.4826
"""The factor that makes a median absolute deviation comparable with a standard deviation."""
_Points: TypeAlias = "tuple[list[Facts], array[int], array[float]]"
"""The guides, positions and midpoints (as logarithms) of one role, place, currency and component.

Arrays keep memory small: a dataset has several rows a guide.
"""
_WIDE: Final = 3
"""A range whose high end is over this many times its low end is wrong at its high end."""
_FAR, _NEAR, _ABOUT = 2.0, 1.4, 1.6
"""The ratios of two regions that seem to be exchanged: as stated, exchanged, and of each to the other regions."""
_TYPICAL: Final = 160_000
"""A typical base salary in the US, in dollars: it decides between two regions that differ."""


@rule("CD212", "scaled-region", Severity.INFO)
def scaled_region(record: Record) -> Findings:
    """Every figure of a region is another region's times one factor."""
    rows = [row for row in sound_rows(record) if row.region and row.base.is_known and row.total_comp.is_known]
    for place, row in enumerate(rows):
        for first in rows[: min(place, _MOST_SCALED)]:
            ends = zip(row.ends, first.ends, strict=True)
            pairs = ((own, of) for own, of in ends if own is not None and of is not None)
            factors = factors_of(pairs) if first.region != row.region else None
            rates = {UNITS_PER_DOLLAR.get(one.currency) for one in (row, first)}
            is_same = row.ends == first.ends and len(rates - {None}) == 2 and row.index not in contradictions(record)
            is_same = is_same and not (own_currencies(row) or own_currencies(first))  # else CD307 reports it
            if factors and (is_same or factors.low >= 1 + _LEAST_DISTANCE or factors.high <= 1 - _LEAST_DISTANCE):
                times = f"in {first.currency}" if is_same else f"× {amount(factors.roundest)}, rounded"
                message = f"every figure is the one of {first.shown} {times}"
                help_ = "Look up this region's pay; if it has none of its own, lower data_quality and suppress this"
                note = Note("the region with the same figures", first.path("region"))
                level, stated = Severity.WARNING if is_same else None, (first.region, *row.ends)
                yield Finding(row.path("region"), message, help_, (note,), severity=level, figures=stated)
                break


@rule("CD213", "peer-outlier", Severity.WARNING)
def peer_outlier(
    facts: tuple[Facts, ...], *, peers: int = 8, ratio: float = 3.0, deviations: float = 3.5
) -> DatasetFindings:
    """A row's pay is far from what the other companies state for the same role and place.

    Options:
        peers: The least number of other companies that state the same role in the same place and currency.
        ratio: How many times over or under the peers' median a row must be.
        deviations: How many (robust) standard deviations off the peers' median a row must be, on the logarithmic scale.
    """
    groups: dict[tuple[str, str, str, str], _Points] = {}
    for one in facts:
        for row in one.rows if one.company is not None and one.role is not None else ():
            if not (row.region.metro and row.is_sound):
                continue
            key, pay = _peer_part(row)
            if pay.mid:
                group = one.role or "", row.region.metro, row.region.currency, key
                guides, positions, logs = groups.setdefault(group, ([], array("l"), array("d")))
                guides.append(one)
                positions.append(row.region.position)
                logs.append(log(pay.mid))
    limit = log(max(ratio, 1))
    for (role, place, _, _), points in groups.items():
        companies = grouped((one.company, middle) for one, middle in zip(points[0], points[2], strict=True))
        medians = {company: median(theirs) for company, theirs in companies.items()}
        ordered = sorted(medians.values()) if len(medians) > max(peers, 2) else []
        for one, position, middle in zip(*points, strict=True) if ordered else ():
            centre = median_without(ordered, medians[one.company])
            if abs(middle - centre) <= limit:
                continue
            others = (theirs for company, theirs in medians.items() if company != one.company)
            spread = median([abs(other - centre) for other in others]) * _DEVIATIONS_PER_MAD
            if abs(middle - centre) > deviations * spread:
                row = next(row for row in one.rows if row.region.position == position)
                peers_in_words = f"{len(medians) - 1} other companies for {role} in {place}"
                yield DatasetFinding(one, _unlike_peers(one, row, centre, peers_in_words))


def _peer_part(row: Pay) -> tuple[str, PayRange]:
    total = row.part("total_comp")
    return ("total_comp", total) if total.is_known else ("base", row.part("base"))


def _unlike_peers(one: Facts, row: Pay, centre: float, peers: str) -> Finding:
    key, pay = _peer_part(row)
    middle = pay.mid or 1
    off = log(middle) - centre
    is_high = pay.low and pay.high and abs(log(pay.low) - centre) < abs(log(pay.high) - centre)
    wages = find_wages(one.role or "", row.region.region or "", row.region.currency)
    return Finding(
        row.path(f"{key}_high" if is_high else f"{key}_low"),  # the end that is farther from the median
        f"{COMPONENT_NAMES[key]}, midpoint {amount(round(middle))}, is {over_or_under(exp(off), 1)} "
        f"{amount(round(exp(centre)))}, the median of {peers} ({row.region.currency})",
        "Check for a month's pay in place of a year's, an extra or missing zero, another currency or place"
        f"{market.wages_in_words(wages)}",
        figures=(key, round(middle)),
    )


@rule("CD215", "region-outlier", Severity.WARNING, supersedes=("CD220",))
def region_outlier(record: Record, *, ratio: float = 4.5) -> Findings:
    """A region's base salary is far from what the guide's other regions pay.

    Options:
        ratio: How many times over or under the guide's other regions a region must be.
    """
    known = [(row, level) for row in sound_rows(record) if (level := _level(row)) is not None]
    ordered, limit = sorted([*(level for _, level in known), log(_TYPICAL)]), log(max(ratio, 1))
    if ordered[-1] - ordered[0] <= min(limit, log(_FAR)):  # as in most guides
        return
    unexplained = [(row, level) for row, level in known if not _has_known_cause(record, row)]
    if pair := _exchanged(unexplained):
        one, other = pair
        yield Finding(
            one.path("base_low"),
            f"base salary {one.base} here and {other.base} in {other.shown} do not fit how pay in the two places "
            "compares: the figures of the two regions seem to be exchanged",
            "Look up the pay of both regions",
            (Note("the other region", other.path("base_low")),),
            figures=(one.base.low, one.base.high, other.base.low, other.base.high),
        )
        unexplained = [(row, level) for row, level in unexplained if row not in pair]
    for row, level in unexplained if len(known) > 1 else ():
        off = level - median_without(ordered, level)
        if abs(off) > limit:
            yield _out_of_line(row, off, market.mistake_of(record, row))


def _exchanged(rows: list[tuple[Row, float]]) -> tuple[Row, Row] | None:
    """Return two regions in different countries of which each has, by the usual levels of pay, the other's figures."""
    known = [(row, level) for row, level in rows if row.base.is_known]
    for (one, first), (other, second) in combinations(known[:20], 2):
        if abs(first - second) <= log(_FAR):
            continue
        # What one region's base would be at the other's level.
        by = log((one.base.mid or 1) / (other.base.mid or 1))
        ends = first - by, second + by
        others = [level for row, level in known if row not in (one, other)] or list(ends)
        if abs(ends[0] - ends[1]) < log(_NEAR) and all(abs(end - median(others)) < log(_ABOUT) for end in ends):
            return one, other
    return None


def _has_known_cause(record: Record, row: Row) -> bool:
    key = _compared_part(row)[0]
    explained = {*causes_of(record), *contradictions(record)}  # CD506 reports another currency in the table
    return row.index in explained or not differing_keys(record, row).isdisjoint((f"{key}_low", f"{key}_high"))


def _compared_part(row: Row) -> tuple[str, PayRange]:
    return ("base", row.base) if row.base.is_known else ("total_comp", row.total_comp)


def _level(row: Row) -> float | None:
    """Return the logarithm of a row's pay in dollars at the level of the US, or None if it is unknown."""
    rate, label, middle = UNITS_PER_DOLLAR.get(row.currency), row.label, _compared_part(row)[1].mid
    countries = {place.country for place in label.places} if label and not label.unknown else set()
    if rate is None or not middle or len(countries) != 1 or None in countries:
        return None
    return log(middle / rate / PAY_BY_COUNTRY.get(countries.pop() or "", 0.25))


def _out_of_line(row: Row, off: float, mistake: str) -> Finding:
    key, pay = _compared_part(row)
    middle, times = round(pay.mid or 0), exp(abs(off))
    side, sign = ("over", "÷") if off > 0 else ("under", "×")
    factors = (12, 10) if times < 30 else (100, 1_000)
    usual = [f"{amount(round(middle / by if off > 0 else middle * by))} ({sign} {by:,})" for by in factors]
    advice = f"Check for a month's pay in place of a year's, and for an extra or missing digit: {in_words(usual, 'or')}"
    said = f"is about {times:.0f} times {side} what the guide's other regions suggest"
    message = f"{COMPONENT_NAMES[key]}, midpoint {row.currency} {amount(middle)}, {said}"
    help_ = mistake or f"{advice} would be usual"
    end = "high" if off > 0 and (pay.high or 0) > _WIDE * (pay.low or 0) else "low"
    return Finding(row.path(f"{key}_{end}"), message, help_, figures=(key, pay.low, pay.high))


@rule("CD222", "total-outlier", Severity.WARNING)
def total_outlier(facts: tuple[Facts, ...], *, ratio: float = 1.1) -> DatasetFindings:
    """A total differs from the formula in another way than the totals of the guide's other regions.

    Options:
        ratio: How many times over or under the other regions' usual ratio of total to formula a region's must be.
    """
    for guides in by_company(facts).values():
        odd = [(guide, row, *row.odd_total) for guide in guides for row in guide.rows if row.odd_total]
        for guide, row, stated, usual, end in odd:
            off = log(stated / usual)
            place = (row.region.name, row.region.level)
            # Where the company's other guides have the same oddity in the region, it is how the company pays there.
            others = [
                log(other_stated / other_usual)
                for other_guide, other, other_stated, other_usual, _ in odd
                if other_guide is not guide and (other.region.name, other.region.level) == place
            ]
            is_usual = bool(others) and median(others) / off >= 1 / 2
            if not is_usual and abs(off) > log(max(ratio, 1)):
                total = row.part("total_comp")
                others_are = f"while the totals of the guide's other regions are {over_or_under(usual)} theirs"
                only = f"; only total_comp_{end} {amount(getattr(total, end))} is off" if end else ""
                message = f"the total {total} is {over_or_under(stated)} the total by the formula, {others_are}{only}"
                help_ = "Look up base salary, equity grant, bonus and total of this region"
                path = row.path(f"total_comp_{end or 'low'}")
                yield DatasetFinding(guide, Finding(path, message, help_, figures=(total.low, total.high)))


@rule("CD220", "market-outlier", Severity.WARNING)
def market_outlier(
    record: Record,
    *,
    minimum: float = market.MINIMUM,
    maximum: float = market.MAXIMUM,
    max_error: float = market.MAX_ERROR,
) -> Findings:
    """Base salary is far from official wages for the role and place.

    Options:
        minimum: The least ratio of the middle of base to the median.
        maximum: The largest ratio of the middle of base to the median.
        max_error: Wages with a larger relative standard error, in percent, are not used.
    """
    for one in market.comparisons(record, max_error):
        is_odd = market.is_outlier(one, minimum, maximum)
        if not is_odd or not differing_keys(record, one.row).isdisjoint(("base_low", "base_high")):
            continue
        ratio, wages, base = one.ratios[0], one.wages[0], one.row.base
        usual = f"{amount(round(wages.median or 0))} of {wages.title}"
        times = f"{ratio:.{1 if ratio >= 1 else 2}f} times the median wage {usual}"
        message = f"the middle of base, {amount(round(one.middle))}, is {times}"
        end = "high" if ratio > 1 and (base.high or 0) > _WIDE * (base.low or 0) else "low"
        help_ = market.likely_mistake(record, one)
        yield Finding(one.row.path(f"base_{end}"), message, help_, figures=(base.low, base.high))


@rule("CD221", "market-outdated", Severity.INFO)
def market_outdated(facts: tuple[Facts, ...], *, years: float = 2.0) -> DatasetFindings:
    """The official wages that base is compared with are much older than the guides.

    Options:
        years: By how many years a release of wages may be older than a guide that is compared with it.
    """
    used = ((one.wages.age / 365.25, one.wages.release, one) for one in facts if one.wages)
    for release, guides in grouped((release, (age, one)) for age, release, one in used if age > years).items():
        age, one = max(guides, key=itemgetter(0))
        message = f"the wages of {release} are {age:.1f} years older than this guide"
        help_ = "Upgrade comp-data, or replace the file in market.sources, for newer wages"
        yield DatasetFinding(one, Finding(("last_updated",), message, help_, figures=(release,)))
