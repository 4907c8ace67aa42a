"""Rules on official wages."""

from operator import itemgetter

from comp_data.base.diagnostics import Finding, Severity
from comp_data.base.grouping import grouped
from comp_data.guide.pay.agreement import differing_keys
from comp_data.linter.analysis.market import MAX_ERROR, MAXIMUM, MINIMUM, comparisons, is_outlier, likely_mistake
from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Findings, Record, rule
from comp_data.values.money import amount

_DAYS = 365.25


@rule("CD220", "market-outlier", Severity.WARNING)
def market_outlier(
    record: Record, *, minimum: float = MINIMUM, maximum: float = MAXIMUM, max_error: float = MAX_ERROR
) -> Findings:
    """Base salary is far from official wages for the role and place.

    Options:
        minimum: The least ratio of the middle of base to the median.
        maximum: The largest ratio of the middle of base to the median.
        max_error: Wages with a larger relative standard error, in percent, are not used.
    """
    for one in comparisons(record, max_error):
        is_odd = is_outlier(one, minimum, maximum)
        if not is_odd or not differing_keys(record, one.row).isdisjoint(("base_low", "base_high")):
            continue
        ratio, wages = one.ratios[0], one.wages[0]
        times = f"{ratio:.1f} times" if ratio >= 1 else f"{ratio:.2f} times"
        median = amount(round(wages.median or 0))
        yield Finding(
            one.row.path("base_low"),
            f"the middle of base, {amount(round(one.middle))}, is {times} the median wage {median} of {wages.title}",
            likely_mistake(record, one),
            figures=(one.row.base.low, one.row.base.high),
        )


@rule("CD221", "market-outdated", Severity.INFO)
def market_outdated(facts: tuple[Facts, ...], *, years: float = 2.0) -> DatasetFindings:
    """The official wages that base is compared with are much older than the guides.

    Options:
        years: By how many years a release of wages may be older than a guide that is compared with it.
    """
    used = ((one.wages.age / _DAYS, one.wages.release, one) for one in facts if one.wages)
    by_release = grouped((release, (age, one)) for age, release, one in used if age > years)
    for release, guides in by_release.items():
        age, one = max(guides, key=itemgetter(0))
        finding = Finding(
            ("last_updated",),
            f"the wages of {release} are {age:.1f} years older than this guide",
            "Upgrade comp-data, or replace the file in market.sources, for newer wages",
            figures=(release,),
        )
        yield DatasetFinding(one, finding)
