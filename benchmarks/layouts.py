"""The compensation table of a made-up guide in each layout that real guides have."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

Layout = Literal["standard", "level-pivot", "component-pivot", "level-title", "level-region"]

LAYOUTS: dict[Layout, int] = {
    "standard": 840,
    "level-pivot": 100,
    "component-pivot": 25,
    "level-title": 20,
    "level-region": 15,
}
"""The layouts, and how many of 1,000 guides have each."""

Range = tuple[int, int]

_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "C$", "AUD": "A$", "SGD": "S$", "CHF": "CHF ", "JPY": "¥"}
_PARTS = ("Base Salary", "Stock (RSU/4yr)", "Bonus", "Total Comp")
_TITLES = ("Associate", "Regular", "Advanced", "Lead", "Principal")


class Row(NamedTuple):
    """The pay of one region, in whole units of its currency."""

    region: str
    level: str | None
    currency: str
    base: Range
    stock: Range
    bonus: Range
    total: Range

    @property
    def high_base(self) -> str:
        """The high end of the base salary as a lever quotes it."""
        return _amount(self.currency, self.base[1])

    def times(self, factor: float) -> "Row":
        """The row with this share of its pay, in whole thousands."""
        base, stock, total = (
            (round(one[0] * factor / 1000) * 1000, round(one[1] * factor / 1000) * 1000)
            for one in (self.base, self.stock, self.total)
        )
        return self._replace(base=base, stock=stock, total=total)

    def entry(self) -> dict[str, Any]:
        """The row as an entry of front matter."""
        return {
            "region": self.region,
            **({"level": self.level} if self.level else {}),
            "base_low": self.base[0],
            "base_high": self.base[1],
            "stock_low": self.stock[0],
            "stock_high": self.stock[1],
            "bonus_pct": self.bonus[0],
            "bonus_pct_high": self.bonus[1],
            "total_comp_low": self.total[0],
            "total_comp_high": self.total[1],
            "currency": self.currency,
        }

    def cells(self) -> list[str]:
        """The cells of base salary, stock, bonus and total."""
        base, stock, total = (pay(self.currency, one) for one in (self.base, self.stock, self.total))
        return [base, stock, f"{self.bonus[0]}–{self.bonus[1]}%", total]


def pay(currency: str, amounts: Range) -> str:
    """A range as a cell writes it: `$150K–$200K`."""
    return f"{_amount(currency, amounts[0])}–{_amount(currency, amounts[1])}"


def _amount(currency: str, amount: int) -> str:
    sign = _SIGNS[currency]
    return f"{sign}{amount:,}" if currency == "JPY" else f"{sign}{amount // 1000}K"


def table_lines(layout: Layout, rows: Sequence[Row]) -> list[str]:
    """The table as lines of Markdown; a pivot by levels has the total split in three."""
    header, lines = _CELLS[layout](rows)
    return [_line(header), "|" + "---|" * len(header), *map(_line, lines)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


_Table = tuple[list[str], list[list[str]]]


def _standard(rows: Sequence[Row]) -> _Table:
    return ["Region", *_PARTS], [[row.region, *row.cells()] for row in rows]


def _level_region(rows: Sequence[Row]) -> _Table:
    return ["Region", "Level", *_PARTS], [[row.region, row.level or "", *row.cells()] for row in rows]


def _level_title(rows: Sequence[Row]) -> _Table:
    lines = [[row.level or "", title, *row.cells()] for row, title in zip(rows, _TITLES, strict=False)]
    return ["Level", "Title", *_PARTS], lines


def _component_pivot(rows: Sequence[Row]) -> _Table:
    columns = [row.cells() for row in rows]
    lines = [[part, *(column[at] for column in columns)] for at, part in enumerate(_PARTS)]
    return ["Component", *(f"{row.region} ({row.currency})" for row in rows)], lines


def _level_pivot(rows: Sequence[Row]) -> _Table:
    lines = [[f"L{step + 3}", *(pay(row.currency, _third(row, step)) for row in rows)] for step in range(3)]
    return ["Level", *(f"{row.region} ({row.currency})" for row in rows)], lines


def _third(row: Row, step: int) -> Range:
    """One of three steps from the low end of a total to its high end, in thousands."""
    low, high = row.total
    ends = [low + (high - low) * at // 3 // 1000 * 1000 for at in range(3)] + [high]
    return ends[step], ends[step + 1]


_CELLS = {
    "standard": _standard,
    "level-region": _level_region,
    "level-title": _level_title,
    "component-pivot": _component_pivot,
    "level-pivot": _level_pivot,
}
