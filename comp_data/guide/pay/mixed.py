"""Find figures of a table row that are in different currencies."""

from collections.abc import Iterator
from typing import NamedTuple

from comp_data.guide.body.figures import Figure
from comp_data.guide.body.pay_table import TableRow

_NAMES = (
    ("base salary", "base"),
    ("total", "total_comp"),
    ("equity grant", "stock"),
    ("bonus", "bonus"),
    ("signing bonus", "signing_bonus"),
)


class Mixed(NamedTuple):
    """A figure in another currency than the main one of its row: its base salary, or its total."""

    name: str
    figure: Figure
    main_name: str
    main: Figure

    @property
    def is_equity(self) -> bool:
        """Whether the figure is an equity grant."""
        return self.name == "equity grant"


def two_currency_figures(row: TableRow) -> Iterator[tuple[str, Figure]]:
    """Yield the figures whose two ends are in two currencies, with their names."""
    return ((name, figure) for name, figure in _figures(row) if figure.high_currency)


def mixed_figures(row: TableRow) -> Iterator[Mixed]:
    """Yield the figures that cannot be in the currency of the row's main figure."""
    stated = [(name, figure) for name, figure in _figures(row) if figure.written and not figure.high_currency]
    for name, other in stated[1:]:
        main_name, main = stated[0]
        if not _currencies(main) & _currencies(other):
            yield Mixed(name, other, main_name, main)


def is_mixed(row: TableRow) -> bool:
    """Whether a row, or one of its levels, mixes currencies."""
    parts = row.levels or (row,)
    return any(next(two_currency_figures(part), None) or next(mixed_figures(part), None) for part in parts)


def _figures(row: TableRow) -> Iterator[tuple[str, Figure]]:
    for name, attribute in _NAMES:
        figure = getattr(row, attribute)
        if figure is not None:
            yield name, figure


def _currencies(figure: Figure) -> set[str]:
    second = figure.second.currency if figure.second else None
    return {*figure.written, *([second] if second else [])}
