"""A row's base salary compared with official wages."""

from collections.abc import Iterator

from comp_data.linter.analysis.plausible import component, implausible_amounts
from comp_data.linter.record import Record, Row
from comp_data.market.lookup import find_wages
from comp_data.market.wages import Wages
from comp_data.values.money import amount

MAX_ERROR = 30.0
"""The relative standard error, in percent, over which a median is not used by default."""


def wages_of(record: Record, row: Row, max_error: float = MAX_ERROR) -> tuple[Wages, ...]:
    """Return the wages for the record's role in the row's place; empty unless role, place and currency are certain."""
    if record.role is None or row.region is None:
        return ()
    label = row.label
    if label is None or any(currency != row.currency for currency in label.currencies):
        return ()
    found = find_wages(record.role, row.region, row.currency, record.market)
    return found if all(wages.median and (wages.error or 0) <= max_error for wages in found) else ()


def comparable_rows(record: Record, max_error: float) -> Iterator[tuple[Row, float, tuple[Wages, ...]]]:
    """Yield each row whose base is known and sound, with the middle of base and the wages to compare it with."""
    for row in record.rows:
        low, high = row.base.low, row.base.high
        if low is None or high is None or not 0 < low <= high:
            continue
        if any(component(key) == "base" for key, _ in implausible_amounts(row)):
            continue
        if wages := wages_of(record, row, max_error):
            yield row, (low + high) / 2, wages


def evidence(record: Record, row: Row) -> str:
    """Describe the official wages for a row: `. Official wages: 10th percentile …`; empty if there are none."""
    wages = wages_of(record, row)
    if not wages:
        return ""
    ends = {10: "10th percentile", 50: "median", 90: "90th percentile"}
    known = ", ".join(f"{ends[at]} {amount(round(value))}" for at, value in wages[0].known if at in ends)
    return f". Official wages of {wages[0].title}: {known}"
