"""The geometry of charts: where marks and ticks are, in percent of the width; the templates draw them as SVG."""

import math
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from comp_data.base.wording import ranked
from comp_data.charts.data import ChartData
from comp_data.values.money import COMPONENT_NAMES, Number

_SEVERAL: Final = 3
_COLUMNS: Final = 32
_HALF: Final = 10
"""How many lines a scatter has above its middle, and below it."""
_PERCENT_A_LINE: Final = 5


class Scale(NamedTuple):
    """An axis from 0 to `top`; what is over it is cut, and marked as cut. A tick has a place in percent and a label."""

    top: float
    ticks: tuple[tuple[float, str], ...]

    @classmethod
    def over(cls, values: Iterable[Number]) -> "Scale":
        """Return the axis for values; one outlier does not make all others a dot."""
        if not (known := sorted(float(value) for value in values if value > 0)):
            return cls(1.0, ())
        most, usual = known[-1], known[int((len(known) - 1) * 0.95)]
        top = most if most <= 2.5 * usual else usual * 1.25
        least = top / 5
        power: float = 10.0 ** math.floor(math.log10(least))
        step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * 0.999)
        count = math.ceil(top / step)
        return cls(step * count, tuple((_round(100 * at / count), short(at * step)) for at in range(count + 1)))

    def at(self, value: Number) -> float:
        """Return the place of a value in percent."""
        return _round(max(0.0, min(100.0, 100 * value / self.top)))


def _round(value: float) -> float:
    return round(value, 2) + 0.0


def short(value: Number | None) -> str:
    """Write an amount in at most three digits: `185K`, `1.25M`; for charts, where figures need not be exact."""
    if value is None:
        return "—"
    for unit, name in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if abs(value) >= unit * 0.9995:
            return f"{float(f'{value / unit:.3g}'):g}{name}"
    return f"{float(f'{value:.3g}'):g}"


class Bar(NamedTuple):
    """A mark in a row: from `start`, `size` wide, in percent."""

    start: float
    size: float
    is_cut: bool


def bar(scale: Scale, low: Number | None, high: Number | None) -> Bar | None:
    """Return the mark of a range; None if an end is not known."""
    if low is None or high is None:
        return None
    low, high = min(low, high), max(low, high)
    start = min(scale.at(low), 99.2)
    return Bar(start, _round(max(scale.at(high) - start, 0.8)), is_cut=high > scale.top)


def axis_of(data: ChartData) -> Scale:
    """Return the axis of a chart of quartiles or of ranges."""
    keys = ("q1", "median", "q3", "max") if data.rows and "median" in data.rows[0] else ("low", "high")
    return Scale.over(row[key] for row in data.rows for key in keys)


def most_counted(data: ChartData) -> ChartData:
    """Return the chart of the rows with the most pay ranges, in their order; it counts the others as left out."""
    several = [row for row in data.rows if row["n"] >= _SEVERAL]
    rows = several if len(several) >= _SEVERAL else data.rows
    chosen = sorted(rows, key=lambda row: (-row["n"], row["group"]))[:20]
    rows = tuple(row for row in data.rows if row in chosen)
    n = sum(row["n"] for row in rows)
    return data._replace(rows=rows, n=n, left_out={**data.left_out, "in rows not drawn": data.n - n})


def scatter(data: ChartData) -> dict[str, Any]:
    """Count stated against computed totals in squares, by column and line, and those `beyond` 50% off."""
    scale = Scale.over(row["computed"] for row in data.rows)
    cells: Counter[tuple[int, int]] = Counter()
    for row in data.rows:
        column = min(_COLUMNS - 1, int(row["computed"] / scale.top * _COLUMNS))
        cells[column, max(-_HALF, min(_HALF, round(row["deviation"] / _PERCENT_A_LINE)))] += 1
    beyond = sum(abs(row["deviation"]) > _HALF * _PERCENT_A_LINE for row in data.rows)
    return {"scale": scale, "columns": _COLUMNS, "half": _HALF, "cells": sorted(cells.items()), "beyond": beyond}


def shade(count: int, most: int) -> int:
    """Return a shade from 1 to 5 for a count, by its logarithm; 0 for none."""
    if count <= 0:
        return 0
    return 5 if most <= 1 or count >= most else 1 + int(4.999 * math.log(count) / math.log(most + 1))


def months(data: ChartData, kind: str) -> list[dict[str, Any]]:
    """Return the months of one kind of date without gaps, at most three years: name, length, and rows of days."""
    if not (counts := {row["date"]: row for row in data.rows if row["kind"] == kind}):
        return []
    first, last = min(counts), max(counts)
    start = max(first.year * 12 + first.month - 1, last.year * 12 + last.month - 36)
    found = []
    for at in range(start, last.year * 12 + last.month):
        year, month = at // 12, at % 12 + 1
        length = monthrange(year, month)[1]
        days = [counts[day] for number in range(1, length + 1) if (day := date(year, month, number)) in counts]
        found.append({"name": f"{year}-{month:02}", "length": length, "days": days})
    return found


class Heat(NamedTuple):
    """A table of counts: `cells` by row and column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int]
    most: int


def heat(data: ChartData, row: str, column: str, value: str) -> Heat:
    """Make a table of counts; rows and columns with the highest sums first."""
    cells: Counter[tuple[str, str]] = Counter()
    sums: dict[str, Counter[str]] = {row: Counter(), column: Counter()}
    for one in data.rows:
        cells[one[row], one[column]] += one[value]
        for key, own in sums.items():
            own[one[key]] += one[value]
    rows, columns = (tuple(name for name, _ in ranked(own)) for own in sums.values())
    return Heat(rows, columns, cells, max(cells.values(), default=1))


def gaps(unknown: ChartData, most: int = 40) -> Heat:
    """Make a table of the pay ranges without a component, of the companies with the most of them."""
    found = heat(unknown, "company", "component", "unknown")
    rows = tuple(row for row in found.rows if any(found.cells[row, column] for column in found.columns))
    return found._replace(rows=rows[:most], columns=tuple(COMPONENT_NAMES))


def medians(data: ChartData) -> dict[str, float]:
    """Return the median of each group of a chart of quartiles."""
    return {row["group"]: row["median"] for row in data.rows}
