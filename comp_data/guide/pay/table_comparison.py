"""Compare the figures of a table row with those of an entry of front matter, and their currencies with each other."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from comp_data.guide.body.cells.amount_ranges import MONTHLY
from comp_data.guide.body.cells.figure import Figure
from comp_data.guide.body.sections import Extent
from comp_data.guide.body.table_rows import TableRow
from comp_data.guide.pay.rows import Row
from comp_data.values.money import Number, PayRange, amount, percent


class End(NamedTuple):
    """One end of a figure: its key and value in front matter, and the table's value and cell."""

    key: str
    front: Number | None
    table: Number
    span: Extent


class Comparison(NamedTuple):
    """One component of a row on both sides."""

    component: str
    ends: tuple[End, ...]
    figure: Figure
    currency: str | None  # the table's; None if it is unknown, and for percentages
    lost: tuple[End, ...]  # the ends that only the table states
    differing: tuple[End, ...]
    years: int | None = None  # of the table's stock; None if it does not say, or front matter has the figure × years

    @property
    def shown(self) -> str:
        """The table's figure for messages: `USD 80,000–120,000`, `10–15%`."""
        shown: Callable[[Number], str] = percent if self.component == "bonus_pct" else amount
        texts = [shown(end.table) for end in self.ends]
        text = texts[0] if len(set(texts)) == 1 else "–".join(texts).replace("%–", "–")
        return f"{self.currency} {text}" if self.currency else text


def comparisons(row: Row, table: TableRow) -> tuple[Comparison, ...]:
    """Compare the components that the table states for a row, in the order of front matter's keys.

    The bonus is compared in the form that front matter uses; if it has none, as a percentage if the table has one.
    Skipped are a component with an unreadable cell of a level, a ragged row, and rows that contradict each other.
    """
    if table.is_ragged or (table.levels and is_contradictory(table)):
        return ()
    found: list[Comparison] = []
    partly = {cell.component for cell in table.unread} if table.levels else set()
    for component in ("base", "stock", "signing_bonus", "total_comp"):
        figure: Figure | None = getattr(table, component)
        if figure and component not in partly:
            pay: PayRange = getattr(row, component)
            one = _amounts(component, row.currency, pay.low, pay.high, figure)
            if MONTHLY in table.notes:
                one = one._replace(differing=tuple(end for end in one.differing if not _is_same_a_month(end)))
            found.append(_over_years(one, row, table.vest_years) if component == "stock" else one)
        if component == "stock" and "bonus" not in partly:
            found += _bonus(row, table)
    return tuple([one for one in found if one.ends])


def is_contradictory(table: TableRow) -> bool:
    """Whether rows that are merged name no level, and state different pay: it is unknown which one applies."""
    unnamed = [(one.base, one.total_comp) for one in table.levels if not (one.level or one.title)]
    return any(len({one[:2] for one in figures if one}) > 1 for figures in zip(*unnamed, strict=True))


def _bonus(row: Row, table: TableRow) -> Iterator[Comparison]:
    """Compare percentages if the table has them and the row has no amounts, else amounts."""
    bonus = row.bonus
    is_percent = bonus.pct_low is not None or bonus.pct_high is not None
    is_amount = bonus.low is not None or bonus.high is not None
    if table.bonus_pct and table.bonus_pct.low is not None and not is_amount:
        figure = table.bonus_pct
        ends: list[End | None] = [_end("bonus_pct", bonus.pct_low, figure.low, figure.span)]
        if figure.high != figure.low or (bonus.pct_high is not None and not figure.is_open):
            ends.append(_end("bonus_pct_high", bonus.pct_high, figure.high, figure.high_span or figure.span))
        yield _comparison("bonus_pct", ends, figure, None)
    elif table.bonus and not is_percent:
        yield _amounts("bonus", row.currency, bonus.low, bonus.high, table.bonus)


def _amounts(component: str, currency: str, low: Number | None, high: Number | None, figure: Figure) -> Comparison:
    """Compare an amount, in the row's currency if the cell gives two, unless front matter has the first figures."""
    stated_low, stated_high, stated = figure.low, figure.high, figure.currency
    second = figure.second
    if second and second.currency == currency != stated and (low, high) != (stated_low, stated_high):
        stated_low, stated_high, stated = second.low, second.high, second.currency
    ends = (
        _end(f"{component}_low", low, stated_low, figure.span),
        _end(f"{component}_high", high, stated_high, figure.high_span or figure.span),
    )
    return _comparison(component, ends, figure, stated)


def _comparison(component: str, stated: Iterable[End | None], figure: Figure, currency: str | None) -> Comparison:
    ends = tuple([end for end in stated if end])
    unlike = [end for end in ends if end.front != end.table]
    lost = tuple([end for end in unlike if end.front is None])
    differing = tuple([end for end in unlike if end.front is not None and not is_same(end.front, end.table)])
    return Comparison(component, ends, figure, currency, lost, differing)


def _over_years(stock: Comparison, row: Row, years: int | None) -> Comparison:
    if years == 1 and row.vest_years != 1:
        grant = tuple(end._replace(table=end.table * row.vest_years) for end in stock.ends)
        if all(end.front is not None and is_same(end.front, end.table) for end in grant):
            return stock._replace(ends=grant, differing=())
    return stock._replace(years=years)


def _end(key: str, front: Number | None, table: Number | None, span: Extent) -> End | None:
    return None if table is None else End(key, front, table, span)


def _is_same_a_month(end: End) -> bool:
    front, month = (end.front or 0) / 12, end.table / 12
    return abs(front - month) <= 1 / 2 or is_same(front, month)


def is_same(front: Number, table: Number) -> bool:
    """Whether a table's figure equals front matter's, rounded to thousands or hundreds, or with cents that it lacks."""
    if front == table:
        return True
    if table <= 200:  # a percentage
        return table == int(table) and front != int(front) and abs(front - table) <= 1 / 2
    if table != int(table):
        return abs(front - table) <= 1 / 2
    unit = 1  # a rounded figure has at least 50 of them: 82,400 is 82K, but 12,400 is not 12K
    while table % (unit * 10) == 0 and unit * 10 * 50 <= abs(table):
        unit *= 10
    return unit > 1 and abs(front - table) <= unit / 2


def agreement_of(row: Row, table: TableRow) -> tuple[int, int]:
    """Count the ends that agree and the ends that differ."""
    found = comparisons(row, table)
    differing = sum(len(one.differing) for one in found)
    return sum(len(one.ends) - len(one.lost) for one in found) - differing, differing


NAMES: Final = {
    "base": "base salary", "total_comp": "total", "stock": "equity grant", "bonus": "bonus",
    "signing_bonus": "signing bonus", "bonus_pct": "bonus",
}  # fmt: skip
"""The names of parts of pay in a sentence, those of the main figures first."""


def two_currency_figures(row: TableRow) -> list[tuple[str, Figure]]:
    """Return the figures whose two ends are in two currencies, with their names."""
    return [(name, figure) for part, name in NAMES.items() if (figure := getattr(row, part)) and figure.high_currency]


def mixed_figures(row: TableRow) -> Iterator[tuple[str, Figure, str, Figure]]:
    """Yield the figures that cannot be in the currency of the row's main one, its base salary or its total.

    Each figure has its name before it; the main one comes second.
    """
    figures = [(name, figure) for part, name in NAMES.items() if (figure := getattr(row, part))]
    stated = [(name, figure) for name, figure in figures if figure.written and not figure.high_currency]
    for name, other in stated[1:]:
        main_name, main = stated[0]
        if main.written != other.written and not _currencies(main) & _currencies(other):
            yield name, other, main_name, main


def is_mixed(row: TableRow) -> bool:
    """Whether a row, or one of its levels, mixes currencies."""
    parts = row.levels or (row,)
    in_several = (part for part in parts if len({one.written for one in part.figures}) > 1)
    return any(map(two_currency_figures, parts)) or any(next(mixed_figures(part), None) for part in in_several)


def _currencies(figure: Figure) -> set[str]:
    second = figure.second.currency if figure.second else None
    return {*figure.written, *([second] if second else [])}
