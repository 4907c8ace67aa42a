"""A figure of a compensation table, in a currency and with its place in the file, or a cell without a readable one."""

from typing import NamedTuple, Self

from comp_data.guide.body.cells.amount_terms import Amounts
from comp_data.guide.body.cells.amounts import CellKind, CellReading
from comp_data.guide.body.layouts import Component
from comp_data.guide.body.sections import Extent
from comp_data.values.currencies import currency_of, possible_currencies
from comp_data.values.money import Number, amount


class Figure(NamedTuple):
    """A range that the table states; an end that is None is not stated, which is never 0.

    Whole units of `currency` a year, a grant as a whole; or percentages, without currency.
    """

    low: Number | None
    high: Number | None
    currency: str | None  # ISO 4217, None if unknown
    span: Extent  # the cell's content; for a merged figure that of the cell of its low end
    second: "Figure | None" = None  # the same figure in another currency, which the cell states after the first
    high_currency: str | None = None  # that of the high end, if the cell states another one for it
    high_span: Extent | None = None  # the cell of the high end of a merged figure
    written: tuple[str, ...] = ()  # the currencies by the signs (`$` in Sydney is USD or AUD), empty if only by place
    is_open: bool = False  # there may be more (`25%+`)

    @classmethod
    def of(cls, reading: CellReading, factor: Number, stated: tuple[str, ...], local: str | None, span: Extent) -> Self:
        """Return the amounts of a cell times a factor, by the currencies that are stated and that of the place."""
        low, high, sign, high_sign = (reading.amounts or Amounts(None, None)).times(factor)
        if high_sign != sign:
            # `S$120K–$150K`: a bare sign means the dollar beside it if that is the region's own.
            stated += tuple(one for one in (sign, high_sign) if one == local)
        currency = currency_of(sign, stated, local)
        high_currency = currency if high_sign == sign else currency_of(high_sign, stated, local)
        high_currency = None if high_currency == currency else high_currency
        other = reading.second and reading.second.times(factor)
        second = other and cls(other.low, other.high, currency_of(other.sign, (), None), span)
        return cls(low, high, currency, span, second, high_currency, None, possible_currencies(sign, stated, local))

    def with_end(self, end: str | None) -> Self:
        """Return a single figure as the end that its header states: `low`, `high`, or None for both."""
        if end is None or self.low != self.high:
            return self
        return self._replace(high=None) if end == "low" else self._replace(low=None)

    def is_restated(self, second: "Figure", years: Number) -> bool:
        """Return whether a second column gives the same range, or a year's share of it, in the same currency."""
        pairs = [(one, other) for one, other in zip(self[:2], second[:2], strict=True) if one and other]
        factors = (1, years) if self.currency == second.currency and len(pairs) == 2 else ()
        return any(all(abs(other * by - one) <= 0.01 * by * one for one, other in pairs) for by in factors)

    def __str__(self) -> str:
        """Return the range for messages: `USD 80,000–120,000`."""
        ends = [amount(end) for end in dict.fromkeys(self[:2]) if end is not None]
        return f"{self.currency or ''} {'–'.join(ends)}".strip()


class UnreadCell(NamedTuple):
    """A cell of a column of pay without a readable figure, and why; `kind` is what it was read as."""

    component: Component
    text: str
    span: Extent
    problem: str
    kind: CellKind = "unreadable"
