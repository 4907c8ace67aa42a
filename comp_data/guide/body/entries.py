"""Convert rows of a body's compensation table into entries of front matter."""

from collections import Counter
from typing import Any, NamedTuple

from comp_data.base.diagnostics import shortened
from comp_data.base.patterns import regex
from comp_data.base.vocabulary import MAX_AMOUNT, MAX_PERCENT
from comp_data.guide.body.cells.figure import Figure
from comp_data.guide.body.sections import Extent
from comp_data.guide.body.table_rows import TableRow
from comp_data.values.currencies import read_sign
from comp_data.values.money import DEFAULT_VEST_YEARS
from comp_data.values.places.lookup import RegionLabel, read_region

_FLAG = regex("[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0020-\U000e007f]*|:(?:flag-)?[a-z]{2}:")
_BRACKET = regex(r"\s*[(\[]([^()\[\]]*)[)\]]")
_NOT_SHOWN = regex("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufe0f]+")


class Remark(NamedTuple):
    """A note about a place in the file, by its offset in the text."""

    offset: int
    message: str


class Entry:
    """The keys and values of an entry of `compensation`, from a row of the table."""

    def __init__(self, row: TableRow, region: str, level: str | None, currency: str) -> None:
        self._row = row
        self.values: dict[str, Any] = {"region": region, **({"level": level} if level else {}), "currency": currency}
        # Stated by the table, without a key in the entry: the usual four years of vesting, forms that it cannot hold.
        self.settled: set[str] = set()
        self._unsure: str | None = "is in a row with a cell too many or too few" if row.is_ragged else None
        self.remarks: list[Remark] = []  # why figures are left out, and what cannot be read
        self._take("base", row.base)
        self._take("stock", row.stock)
        has_stock = self.values["stock_low"] is not None
        if row.vest_years is not None:
            self.settled.add("stock_vest_years")
            if row.vest_years != DEFAULT_VEST_YEARS and has_stock:
                self.values["stock_vest_years"] = row.vest_years
        if row.vest_schedule and has_stock:
            self.values["stock_vest_schedule"] = list(row.vest_schedule)
        self._take_bonus(row.bonus_pct)
        if row.signing_bonus:
            self._take("signing_bonus", row.signing_bonus)
        self._take("total_comp", row.total_comp)
        for cell in row.unread:
            self._remark(cell.component, cell.span, f"{shortened(cell.text)!r} is not read ({cell.problem})")

    def _remark(self, component: str, span: Extent, why: str) -> None:
        name = {"total_comp": "total", "signing_bonus": "signing bonus"}.get(component, component)
        self.remarks.append(Remark(span[0], f"{self.values['region']}: the {name} {why}; it is left out"))

    def _leave_out(self, component: str, figure: Figure, why: str) -> None:
        self.settled.add(component)
        self._remark(component, figure.span, why)

    def _take(self, component: str, figure: Figure | None) -> None:
        low = high = None
        if figure:
            ends = self._unsure or _ends_in(self.values["currency"], figure)
            if isinstance(ends, str):
                self._leave_out(component, figure, ends)
            else:
                low, high = ends
        self.values[f"{component}_low"], self.values[f"{component}_high"] = low, high

    def _take_bonus(self, pct: Figure | None) -> None:
        """Take the percentages if the table has them, else the amounts: an entry holds only one of them."""
        why = self._unsure if pct else None
        if pct and not why and pct.low is not None and max(abs(pct.low), abs(pct.high or 0)) <= MAX_PERCENT:
            self.values["bonus_pct"] = pct.low
            if pct.high not in (None, pct.low):
                self.values["bonus_pct_high"] = pct.high
        elif self._row.bonus and not why:
            self._take("bonus", self._row.bonus)
        else:
            self.values["bonus_pct"] = None
            if pct:
                why = why or ("states no low end" if pct.low is None else "is too large")
                self._leave_out("bonus", pct, why)


def entry_of(row: TableRow, table_start: int, currency: str | None = None) -> Entry | Remark:
    """Return the entry of a table row, or a remark if the row names no region and no title, or its currency is unknown.

    `currency` applies to rows that do not state one. A figure in another currency than most of the row
    is null, like a range with one end: an entry cannot express either.
    """
    spans = [row.region_span, *(figure.span for figure in row.figures), *(cell.span for cell in row.unread)]
    start = next((span[0] for span in spans if span), table_start)
    region, level = region_and_level(row)
    if not region:
        return Remark(start, "a row of the compensation table names no region; name its place above the table")
    # The currency that the region states if an amount is in it, else the row's most frequent (base first).
    figures = (row.base, row.total_comp, row.stock, row.bonus, row.signing_bonus)
    written = Counter(f.currency for f in figures if f and f.currency and f.written and not f.high_currency)
    stated = next((code for code in (row.label.currencies if row.label else ()) if code in written), None)
    code = stated or (written.most_common(1)[0][0] if written else row.currency) or currency
    if code is None:
        return Remark(start, f"the currency of {region} is unknown; write it into the table or use --currency")
    return Entry(row, region, level, code)


def _ends_in(currency: str, figure: Figure) -> tuple[int, int] | str:
    """Return both ends of a figure in a currency, or why they cannot be given."""
    low, high = figure.low, figure.high
    # A figure without a sign is in the currency of its row.
    may_be = currency in (figure.currency, *figure.written) or not figure.written
    if figure.high_currency or not may_be:
        if figure.second is None or figure.second.currency != currency:
            other, code = figure.high_currency, figure.currency or " or ".join(figure.written)
            return f"has one end in {code} and one in {other}" if other else f"is in {code}, and the row in {currency}"
        low, high = figure.second.low, figure.second.high
    if low is None or high is None:
        return f"states no {'low' if low is None else 'high'} end"
    return "is too large" if max(abs(low), abs(high)) > MAX_AMOUNT else (round(low), round(high))


def region_and_level(row: TableRow) -> tuple[str | None, str | None]:
    """Return the entry's region and level; in a table without regions, the title is the region."""
    level = _shown(row.level)
    if row.region and row.label:
        return plain_region(row.region, row.label), level or _shown(row.title)
    return _shown(row.title) or None, level or None


def plain_region(text: str, label: RegionLabel) -> str:
    """Remove flags and currencies from a region's text, since an entry has its own key for them; keep `(HQ)`.

    Keeps what identifies the place too: Melbourne is in Australia only with `(AUD)` after it or its flag before it.
    """
    unflagged = _FLAG.sub(" ", text)
    bare = _BRACKET.sub(lambda found: "" if _is_currency(found[1], label) else found[0], unflagged)
    shorter = (one for one in map(_shown, (bare, unflagged)) if one and read_region(one).candidates == label.candidates)
    return next(shorter, _shown(text))


def _is_currency(inner: str, label: RegionLabel) -> bool:
    words = inner.replace("/", " ").replace(",", " ").split()
    return bool(words) and all(read_sign(word) in {*label.currencies, "$", "¥", "kr"} for word in words)


def _shown(text: str | None) -> str:
    return " ".join(_NOT_SHOWN.sub(" ", text or "").split())
