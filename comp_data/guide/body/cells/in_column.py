"""Read a cell of a column of pay under its header."""

from functools import lru_cache

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_terms import Amounts
from comp_data.guide.body.cells.amounts import MAX_LENGTH, CellReading, read_cell
from comp_data.guide.body.cells.figure import Figure
from comp_data.guide.body.headers import Head, read_head
from comp_data.guide.body.layouts import Component
from comp_data.guide.body.markdown_tables import Cell
from comp_data.guide.body.refusals import checked, has_percent, reading_problem
from comp_data.values.currencies import possible_currencies
from comp_data.values.money import DEFAULT_VEST_YEARS, Number
from comp_data.values.words import any_of

_PAYING = regex("(?i)" + any_of("cells", "how a signing bonus is paid"))
_ZERO = Amounts(0, 0)
_MOST_OF_COMPANY = 5
"""More percent are hardly a grant of shares of the company: they may be a bonus, or of the base salary."""


@lru_cache(4096)
def read_under(component: Component, text: str, header: str) -> tuple[CellReading, Head]:
    """Read a cell as a part of pay under its header, without the row and the texts around the table."""
    head = read_head(header)
    bare = head.bare
    if component == "stock":
        bare = bare._replace(grant_years=head.years or DEFAULT_VEST_YEARS)
    if component == "signing_bonus":
        text = _PAYING.sub("", text)
    reading = read_cell(text, bare)
    if component == "bonus" and reading.amounts == _ZERO:
        reading = reading._replace(kind="percent", amounts=None, pct_low=0, pct_high=0)
    if reading.amounts or has_percent(reading):
        reading = checked(component, reading, head, text, header)
    if not reading.problem and (problem := reading_problem(component, reading, head)):
        reading = reading._replace(problem=problem)
    sign, amounts = head.bare.sign, reading.amounts
    if amounts and 0 < len(sign) < 3 and not (amounts.sign or amounts.high_sign):  # no code: `Base ($)`
        reading = reading._replace(amounts=amounts._replace(sign=sign, high_sign=sign))
    if component == "stock" and reading.kind == "percent" and (reading.pct_high or 0) <= _MOST_OF_COMPANY:
        reading = reading._replace(kind="shares", problem="a share of the company, which is not an amount")
    return reading, head


def read_amount(cell: Cell, header: str, base: Figure) -> tuple[Number | None, ...]:
    """Return the ends of an amount that is no component, in the currency of the base salary or as a share of it."""
    reading, head = read_under("signing_bonus", cell.text[: MAX_LENGTH + 1], header)
    if reading.amounts:
        low, high, sign, _ = reading.amounts.times(head.factor)
        return (low, high) if not sign or base.currency in possible_currencies(sign, (), base.currency) else ()
    return (base.low or 0) * (reading.pct_low or 0) / 100, (base.high or 0) * (reading.pct_high or 0) / 100
