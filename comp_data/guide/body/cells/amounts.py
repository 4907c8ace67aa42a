"""Parse one table cell into amounts, percentages, or words without a figure.

A cell is a few amounts with text between them. That text alone decides which amounts belong together: a dash or
`to` makes a range, a slash an alternative (another currency, or the same bonus as a percentage). A cell with anything
that is not known and may change the figure is unreadable; a figure is never guessed.
"""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_ranges import AT_LEAST, LIMITS, Group, is_share_count, names_shares, read_groups
from comp_data.guide.body.cells.amount_terms import MOST_PERCENT, WIDEST, Amounts, Bare, UnreadableError, find_terms
from comp_data.guide.body.cells.cell_text import DASHES, LEVEL, cell_text, check_note, unknown_words
from comp_data.values.currencies import CODES, WORD_CODES, read_sign
from comp_data.values.money import Number
from comp_data.values.numbers import UNIT_PATTERN, UNITS, scaled
from comp_data.values.periods import MARK, MARKS, YEAR, Period, mark_periods
from comp_data.values.words import any_of, phrases

CellKind = Literal["amount", "percent", "both", "shares", "none", "words", "unreadable"]
"""`none`: the cell says that there is no figure (`—`, `N/A`); `words`: pay without a figure (`Discretionary`)."""

MAX_LENGTH: Final = 200
"""The longest cell that is read as figures, in characters."""

NONE: Final = phrases("cells", "none")
"""Words for a bonus that is not paid; a dash may also mean that it is not known."""
ABSENT: Final = NONE | phrases("cells", "no figure known")
"""Texts that say that there is no figure."""
_ZERO = phrases("cells", "zero")
_NO_FIGURE = phrases("cells", "pay without a figure")
_NO_HINT: Final = Bare()


class CellReading(NamedTuple):
    """The figures that a cell states, None for those that it does not, or why it cannot be read."""

    kind: CellKind
    amounts: Amounts | None = None
    second: Amounts | None = None  # the same in a second currency
    pct_low: Number | None = None  # of the base salary
    pct_high: Number | None = None
    years: int | None = None  # the period of the amounts: 1 for `/yr`, 4 for `/4yr`
    notes: tuple[str, ...] = ()  # other texts of the cell
    problem: str | None = None
    schedule: tuple[int, ...] = ()  # the percentage of a grant in each year
    is_multiplied: bool = False  # from a month's or a quarter's amount


BRACKET: Final = regex(r"[(\[]([^()\[\]]*)[)\]]")
DATED: Final = any_of("cells", "dated")
"""When a figure is from, or how many people stated it: `Jan 2025`, `FY24/25`, `n=12`."""
_MID = r"(?:mediana?|mean|average|avg|middle|mid|p50|mid-?point|médiane|moyenne|media|durchschnitt|gemiddeld)\b[.:=]?"
_MIDDLE_FIGURE = regex(rf"(?i)(?<=[0-9KMLk])\s?[,;/|]\s*(?P<words>{_MID}(?:[^,;/|()\[\]]|,(?=[0-9]))*)(?=$|[,;/|])")
IS_MIDDLE: Final = regex(rf"\b{_MID}", re.IGNORECASE)
OF_TOTAL = regex(any_of("cells", "percentage of another amount"), re.IGNORECASE)
_IS_DATED = regex(f"(?i)(?:{DATED}|{any_of('cells', 'first year or percentiles')})")
_DATE = rf"(?i:(?!(?:[qhs][1-4]|[1-4][qh]|in|for)\b){DATED})"
_LABEL = regex(rf"^(?:(?:{_DATE}|{LEVEL.pattern})[:,]?\s+)+(?=[A-Z]*[$€£¥₹]?\s?[0-9])|(?<=[0-9KkM%])[,;]?\s+{_DATE}$")
"""Dates or levels before the figures, or a date after them; `$30K Q1 2025` may be paid in that quarter."""
_COUNTS_NOTHING = regex(r"[0-9](?:st|nd|rd|th)?\s*(?:[,;](?![0-9])|$)")
_IS_APART = regex(r"(?:\+|plus|excl|excluding|without|before|not?|w/o)\b", re.IGNORECASE)
_TIMES_YEARS = regex(r"\s*[x×]\s*([2-6])(?:\s*(?:years?|yrs?|y))?$", re.IGNORECASE)
_NEGATIVE = regex(r"\((?:(?:[A-Z]{3}\s?|[A-Z]{0,2}[$€£¥₹]\s?)?[0-9][0-9.,]*\s?%?|[0-9][0-9.,]*\s?[KkMm])\)")
_CODE_LAST = regex(  # `150,000 per year USD`
    rf"(?<=\w)((?:\s*(?:[{MARKS}]|gross|base))+)\s*"
    rf"([(\[])?({'|'.join(sorted(CODES - WORD_CODES))}|Rs)(?(2)[)\]]|\b)(?=\s*(?:$|[-–—]))"
)
_PLUS_WORDS = regex(
    rf"(?:(?<=[\s(])(?:\+\s*{YEAR}?\s*|plus\s+(?=[0-9])|(?:in|ex)cl(?:\.|uding|udes)?\s+(?=[0-9.]+\s?%))|(?<=[0-9KMLk円万元원€£])\+(?=[^\W\d_]))(?:up\s+to\s+)?(?:[0-9]+(?:[.,][0-9]+)?(?:\s?[-–]\s?[0-9]+(?:[.,][0-9]+)?)?\s?%\s*)?"
    r"(?P<words>[^\W\d_][^()\[\]/+$€£]*)"
)


def read_cell(text: str, bare: Bare = _NO_HINT) -> CellReading:
    """Read a cell's text, of any kind and length. `bare` is what its header says about bare numbers. Never raises."""
    if len(text) > MAX_LENGTH:
        return CellReading("unreadable", problem=f"the cell is longer than {MAX_LENGTH} characters")
    return (bare.unit == 1 and not bare.payments and _read_plain(text)) or _general(text, bare)


# Nine of ten cells are one of these; the general way reads them alike, in ten times the time.
_PLAIN_NUMBER = r"([1-9][0-9]{0,2}(?:(?:,[0-9]{3}){0,3}|(?:,[0-9]{2}){1,2},[0-9]{3}|\.[0-9]{1,2}(?=[KM])))([KML]?)"
_PLAIN_SHARE = r"([0-9]{1,3})(?:[-–—]([0-9]{1,3}))?%"
_PLAIN_RANGE = regex(
    rf"([A-Z]{{0,3}}[$£€₹₪]?) ?{_PLAIN_NUMBER} ?[-–—] ?\1 ?{_PLAIN_NUMBER}(?: \({_PLAIN_SHARE}\)|(\+)|/([2-6]?)yr)?"
)
_PLAIN_PAIR = regex(r"([^/]+) / ([^/]+?)( ?[-–—] ?)([^/]+) / ([^/]+)")
"""A range with each end in two currencies: `£90K / $115K - £120K / $150K`."""
_PLAIN_PERCENT = regex(_PLAIN_SHARE)


def _read_plain(text: str) -> CellReading | None:
    """Read a cell that is a range of amounts or percentages, or of both, or in two currencies; None for any other."""
    if " / " in text:
        one, other = map(_read_plain, _PLAIN_PAIR.sub(r"\1\3\4 / \2\3\5", text).split(" / ", 1))
        if not (one and other and one.amounts and other.amounts and one.amounts.sign != other.amounts.sign):
            return None
        is_range = (one, other) == (CellReading("amount", one.amounts), CellReading("amount", other.amounts))
        return one._replace(second=other.amounts) if is_range else None
    if found := _PLAIN_RANGE.fullmatch(text):
        mark, low, unit, high, high_unit, pct_low, pct_high, plus, years = found.groups()
        sign = read_sign(mark) if mark else None
        if sign is None or bool(unit) != bool(high_unit) or (unit and "," in low + high):
            return None
        low_end, high_end = _plain_amount(low, unit), _plain_amount(high, high_unit)
        if not unit and (high_end >= WIDEST * low_end or low_end >= WIDEST * high_end):
            return None
        amounts = Amounts(low_end, high_end, sign, sign)
        if pct_low:
            return CellReading("both", amounts, None, int(pct_low), int(pct_high or pct_low))
        notes = ("open-ended",) if plus else ()
        return CellReading("amount", amounts, years=None if years is None else int(years or 1), notes=notes)
    if found := _PLAIN_PERCENT.fullmatch(text):
        least, most = int(found[1]), int(found[2] or found[1])
        return CellReading("percent", None, None, least, most) if least <= most <= MOST_PERCENT else None
    return CellReading("none") if text in ("—", "–", "-", "N/A") else None


@lru_cache(4096)
def _plain_amount(digits: str, unit: str) -> Number:
    factor = UNITS[unit.lower()]
    return scaled(float(digits), factor) if "." in digits else int(digits.replace(",", "")) * factor


def _general(text: str, bare: Bare) -> CellReading:
    """Read any cell: what it says without a figure, else its figures with the periods and notes beside them."""
    notes: list[str] = []
    try:
        plain = _LABEL.sub("", cell_text(text))
        key = plain.strip(" .-–—−*").casefold()
        if _NEGATIVE.fullmatch(plain):
            raise UnreadableError("a number in brackets may be negative")
        if key in ABSENT:
            return CellReading("none")
        if key in _ZERO:
            return CellReading("amount", Amounts(0, 0), notes=(plain,))
        if key in _NO_FIGURE:
            return CellReading("words", notes=(plain,))
        found = _TIMES_YEARS.search(plain) if bare.grant_years else None
        if found and ("y" in found[0].lower() or int(found[1]) == bare.grant_years):
            return _times_years(_general(plain[: found.start()], bare), int(found[1]))
        period = mark_periods(plain)
        if period.problem:
            raise UnreadableError(period.problem)
        return _reading(_Cell(period, bare, notes))
    except UnreadableError as reason:
        return CellReading("unreadable", notes=tuple(notes), problem=str(reason))


def _times_years(yearly: CellReading, years: int) -> CellReading:
    """Return the whole grant of `$100K x 4`, or the reading of a year's share if that is no amount."""
    if yearly.amounts is None or yearly.years not in (None, 1):
        return yearly._replace(kind="unreadable", amounts=None, problem=f"`x {years}` is not read beside it")
    return yearly._replace(amounts=yearly.amounts.times(years), years=years)


class _Cell(NamedTuple):
    """A cell while it is read: its text with marks for periods, and what its header says about bare numbers."""

    period: Period
    bare: Bare
    notes: list[str]


def _reading(cell: _Cell) -> CellReading:
    """Move notes and brackets out of the text of a cell, and read the amounts that are left."""
    if OF_TOTAL.search(cell.period.text):
        raise UnreadableError("it is a percentage of another amount than the base salary")
    text = cell.period.text
    if MARK.search(text) or "gross" in text or "base" in text:
        text = _CODE_LAST.sub(r" \3\1", text)
    text = _PLUS_WORDS.sub(lambda found: _plus(cell, found), text)
    text = _MIDDLE_FIGURE.sub(r" (\g<words>)", text)
    text = " ".join(BRACKET.sub(lambda found: _bracket(cell, found[1]), text).split())
    terms, gaps = find_terms(text, cell.bare)
    if not terms:
        if text.strip(" .-–—−*" + MARKS).casefold() in ABSENT and text and not any(mark in text for mark in MARKS):
            return CellReading("none", notes=tuple(cell.notes))
        raise UnreadableError("no amount is written here")
    if is_share_count(terms, gaps):
        return CellReading("shares", notes=(*cell.notes, text), problem="a number of shares, which is not an amount")
    groups = read_groups(terms, gaps, cell.bare, cell.period.months, cell.notes)
    if names_shares(gaps):
        # `4,000 RSUs (~$200K)`: the figure without a currency is the number of shares, and a small one their price.
        groups = [one for one in groups if one.range.is_pct or one.range.amounts.sign]
        if len(groups) == 1 and len(terms) > 1 and 0 < (groups[0].range.amounts.high or 0) < 10_000:
            raise UnreadableError("it may be the price of a share")
    return _result(cell, list(dict.fromkeys(groups)))  # `$150,000 ($150K)`


def _result(cell: _Cell, groups: list[Group]) -> CellReading:
    """Return the figures of a cell as its reading; refuses several that do not repeat each other."""
    # `LPA` is a year's amount, and states nothing about a grant.
    years = None if cell.period.years == 1 and YEAR in cell.period.text else cell.period.years
    amounts = sorted((g for g in groups if not g.range.is_pct), key=lambda g: bool(cell.bare.grant_years and g.marks))
    term = years or cell.bare.grant_years
    amounts = amounts[:1] + [one for one in amounts[1:] if not any(_confirms(one, main, term) for main in amounts)]
    pcts = [one.range for one in groups if one.range.is_pct]
    first_sign = amounts[0].range.amounts.sign if amounts else ""
    others = [one for one in amounts[1:] if first_sign and one.range.amounts.sign not in ("", first_sign)]
    is_zero = bool(pcts and amounts and pcts[0].amounts.high and amounts[0].range.amounts.high == 0)
    is_other_period = cell.bare.grant_years and any(one.marks != amounts[0].marks for one in others)
    if is_zero or is_other_period or len(pcts) > 1 or len(others) < len(amounts) - 1:
        raise UnreadableError("it states several figures, and it is unclear which one applies")
    if (cell.period.years or 1) > 1 and any(one.marks and one.marks != YEAR for one in amounts):
        raise UnreadableError(f"it is unclear whether it is for {cell.period.years} years or for a shorter period")
    cell.notes.extend(note for one in groups for note in (one.note, one.range.note) if note)
    pct = pcts[0].amounts if pcts else Amounts(None, None)
    kind: CellKind = "both" if pcts and amounts else "percent" if pcts else "amount"
    first, second = (found[0].range.amounts if found else None for found in (amounts, others))
    years = 1 if amounts and amounts[0].marks else years
    is_multiplied = any(one.note for one in groups)
    schedule = cell.period.schedule
    return CellReading(kind, first, second, pct.low, pct.high, years, tuple(cell.notes), None, schedule, is_multiplied)


def _confirms(one: Group, main: Group, term: int | None) -> bool:
    """Return whether a figure repeats another for a different period: `$160K–$300K ($40K–$75K/yr)`."""
    if one.marks == main.marks or one.range.amounts.sign not in ("", main.range.amounts.sign):
        return False
    years = term if term and YEAR in one.marks and not main.marks else 1
    return all(
        share and grant and abs(share * years - grant) <= max(0.03 * grant, 0 if share % 1000 else years * 500)
        for share, grant in zip(one.range.amounts[:2], main.range.amounts[:2], strict=True)
    )


def _plus(cell: _Cell, found: re.Match[str]) -> str:
    cell.notes.append(check_note(found["words"]).strip())
    return " " + "".join(char for char in found[0] if char in MARKS)


def _bracket(cell: _Cell, inner: str) -> str:
    """Read a bracket: only a figure is an alternative to the one before it, a currency or a period belongs to that."""
    text = "".join(char for char in inner if char not in MARKS).strip(" .,;")
    marks = "".join(char for char in inner if char in MARKS)
    if not text:
        return f" {marks} "
    if (part := _part_of_figure(text)) or inner.startswith("^"):
        return f" {part} {marks} "
    if _IS_DATED.fullmatch(text):
        cell.notes.append(text)
        return f" {marks} "
    terms, gaps = find_terms(inner, cell.bare)
    if IS_MIDDLE.match(text) and len(terms) == 1 and not set(marks) - {YEAR}:
        cell.notes.append(check_note(inner).strip(" " + MARKS))
        return " "
    is_figure = bool(terms) and not is_share_count(terms, gaps) and not terms[-1].is_weak
    beside = (gaps[0], *(gap for gap in gaps[1:-1] if gap.strip().casefold() not in DASHES), gaps[-1])
    if is_figure and not any(map(unknown_words, beside)):
        return f" / {inner} "
    if any(term.sign or term.unit for term in terms) and not _IS_APART.match(text) and not is_share_count(terms, gaps):
        raise UnreadableError(f"`({text[:40]})` states another figure")
    has_figure = bool(terms) or any(char.isdigit() for char in LEVEL.sub("", inner))
    note = check_note(inner).strip(" " + MARKS)
    has_parts = any(term.is_pct for term in terms) or (len(terms) > 1 and "+" in text)
    # A number that counts nothing, and is no level or date: `Band 4: 140-160`.
    is_unclear = _COUNTS_NOTHING.search(_IS_DATED.sub("", LEVEL.sub("", text)))
    if has_figure and ((has_parts and not _IS_APART.match(text)) or not unknown_words(text) or is_unclear):
        raise UnreadableError(f"`({text[:40]})` may change the figure")
    cell.notes.append(note)
    # The period of a figure in a note is not that of the figure before it.
    return " " if has_figure else f" {marks} "


def is_unit(text: str) -> bool:
    """Return whether a text is a unit, alone or with its currency: `k`, `万円`, `Mio. EUR`."""
    if text.isascii() and text.isalpha():
        return text.lower() in UNITS
    found = re.fullmatch(rf"{UNIT_PATTERN}\.?\s?(\S*)", text)
    return found is not None and (not found[1] or read_sign(found[1]) is not None)


def _part_of_figure(text: str) -> str:
    """Return a bracket's text if it is only the currency, the unit or the limit of the figure before it."""
    words = re.split(r"[\s,;]+", text)
    codes = [sign for word in words if (sign := read_sign(word))]
    if codes and all(read_sign(word) or word.casefold() == "in" for word in words):
        return codes[0] if len(set(codes)) == 1 else text
    limit = "or more" if text.casefold() in AT_LEAST else "at most" if text.casefold() in LIMITS else ""
    return text if is_unit(text) or not ("~" in text or any(map(str.isalnum, text))) else limit
