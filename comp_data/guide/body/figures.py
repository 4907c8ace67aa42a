"""The figures of a table row: each cell, under its header, as a range with currency and place in the file."""

import re
from functools import lru_cache
from typing import NamedTuple

from comp_data.guide.body.amount_terms import Amounts, Bare
from comp_data.guide.body.amounts import MONTHLY, CellReading, read_cell
from comp_data.guide.body.layouts import Component
from comp_data.guide.body.markdown_tables import Cell
from comp_data.values.currencies import currency_of, possible_currencies, stated_currencies
from comp_data.values.money import Number
from comp_data.values.numbers import UNIT_PATTERN, UNITS
from comp_data.values.periods import Period, read_period
from comp_data.values.places.lookup import RegionLabel

Extent = tuple[int, int]
"""Offsets in the file's text, from the first character up to behind the last one."""

_UNIT = re.compile(rf"[(,]\s*(?:in\s)?(?:[A-Z]{{3}}\s?|[$£€₹¥'])*(?P<unit>{UNIT_PATTERN}|000s?)\s*[),]")
_MARKS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|<[^<>]*>|\[\^[^\[\]]*\]")
_END_NAMES = re.compile(
    r"\b(?:(?P<low>low|lower|min|minimum|floor|from|start|bottom)|(?P<high>high|upper|max|maximum|ceiling|cap|to|top))\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


class SecondFigure(NamedTuple):
    """The same figure in another currency, as the cell gives it behind the first."""

    low: Number | None
    high: Number | None
    currency: str | None


class Figure(NamedTuple):
    """A range that the table states; an end that is None is not stated, which is never 0.

    Whole units of `currency` (ISO 4217, None where nothing tells) a year, a grant as a whole; or per cents, without
    a currency. `high_currency` is the high end's where the cell gives it another one than the low end's. `span` is
    the cell's content; that of a merged figure is the cell of its low end, `high_span` that of its high end.
    `written` is what the currency may be by the signs that are written (`$` in Sydney is USD or AUD); empty where
    only the place tells it. `is_open`: the cell says that there may be more (`25%+`).
    """

    low: Number | None
    high: Number | None
    currency: str | None
    span: Extent
    second: SecondFigure | None = None
    high_currency: str | None = None
    high_span: Extent | None = None
    written: tuple[str, ...] = ()
    is_open: bool = False


class UnreadCell(NamedTuple):
    """A cell that gives no figure where one is due, and why it does not; a number of shares is no amount."""

    component: Component
    text: str
    span: Extent
    problem: str
    is_share_count: bool = False


class OtherFigure(NamedTuple):
    """What a later cell gives for a part of pay that an earlier cell of the row has given."""

    component: Component
    low: Number | None
    high: Number | None


class _Head(NamedTuple):
    """What a header says of the figures below it."""

    period: Period
    bare: Bare
    stated: tuple[str, ...]


@lru_cache(512)
def _read_head(text: str) -> _Head:
    unit = _UNIT.search(text) if len(text) <= 150 else None
    name = unit["unit"].lower() if unit else ""
    is_percent = "%" in text or "percent" in text.lower()
    return _Head(read_period(text), Bare(is_percent, UNITS.get(name, 1000)), stated_currencies(text))


class Draft:
    """The figures of a row under way.

    `stated` are the currencies of its currency column and of the region's label, `local` is the region's own.
    """

    __slots__ = ("figures", "heads", "local", "notes", "others", "stated", "unread", "vest_years")

    def __init__(self, label: RegionLabel | None, stated: tuple[str, ...] = ()) -> None:
        local = {place.currency for place in label.places or label.ambiguous} if label else set()
        self.stated = (*stated, *(label.currencies if label else ()))
        self.local = local.pop() if len(local) == 1 else None
        self.vest_years: int | None = None
        self.figures: dict[str, Figure] = {}
        self.notes: list[str] = []
        self.heads: dict[str, str] = {}
        self.others: list[OtherFigure] = []
        self.unread: list[UnreadCell] = []

    @property
    def currency(self) -> str | None:
        """The currency of the row: the base salary's, else another figure's, else the region's."""
        for name in ("base", "total_comp", "stock", "bonus", "signing_bonus"):
            figure = self.figures.get(name)
            if figure and figure.currency:
                return figure.currency
        return currency_of("", self.stated, self.local)

    def take(self, component: Component, cell: Cell, header: str) -> None:
        """Reads a cell as a part of pay, under the header that stands over or before it."""
        head = _read_head(header)
        reading = read_cell(cell.text, head.bare)
        problem = reading.problem or (head.period.problem if reading.amounts else None)
        if problem is None and component != "bonus" and reading.kind == "percent":
            problem = "a per cent stands where an amount is due"
        if problem:
            is_share_count = reading.kind == "shares"
            self.unread.append(UnreadCell(component, cell.text, (cell.start, cell.end), problem, is_share_count))
            return
        if self._has(component, reading):
            self._take_second(component, cell, header, reading, head)
            return
        self.heads[component] = header
        self.notes += reading.notes
        if reading.amounts:
            self._take_amounts(component, reading, head, cell)
        if component == "bonus" and _has_percent(reading):
            span = cell.start, cell.end
            self.figures["bonus_pct"] = Figure(
                reading.pct_low, reading.pct_high, None, span, is_open="open-ended" in reading.notes
            )

    def _take_second(self, component: Component, cell: Cell, header: str, reading: CellReading, head: _Head) -> None:
        """Takes a second cell of one part of pay: the other end of the first, where their headers say so."""
        first = self.figures.get(component)
        ends = _END_NAMES.search(self.heads.get(component, "")), _END_NAMES.search(header)
        is_pair = ends[0] and ends[1] and ends[0].lastgroup == "low" and ends[1].lastgroup == "high"
        if is_pair and first and first.low == first.high and reading.amounts and reading.pct_low is None:
            low = first
            self._take_amounts(component, reading, head, cell)
            high = self.figures[component]
            if high.low == high.high and high.currency == low.currency:
                self.figures[component] = low._replace(high=high.high, high_span=high.span)
                return
            self.figures[component] = low
        self.notes.append(f"{plain(header)}: {cell.text}")
        amounts = reading.amounts or Amounts(None, None)
        self.others.append(OtherFigure(component, amounts.low, amounts.high))

    def _has(self, component: Component, reading: CellReading) -> bool:
        """Whether an earlier cell gave the part of pay that this one gives."""
        is_second_amount = reading.amounts is not None and component in self.figures
        return is_second_amount or (_has_percent(reading) and "bonus_pct" in self.figures)

    def _take_amounts(self, component: Component, reading: CellReading, head: _Head, cell: Cell) -> None:
        times = 1
        if head.period.months and reading.years is None:
            times = 12
            self.notes.append(MONTHLY)
        stated = head.stated + self.stated if head.stated else self.stated
        self.figures[component] = _figure(reading, times, stated, self.local, (cell.start, cell.end))
        if component == "stock":
            self.vest_years = reading.years or head.period.years


def _has_percent(reading: CellReading) -> bool:
    return reading.pct_low is not None or reading.pct_high is not None


def _figure(reading: CellReading, times: int, stated: tuple[str, ...], local: str | None, span: Extent) -> Figure:
    low, high, sign, high_sign = reading.amounts or Amounts(None, None)
    if times != 1:
        low, high = _times(low, times), _times(high, times)
    high_currency = None
    if high_sign != sign:
        # `S$120K–$150K`: a bare sign means the dollar beside it where that is the region's own.
        stated += tuple(one for one in (sign, high_sign) if one == local)
        high_currency = currency_of(high_sign, stated, local)
    currency = currency_of(sign, stated, local)
    second = None
    if other := reading.second:
        second = SecondFigure(_times(other.low, times), _times(other.high, times), currency_of(other.sign, (), None))
    if high_currency == currency:
        high_currency = None
    return Figure(low, high, currency, span, second, high_currency, None, possible_currencies(sign, stated, local))


def _times(end: Number | None, times: int) -> Number | None:
    return None if end is None else end * times


def plain(text: str) -> str:
    """A cell's text without the marks of Markdown and HTML; flags stay."""
    if text.isalpha():
        return text
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    text = _MARKS.sub("", text).strip()
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - few cells need it

        text = unescape(text)
    return text
