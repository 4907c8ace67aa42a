"""Read the cells of a table row, each under its header, as the figures of the row."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_terms import Amounts
from comp_data.guide.body.cells.amounts import IS_MIDDLE, MAX_LENGTH, NONE, CellReading, read_cell
from comp_data.guide.body.cells.figure import Figure, UnreadCell
from comp_data.guide.body.context import NOTHING, Context, join
from comp_data.guide.body.headers import Head, end_of, find_places, is_plain, read_head
from comp_data.guide.body.layouts import Component
from comp_data.guide.body.markdown_tables import Cell, plain
from comp_data.guide.body.refusals import checked, context_problem, differ, has_percent, reading_problem, size_problem
from comp_data.guide.body.surroundings import Surroundings
from comp_data.values.currencies import DOLLARS, SIGNS_ALSO_OF, WORD_CODES, currency_of, may_mean, possible_currencies
from comp_data.values.money import DEFAULT_VEST_YEARS, Number
from comp_data.values.places.gazetteer import Place, within
from comp_data.values.places.lookup import RegionLabel
from comp_data.values.words import any_of

# In Québec a dollar of Canada is written after the number, one of the United States is not.
_DOLLAR_AFTER = regex(r"^[^$]*[0-9KkM]\s?\$(?!\s?[0-9])")
_PAYING = regex("(?i)" + any_of("cells", "how a signing bonus is paid"))
_ZERO = Amounts(0, 0)
_BESIDE = regex("(?i)" + any_of("cells", "an amount beside the base"))
_MOST_OF_COMPANY = 5
"""The most percent that are a share of the company; more may be a bonus, or a grant in percent of base."""
_OWN_UNIT = regex(
    r"(?P<groups>(?<![0-9.,])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9]))"
    r"|(?P<east>[万萬億亿억만천千])|(?P<india>(?i:\b(?:lakhs?|lacs?|crores?|lpa)\b|(?<=[0-9])\s?(?:L|Cr)\b))"
)
_MAY_BE_OWN_UNIT = regex(r"[,万萬億亿억만천千LlCc](?:(?<!,)|[0-9]{2},)")
"""Finds what `_OWN_UNIT` may find, and some more, in a tenth of the time."""
_INDIA = {"INR", "PKR", "BDT", "LKR", "NPR"}
_HOMES: Final = {"east": {"JPY", "CNY", "KRW", "TWD", "HKD"}, "india": _INDIA, "groups": _INDIA}
"""The currencies of units, and of digits in groups of two, that few currencies have."""
_TWICE = "two columns give it, and neither is the end of a range"
_PART_OF_SALARY = regex(rf"(?i)\b{any_of('headers', 'part of the salary')}\b")
_IS_DATED = regex(r"(?i)\b20[0-9]{2}\b|\b(?:last|previous|prior|former) year\b")
_OTHER_EQUITY = regex(r"(?i)\b(?:options?|psus?|performance s\w+|phantom|warrants?|tokens?)\b")
_BARE = regex(r"[0-9.,\s–—-]*[1-9][0-9.,\s–—-]*")


class Draft:
    """The figures of a row while its cells are read."""

    def __init__(
        self, label: RegionLabel | None, around: Surroundings, stated: tuple[str, ...] = (), context: Context = NOTHING
    ) -> None:
        label = label or RegionLabel("")
        local: set[str | None] = {place.currency for place in label.places or label.ambiguous}
        self._label_codes: tuple[str, ...] = (*stated, *label.currencies)  # by the currency column and the region
        self.stated: tuple[str, ...] = (*self._label_codes, *context.currencies)  # by the texts around the table too
        self._places: tuple[Place, ...] = label.places
        # Vancouver is in Canada or in Washington.
        others = {place.currency or "" for place in label.ambiguous} - {"USD"} if label.ambiguous else ()
        self._is_other_dollar: bool = bool(others) and any(may_mean("$", code) for code in others)
        self._has_places: bool = len(local) > 1
        self.local: str | None = local.pop() if len(local) == 1 else None  # the region's own currency
        self._periods: dict[str, str] = {}
        self._context: Context = context  # what other cells of the row, and the texts around, say about its pay
        self._around: Surroundings = around
        self.has_marked_dollar: bool = False
        self.vest_years: int | None = None
        self.vest_schedule: tuple[int, ...] = ()
        self.no_bonus: bool = False
        self.figures: dict[str, Figure] = {}
        self.notes: list[str] = []
        self.heads: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self._doubled: set[str] = set()
        self._unclear: set[str] = set()
        self._unread_sign: str = ""
        self.unread: list[UnreadCell] = []

    @property
    def currency(self) -> str | None:
        """The currency of the row: the base salary's, else another figure's, else the region's."""
        found = map(self.figures.get, ("base", "total_comp", "stock", "bonus", "signing_bonus"))
        first = next((one for one in found if one and (one.currency or one.written)), None)  # a dollar, but which one
        return first.currency if first else currency_of(self._unread_sign, self.stated, self.local)

    def take(self, component: Component, cell: Cell, header: str) -> None:
        """Read a cell as a part of pay, under its header."""
        if component in self.texts and not any(map(str.isdigit, cell.text)):
            return  # `March` in a column `Bonus paid`
        reading, head = _read_under(component, cell.text[: MAX_LENGTH + 1], header)
        if component == "bonus" and reading.kind == "none":
            self.no_bonus = plain(cell.text).strip().casefold() in NONE | {"not offered"}
        said = join((self._context, self._around.of(cell.text, header))) if has_percent(reading) else NOTHING
        problem = reading.problem or said.other_pay or said.share
        span = (cell.start, cell.end)
        if reading.amounts:
            self._unread_sign = self._unread_sign or reading.amounts.sign
            has_sign = reading.amounts.sign or head.stated or self.stated or head.bare.unit in (100_000, 10_000_000)
            if component == "stock" and not has_sign and _BARE.fullmatch(cell.text):  # not `ESOPs (LPA)`
                reading = reading._replace(kind="shares", problem="it may be a number of shares")
            problem = reading.problem or self._problem(component, reading, head, cell, header)
        # A second column of one component is no new cause, whatever its header says.
        if problem and not (head.problem and self._has(component, reading)):
            self.unread.append(UnreadCell(component, cell.text, span, problem, reading.kind))
            self._unclear |= {component} if self._is_unclear(reading, head, header) else set()
            return
        # `Base (remote)` beside `Base (on-site)`, of which one word is not known, or beside no header
        others = [one.text for one in self.unread if one.component == component]
        is_second = not header and any(map(str.isdigit, "".join(others)))
        if reading.amounts and (is_second or (component in self._unclear and not is_plain(header))):
            self.unread.append(UnreadCell(component, cell.text, span, _TWICE))
            return
        if self._has(component, reading):
            self._take_second(component, cell, header, reading, head)
            return
        self.heads[component], self.texts[component] = header, cell.text
        self.notes += reading.notes
        if reading.amounts:
            self._keep(component, self._figure_of(reading, head, cell, end_of(header)), reading, head)
        if component == "bonus" and has_percent(reading):
            figure = Figure(reading.pct_low, reading.pct_high, None, span, is_open="open-ended" in reading.notes)
            self.figures["bonus_pct"] = figure.with_end(end_of(header))

    def _is_unclear(self, reading: CellReading, head: Head, header: str) -> bool:
        """Return whether the header of a refused cell may be for the same pay as that of another column."""
        if head.is_unclear or reading.amounts is None:
            return head.is_unclear
        return (len(head.stated) > 1 and not reading.amounts.sign) or self._is_elsewhere(header)

    def _is_elsewhere(self, header: str) -> bool:
        pairs = [(one, place) for one in find_places(header) for place in self._places if place.country]
        agree = [one.metro == place.metro or within(one, place) or within(place, one) for one, place in pairs]
        return bool(agree) and not any(agree)

    def _problem(self, component: Component, reading: CellReading, head: Head, cell: Cell, header: str) -> str | None:
        """Return why an amount is not clear in its row, or cannot be pay for its size: `8천` for a year."""
        sign, stated = (reading.amounts or _ZERO).sign, head.stated + self.stated
        code = currency_of(sign, stated, self.local) or ""
        may_be = possible_currencies(sign, stated, None if self.has_marked_dollar else self.local)
        if reading.second and currency_of(reading.second.sign, (), None) in may_be:
            return "it states two figures that may be in one currency"
        is_other = self._is_other_dollar if sign in DOLLARS and code == "USD" else False
        if not stated and (is_other or (self.local in SIGNS_ALSO_OF.get(sign, ()) and sign not in cell.text + header)):
            return "the place may mean another currency with that sign"
        is_foreign = len(sign) == 3 and self.local and sign not in (self.local, *stated)
        if is_foreign and any(word in WORD_CODES and word in cell.text for word in (sign, sign.lower())):
            return f"`{sign}` is no currency of that place, and may be a word"
        if "20" in header and (problem := self._around.problem(header)):
            return problem
        if find_places(header) and self._is_elsewhere(header):
            return f"the header `{header[:40]}` names another place"
        beside = self._around.of(cell.text, header)
        codes = self._label_codes or beside.currencies
        second = reading.second.sign if reading.second else ""
        if sign and codes and set(may_be).isdisjoint(codes) and not any(may_mean(second, one) for one in codes):
            return f"it is in {sign}, and the {'row' if self._label_codes else 'note'} says {codes[0]}"
        if reading.second and differ(reading, code, is_for_places=self._has_places):
            return "it states two different figures, which may be for different places"
        in_units = f"{cell.text} {header}" if head.bare.unit > 1 else cell.text
        unit = _MAY_BE_OWN_UNIT.search(in_units) and _OWN_UNIT.search(in_units)
        homes = {code, second, "" if unit and unit["india"] and sign else self.local}  # `£25L` in Bengaluru
        if unit and code and (not unit["east"] or not sign) and not homes & _HOMES[unit.lastgroup or ""]:
            return f"`{unit[0].strip()}` is not used with {code}, so a digit or the currency may be wrong"
        said = self._context if beside is NOTHING else join((self._context, beside))
        problem = size_problem(component, reading, head, code, self.local, cell.text)
        return problem or context_problem(said, component, reading, head, cell.text)

    def refuse_unclear(self, beside: Sequence[str]) -> None:
        """Drop what other columns make unclear: a bonus beside shares of a total, a `Basic` salary beside `HRA`."""
        part = next(filter(_PART_OF_SALARY.search, beside), None)
        if part and "base" in self.figures and "basic" in self.heads["base"].casefold():
            self.refuse("base", f"`{part}` beside it may be a part of the salary")
        base, total = self.figures.get("base"), self.figures.get("total_comp")
        is_of_total = any(one.component == "base" and one.kind == "percent" for one in self.unread)
        if is_of_total and "bonus_pct" in self.figures:
            self.refuse("bonus", "it may be of the total, like the base salary", "bonus_pct")
        periods = self._periods.values()
        if not (base and total and base.currency == total.currency and "month" in periods and "year" not in periods):
            return
        least, most = base.low or base.high or 0, total.high or total.low or 0
        # A total of over 8 times the base salary is one for another period.
        is_other = most > 8 * least
        if is_other and self._periods["total_comp"]:
            self.refuse("total_comp", "it is over 8 times the base salary, and may be for a year")
        if "" in periods and (is_other or most < least):
            name: Component = "total_comp" if self._periods["base"] else "base"
            self.refuse(name, "only the base or the total is stated for a month, and this one may be for a month too")

    def refuse(self, name: Component, problem: str, key: str = "") -> None:
        """Make a figure that was read an unread cell."""
        self.unread.append(UnreadCell(name, self.texts[name], self.figures.pop(key or name).span, problem))

    def _take_second(self, component: Component, cell: Cell, header: str, reading: CellReading, head: Head) -> None:
        """Take a second column of one part of pay: the other end of the first, its middle, or a contradiction."""
        name: str = "bonus_pct" if reading.amounts is None else component
        first, former = self.figures.get(name), self.heads.get(component, "")
        ends = end_of(former), end_of(header)
        self.notes.append(f"{plain(header)}: {cell.text}")
        if reading.amounts and IS_MIDDLE.search(former) and (ends[1] or reading.amounts.low != reading.amounts.high):
            self.heads[component], self.texts[component] = header, cell.text
            self._keep(component, self._figure_of(reading, head, cell, ends[1]), reading, head)
            return
        # `Base` beside `Base increase`, but not `Base P50` beside `Base P90`
        is_range = first and (ends[0] or first.low != first.high)
        is_dated = _IS_DATED.search(header) and not _IS_DATED.search(former)
        is_aside = (head.problem or is_dated) and component != "signing_bonus"  # that of a second year is paid too
        if (is_aside and is_plain(former)) or (is_range and IS_MIDDLE.search(header)):
            return
        second = Figure(reading.pct_low, reading.pct_high, None, (cell.start, cell.end)).with_end(ends[1])
        if first and reading.amounts:
            second = self._figure_of(reading, head, cell, ends[1])
            years = (self.vest_years or DEFAULT_VEST_YEARS) if component == "stock" else 1
            is_restated = first.is_restated(second, years)
            is_after_share = component == "stock" and self.vest_years == 1 and not _OTHER_EQUITY.search(header)
            if is_restated or (is_after_share and second.is_restated(first, head.years or 1)):
                is_month = head.factor != 1 or reading.is_multiplied  # a month's may be rounded
                if not is_restated or (self._periods.get(component) == "month" and not is_month):
                    self._keep(component, second, reading, head)
                return
            is_apart = ends[1] or (component == "stock" and years != (reading.years or head.years or years))
            is_other = second.currency != first.currency and find_places(former) == find_places(header)
            pair = reading._replace(amounts=Amounts(*second[:2]), second=Amounts(*first[:2], first.currency or ""))
            if is_other and not (is_apart or differ(pair, second.currency or "", is_for_places=False)):
                one, other = (second, first) if second.currency == self.local else (first, second)
                self._keep(component, one._replace(second=one.second or other), reading, head)
                return
        if first:
            low, high = (second, first) if ends[0] == "high" else (first, second)
            if None not in ends and (low.high, high.low, high.currency) == (None, None, low.currency):
                self.notes.pop()
                self._keep(name, low._replace(high=high.high, high_span=high.span), reading, head)
                return
            self._doubled.add(name)
            self.unread.append(UnreadCell(component, self.texts[component], self.figures.pop(name).span, _TWICE))
        self.unread.append(UnreadCell(component, cell.text, (cell.start, cell.end), _TWICE))

    def _has(self, component: Component, reading: CellReading) -> bool:
        given = self.figures.keys() | self._doubled if self._doubled else self.figures
        return (reading.amounts is not None and component in given) or (has_percent(reading) and "bonus_pct" in given)

    def _figure_of(self, reading: CellReading, head: Head, cell: Cell, end: str | None) -> Figure:
        """Return the amounts of a cell as a year's, in their currency; `end` is the one that its header states."""
        stated, local = head.stated + self.stated, self.local
        if local == "CAD" and _DOLLAR_AFTER.search(cell.text):
            stated = (*stated, local)
        if self.has_marked_dollar and set((reading.amounts or _ZERO)[2:]) == {"$"}:
            stated, local = tuple(code for code in stated if code == "USD"), None
        factor = head.factor if reading.years is None else 1
        return Figure.of(reading, factor, stated, local, (cell.start, cell.end)).with_end(end)

    def _keep(self, name: str, figure: Figure, reading: CellReading, head: Head) -> None:
        """Keep a figure, with the period and the vesting that its cell or its header states."""
        self.figures[name] = figure
        self.notes += [head.note] if head.note and reading.years is None else []
        if name in ("base", "total_comp"):
            is_month = head.factor != 1 or reading.is_multiplied
            self._periods[name] = "month" if is_month else "year" if reading.years or head.years else ""
        if name == "stock":
            self.vest_years = reading.years or head.years or self.vest_years
            self.vest_schedule = reading.schedule or head.schedule or self.vest_schedule


@lru_cache(4096)
def _read_under(component: Component, text: str, header: str) -> tuple[CellReading, Head]:
    """Read a cell as a part of pay under its header, without the row and the texts around the table."""
    head = read_head(header)
    bare = head.bare._replace(grant_years=head.years or DEFAULT_VEST_YEARS) if component == "stock" else head.bare
    if component == "signing_bonus":
        text = _PAYING.sub("", text)
    if component == "base" and any(sign in text for sign in ("+", ";", ", ", "plus", "(100", "OTE")):
        text = _BESIDE.sub("", text)
    reading = read_cell(text, bare)
    if component == "bonus" and reading.amounts == _ZERO:
        reading = reading._replace(kind="percent", amounts=None, pct_low=0, pct_high=0)
    if reading.amounts or has_percent(reading):
        reading = checked(component, reading, head, text, header)
        problem = reading.problem or reading_problem(component, reading, head)
        reading = reading._replace(problem=problem) if problem else reading
    sign, amounts = head.bare.sign, reading.amounts
    if amounts and 0 < len(sign) < 3 and not (amounts.sign or amounts.high_sign):  # no code: `Base ($)`
        reading = reading._replace(amounts=amounts._replace(sign=sign, high_sign=sign))
    if component == "stock" and reading.kind == "percent" and (reading.pct_high or 0) <= _MOST_OF_COMPANY:
        reading = reading._replace(kind="shares", problem="a share of the company, which is not an amount")
    return reading, head


def read_amount(cell: Cell, header: str, base: Figure) -> tuple[Number | None, ...]:
    """Return the ends of an amount that is no component, in the currency of the base salary or as a share of it."""
    reading, head = _read_under("signing_bonus", cell.text[: MAX_LENGTH + 1], header)
    if reading.amounts:
        low, high, sign, _ = reading.amounts.times(head.factor)
        return (low, high) if not sign or base.currency in possible_currencies(sign, (), base.currency) else ()
    return (base.low or 0) * (reading.pct_low or 0) / 100, (base.high or 0) * (reading.pct_high or 0) / 100
