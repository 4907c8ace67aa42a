from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, amount, rule
from comp_data.values.factors import factors_of

_MOST_COMPARED = 10
"""How many of the first regions each later region is compared with."""

_LEAST_DISTANCE = 0.02


@rule("CD212", "scaled-region", Severity.INFO)
def scaled_region(record: Record) -> Findings:
    """Every figure of a region is another region's times one factor."""
    rows = [row for row in sound_rows(record) if row.region and row.base.is_known and row.total_comp.is_known]
    for place, row in enumerate(rows):
        for first in rows[: min(place, _MOST_COMPARED)]:
            if first.region != row.region and (factor := _factor(row, first)):
                yield Finding(
                    row.path("region"),
                    f"every figure is the one of {first.shown} × {amount(factor)}, rounded",
                    "Look up the pay of this region, or lower data_quality if it has no figures of its own",
                    (Note("the region with the same figures", first.path("region")),),
                    figures=(first.region, *(figure for _, _, pay in row.ranges for figure in (pay.low, pay.high))),
                )
                break


def _factor(row: Row, first: Row) -> float | None:
    """Return the roundest factor that gives every figure of `row` from `first`, or None."""
    pairs = zip(row.ranges, first.ranges, strict=True)
    ends = (end for (_, _, one), (_, _, of) in pairs for end in ((one.low, of.low), (one.high, of.high)))
    factors = factors_of((value, of) for value, of in ends if value is not None and of is not None)
    if factors is None or (factors.low < 1 + _LEAST_DISTANCE and factors.high > 1 - _LEAST_DISTANCE):
        return None
    return factors.roundest
