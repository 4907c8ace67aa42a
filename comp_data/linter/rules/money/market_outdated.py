from typing import NamedTuple

from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Severity, rule

_DAYS = 365.25


class Options(NamedTuple):
    """How old official wages may be."""

    years: float = 2.0
    """By how many years a release of wages may be older than a guide that is compared with it."""


@rule("CD221", "market-outdated", Severity.INFO, options=Options())
def market_outdated(facts: tuple[Facts, ...], options: Options) -> DatasetFindings:
    """The official wages that base is compared with are much older than the guides."""
    oldest: dict[str, Facts] = {}
    for one in facts:
        if one.wages and one.wages.age > options.years * _DAYS:
            first = oldest.get(one.wages.release)
            if first is None or first.wages is None or one.wages.age > first.wages.age:
                oldest[one.wages.release] = one
    for release, one in oldest.items():
        age = one.wages.age / _DAYS if one.wages else 0
        finding = Finding(
            ("last_updated",),
            f"the wages of {release} are {age:.1f} years older than this guide",
            "Upgrade comp-data, or replace the file in market.sources, for newer wages",
            figures=(release,),
        )
        yield DatasetFinding(one, finding)
