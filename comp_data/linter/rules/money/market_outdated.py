from comp_data.linter.rule import DatasetFinding, DatasetFindings, Facts, Finding, Severity, rule

_DAYS = 365.25


@rule("CD221", "market-outdated", Severity.INFO)
def market_outdated(facts: tuple[Facts, ...], *, years: float = 2.0) -> DatasetFindings:
    """The official wages that base is compared with are much older than the guides.

    Options:
        years: By how many years a release of wages may be older than a guide that is compared with it.
    """
    oldest: dict[str, Facts] = {}
    for one in facts:
        if one.wages and one.wages.age > years * _DAYS:
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
