from comp_data.linter.analysis.market import (
    MAX_ERROR,
    MAXIMUM,
    MINIMUM,
    comparisons,
    is_outlier,
    likely_mistake,
)
from comp_data.linter.rule import Finding, Findings, Record, Severity, amount, rule


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
        if not is_outlier(one, minimum, maximum):
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
