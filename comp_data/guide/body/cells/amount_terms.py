"""Find the amounts and percentages in a text, and join two of them into a range."""

import re
from typing import Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.values.currencies import FRONT_PATTERN, PATTERN, UNITS_PER_DOLLAR, may_mean, read_sign
from comp_data.values.money import Number
from comp_data.values.numbers import NO_LETTER_AFTER, NO_LETTER_BEFORE, UNIT_PATTERN, read_number, scaled, unit_value
from comp_data.values.words import key_of, words

_DECIMAL: Final = words("cells", "units after a decimal point")
"""Units of languages with decimal points: `1.085M`. In others `1.200 juta` may be 1,200 million."""

_AMOUNT = regex(
    rf"{NO_LETTER_BEFORE}(?<![0-9.,])(?:(?P<before>{FRONT_PATTERN})(?:(?<=[A-Za-z])\.)?\s?)?(?:(?P<sign>[$£€₹¥₪])\s?)?"
    r"(?P<number>[0-9]+(?:[.,'’][0-9]+|[ ][0-9]{3}(?![0-9]))*)"
    rf"(?:\s?(?:de\s)?(?P<unit>{UNIT_PATTERN})\.?)?"
    r"(?P<pct>\s?(?:%|percent\b|pct\b))?"
    rf"(?:\s?(?:d[ei]\s|d['’])?(?P<after>{PATTERN}){NO_LETTER_AFTER}(?!\$|\s?[0-9])\.?)?"
)
"""One amount or percentage."""

WIDEST: Final = 100
"""A range without units whose ends are this many times apart may lack one: `$80–95,000`."""

MOST_PERCENT: Final = 250
"""The most that a bonus can be, in percent of the base salary."""


class Amounts(NamedTuple):
    """A range of money as written, in whole units a year. An end that is None is not stated."""

    low: Number | None
    high: Number | None
    sign: str = ""  # an ISO code, a sign that currencies share (`$`, `¥`, `kr`), or empty
    high_sign: str = ""  # that of the high end

    def times(self, factor: Number) -> "Amounts":
        """Return the amounts times a factor; an end that is not stated stays so."""
        if factor == 1:
            return self
        low, high = (None if end is None else scaled(end, factor) for end in (self.low, self.high))
        return self._replace(low=low, high=high)


class Bare(NamedTuple):
    """How the bare numbers of a column are to be read, by its header."""

    is_percent: bool = False
    unit: int = 1
    grant_years: int | None = None  # None if the column has no equity grants
    sign: str = ""  # the currency of the header
    payments: float | None = None  # a year: 13 for `Base (x13)`
    has_ends: bool = False  # a slash is a dash, as for `Base (min/max)`


class Term(NamedTuple):
    """One amount or percentage as written, its unit not yet applied."""

    value: Number
    unit: str
    sign: str
    is_pct: bool
    is_sign_after: bool = False

    @property
    def is_weak(self) -> bool:
        """Return whether this is only a small number, which may be anything."""
        return not (self.unit or self.sign or self.is_pct) and self.value < 1000


class Range(NamedTuple):
    """Two ends, or one figure as both ends: amounts or percentages. `note` states an assumption."""

    is_pct: bool
    amounts: Amounts
    note: str | None = None


class UnreadableError(Exception):
    """Why a text cannot be read as figures."""


class AfterTaxError(UnreadableError):
    """The figures are pay after tax."""


def find_terms(text: str, bare: Bare) -> tuple[list[Term], list[str]]:
    """Return the amounts and percentages of a text, and the texts before, between and after them (one more).

    Raises UnreadableError for digits that are not a number.
    """
    terms: list[Term] = []
    gaps: list[str] = []
    at = 0
    matches = list(_AMOUNT.finditer(text))
    for index, found in enumerate(matches):
        is_unknown = found["after"] is not None and read_sign(found["after"]) is None
        end = found.start("after") if is_unknown else found.end()
        following = text[end : end + 1]
        is_letter = following.isalnum() if following.isascii() else not re.match(NO_LETTER_AFTER, following)
        if is_letter and text[end - 1].isalnum():
            continue  # `$400KRSU`
        partner = matches[index + 1] if index + 1 < len(matches) else found
        term = _term(found, bare, has_unit=bool(partner["unit"] or partner["pct"]))
        before = found["before"]
        is_word = before and not read_sign(before)
        if is_word and found.end("before") == found.start("number"):
            continue  # a word with a digit: `ICT4`
        start = found.start("sign" if found["sign"] else "number") if is_word else found.start()
        gaps.append(text[at:start])
        terms.append(term)
        at = end
    gaps.append(text[at:])
    return terms, gaps


def _term(found: re.Match[str], bare: Bare, *, has_unit: bool) -> Term:
    """Return the amount of a match, its unit not applied; `has_unit`: the next amount, or the last itself, has one."""
    before, sign, number, unit, pct, after = found.groups()
    marks = [mark for mark in (read_sign(mark) for mark in (before, sign, after) if mark) if mark]
    is_decimal_comma = number.count(",") == 1 and (has_unit or bool(pct) or bare.unit > 1 or bare.is_percent)
    value = read_number(number, bool(unit) or is_decimal_comma)
    has_other_point = key_of(unit) not in _DECIMAL if unit else bare.unit >= 1_000_000
    is_grouped = has_other_point and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", number)
    if value is None or is_grouped or re.fullmatch(r"0\.[0-9]{3}[kK]|[0-9]+\.000L", f"{number}{unit}"):
        raise UnreadableError(f"`{number}` is not a number that can be read")
    # A code says more than a sign: `$120K CAD`, `CAD $120K`.
    codes = list(dict.fromkeys(mark for mark in marks if len(mark) == 3))
    mark = codes[0] if codes else max(marks, key=len, default="")  # `$60,000 pesos`
    if other := next((one for one in marks if one != mark and not may_mean(one, mark)), None):
        raise UnreadableError(f"one amount is marked as {mark} and {other}")
    if pct and (mark or unit):
        raise UnreadableError(f"`{found[0].strip()}` is an amount and a percentage")
    is_pct = bool(pct) or (bare.is_percent and not mark and not unit and value <= 200)
    sign = mark or bare.sign
    # From this number on, a cell of a column of thousands has whole units: 10,000 for dollars.
    whole_from = 10_000 * max(1, UNITS_PER_DOLLAR.get("CNY" if sign == "元" else sign, 1))
    if not unit and not is_pct and bare.unit > 1 and 0 < value < whole_from:
        return Term(scaled(value, bare.unit), "", mark, is_pct=False)
    if not unit and not is_pct and bare.unit >= 1_000_000 and value:
        raise UnreadableError(f"`{number}` is too large for the unit of its header")
    return Term(value, unit.lower() if unit else "", mark, is_pct, bool(after and read_sign(after)))


def make_range(low: Term, high: Term, bare: Bare) -> Range:
    """Return the range from one term to another, or of one term given twice. Raises UnreadableError for no range."""
    if low.is_pct or high.is_pct:
        if not all(t.is_pct or t.is_weak for t in (low, high)):
            raise UnreadableError("one end of the range is a percentage and the other is not")
        if low.value > high.value:
            raise UnreadableError("the low end of the range is over the high one")
        if high.value > MOST_PERCENT:
            raise UnreadableError("no bonus is as many percent, so a dash may be missing")
        return Range(is_pct=True, amounts=Amounts(low.value, high.value))
    if low.is_weak and high.is_weak and bare.unit == 1 and (low.value or high.value):
        raise UnreadableError("the number has neither a currency nor a unit")
    is_lone_year = low is high and not bare.sign and _is_year(low) and 2010 <= low.value <= 2035
    beside = [other for one, other in ((low, high), (high, low)) if _is_year(one)]  # `$5,000 until 2026`
    if is_lone_year or any(one.unit or one.value >= 10_000 or one.value > high.value for one in beside):
        raise UnreadableError(f"`{(low if _is_year(low) else high).value}` may be a year")
    low, high, note = _with_shared_unit(low, high)
    sign, high_sign = low.sign or high.sign, high.sign or low.sign
    if high.is_sign_after and sign in ("$", "¥", "kr") and may_mean(sign, high_sign):
        sign = high_sign
    ends = _value(low, sign), _value(high, high_sign)
    if not (low.unit or high.unit) and all(ends) and max(ends) >= WIDEST * min(ends):
        raise UnreadableError(f"one end of the range is over {WIDEST} times the other, so a unit may be missing")
    return Range(False, Amounts(*ends, sign, high_sign), note)


def _is_year(term: Term) -> bool:
    return not (term.unit or term.sign) and isinstance(term.value, int) and 1990 <= term.value < 2050


def _value(term: Term, sign: str) -> Number:
    if (unit := unit_value(term.unit, sign, term.value)) is None:
        raise UnreadableError(f"`{term.unit}` may be a thousand or a million")
    if unit in (1_000, 100_000, 1_000_000) and term.value >= 10_000 * max(1, UNITS_PER_DOLLAR.get(sign, 1)):
        raise UnreadableError(f"`{term.value:,}{term.unit}` may state the thousands twice")
    return scaled(term.value, unit)


def _with_shared_unit(low: Term, high: Term) -> tuple[Term, Term, str | None]:
    """Apply one unit to both ends if only that makes a range: `$370-780K`, `$370K-$780`, `£40-45,000`."""
    if bool(low.unit) == bool(high.unit):
        is_short = not (low.unit or (low.sign and high.sign)) and 0 < low.value < 1000 < high.value / low.value < 2000
        return low._replace(value=1000 * low.value) if is_short else low, high, None
    one, other = (low, high) if high.unit else (high, low)
    unit = unit_value(other.unit, other.sign or one.sign) or 1_000
    is_whole = one.value >= 1000 and (other.unit.isascii() or unit < 10_000)
    if one.value == 0 or is_whole:
        if one is high and other.value * unit > one.value:  # `$120K – 10,000 shares`
            raise UnreadableError("the low end of the range is over the high one")
        if one is low and one.value and other.value * unit >= WIDEST * one.value:
            if low.value <= high.value and UNITS_PER_DOLLAR.get(high.sign, 1) >= 10:
                return one._replace(unit=other.unit), high, None  # `3 000–4 200 тыс. ₽`
            raise UnreadableError(f"one end of the range is over {WIDEST} times the other, so a unit may be missing")
        return low, high, None
    if low.value <= high.value:
        shared = one._replace(unit=other.unit)
        return (shared, high, None) if one is low else (low, shared, "the unit of the low end holds for both")
    if one is low and other.value * unit / one.value < WIDEST:
        return low, high, None
    raise UnreadableError("one end of the range has a unit and the other has not")
