from bisect import bisect_left
from itertools import combinations
from math import exp, log
from typing import Final

from comp_data.guide.pay.agreement import differing_keys
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.analysis import market
from comp_data.linter.analysis.causes import causes_of
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, rule
from comp_data.values.currencies import UNITS_PER_DOLLAR
from comp_data.values.factors import median
from comp_data.values.money import COMPONENT_NAMES, PayRange, amount

_HIGH: Final = (
    *("AE", "AT", "AU", "BE", "CA", "DE", "DK", "FI", "FR", "GB", "HK", "IE", "IL", "IS", "JP", "LU", "NL", "NO"),
    *("NZ", "SE", "SG"),
)
_LEVELS: Final = {
    **dict.fromkeys(("US", "CH"), 1.0),
    **dict.fromkeys(_HIGH, 0.7),
    **dict.fromkeys(("CN", "CZ", "EE", "ES", "IT", "KR", "PL", "PT", "SA", "TW"), 0.45),
}
"""How pay compares with the US, roughly, by country."""
_OTHER_LEVEL: Final = 0.25
_MOST_COMPARED: Final = 20
_FAR, _NEAR, _ABOUT = 2.0, 1.4, 1.6
"""The ratios of two regions that seem to be exchanged: as stated, exchanged, and of each to the other regions."""
_TYPICAL: Final = 160_000
"""A typical base salary in the US, in dollars: it decides between two regions that differ."""


@rule("CD215", "region-outlier", Severity.WARNING, supersedes=("CD220",))
def region_outlier(record: Record, *, ratio: float = 4.5) -> Findings:
    """A region's base salary is far from what the guide's other regions pay.

    Options:
        ratio: How many times over or under the guide's other regions a region must be.
    """
    rows = [row for row in sound_rows(record) if not _has_known_cause(record, row)]
    if pair := _exchanged([row for row in rows if row.label]):
        yield _exchange(*pair)
        rows = [row for row in rows if row not in pair]
    known = {row.index: level for row in sound_rows(record) if (level := _level(row)) is not None}
    ordered = sorted([*known.values(), log(_TYPICAL)])
    for row in rows:
        if row.index not in known or len(known) < 2:
            continue
        at = bisect_left(ordered, known[row.index])  # a copy of the levels for each row would take long for 4,000 rows
        half, is_odd = divmod(len(ordered) - 1, 2)
        off = known[row.index] - median([ordered[k + (k >= at)] for k in (half, half - 1 + is_odd)])
        if abs(off) > log(max(ratio, 1)):
            finding = _finding(row, exp(abs(off)), is_over=off > 0)
            mistake = market.mistake_of(record, row)
            yield finding._replace(help=mistake) if mistake else finding


def _exchanged(rows: list[Row]) -> tuple[Row, Row] | None:
    """Return two regions in different countries of which each has, by the usual levels of pay, the other's figures."""
    known = [(row, level) for row in rows if row.base.is_known and (level := _level(row)) is not None]
    for (one, first), (other, second) in combinations(known[:_MOST_COMPARED], 2):
        if abs(first - second) <= log(_FAR):
            continue
        # What one region's base would be at the other's level.
        by = log((one.base.mid or 1) / (other.base.mid or 1))
        ends = first - by, second + by
        others = [level for row, level in known if row not in (one, other)] or list(ends)
        if abs(ends[0] - ends[1]) < log(_NEAR) and all(abs(end - median(others)) < log(_ABOUT) for end in ends):
            return one, other
    return None


def _exchange(one: Row, other: Row) -> Finding:
    return Finding(
        one.path("base_low"),
        f"base salary {one.base} here and {other.base} in {other.shown} do not fit how pay in the two places compares: "
        "the figures of the two regions seem to be exchanged",
        "Look up the pay of both regions",
        (Note("the other region", other.path("base_low")),),
        figures=(one.base.low, one.base.high, other.base.low, other.base.high),
    )


def _has_known_cause(record: Record, row: Row) -> bool:
    key = _compared(row)[0]
    return row.index in causes_of(record) or not differing_keys(record, row).isdisjoint((f"{key}_low", f"{key}_high"))


def _compared(row: Row) -> tuple[str, PayRange]:
    return ("base", row.base) if row.base.is_known else ("total_comp", row.total_comp)


def _level(row: Row) -> float | None:
    """Return the logarithm of a row's pay in dollars at the level of the US, or None if it is unknown."""
    rate, label, middle = UNITS_PER_DOLLAR.get(row.currency), row.label, _compared(row)[1].mid
    countries = {place.country for place in label.places} if label and not label.unknown else set()
    if rate is None or not middle or len(countries) != 1 or None in countries:
        return None
    return log(middle / rate / _LEVELS.get(countries.pop() or "", _OTHER_LEVEL))


def _finding(row: Row, times: float, *, is_over: bool) -> Finding:
    key, pay = _compared(row)
    middle = round(pay.mid or 0)
    factors = (("12", 12), ("10", 10)) if times < 30 else (("100", 100), ("1,000", 1_000))
    meant = " or ".join(
        f"{amount(round(middle / factor if is_over else middle * factor))} ({'÷' if is_over else '×'} {words})"
        for words, factor in factors
    )
    return Finding(
        row.path(f"{key}_low"),
        f"{COMPONENT_NAMES[key]}, midpoint {row.currency} {amount(middle)}, is "
        f"about {times:.0f} times {'over' if is_over else 'under'} what the guide's other regions suggest",
        f"Check for a month's pay in place of a year's, and for an extra or missing digit: {meant} would be usual",
        figures=(key, pay.low, pay.high),
    )
