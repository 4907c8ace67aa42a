"""The amounts and per cents of a text, one by one, and the range that two of them make."""

import re
from functools import cache
from typing import NamedTuple

from comp_data.values.currencies import PATTERN, read_sign
from comp_data.values.money import Number
from comp_data.values.numbers import UNIT_PATTERN, UNITS, read_number, scaled


@cache
def _amount() -> re.Pattern[str]:
    """One amount or per cent; compiled at the first use, as many guides need it for no cell."""
    return re.compile(
        rf"(?<![A-Za-z0-9.,])(?:(?P<before>{PATTERN})\.?\s?)?(?:(?P<sign>[$£€₹¥₪])\s?)?"
        r"(?P<number>[0-9]+(?:[.,'’][0-9]+|[ ][0-9]{3}(?![0-9]))*)"
        rf"(?:\s?(?P<unit>{UNIT_PATTERN})(?![A-Za-z]))?"
        r"(?P<pct>\s?(?:%|percent\b|per cent\b|pct\b))?"
        rf"(?:\s?(?P<after>{PATTERN})(?![A-Za-z0-9$]|\s?[0-9]))?"
    )


class Amounts(NamedTuple):
    """A range of money as written, in whole units a year; an end that is None is not stated.

    `sign` is an ISO code, a sign that currencies share (`$`, `¥`, `kr`), or empty; `high_sign` is the high end's.
    """

    low: Number | None
    high: Number | None
    sign: str = ""
    high_sign: str = ""


class Bare(NamedTuple):
    """What a column's header says of numbers that stand alone: that they are per cents, or their unit."""

    is_percent: bool = False
    unit: int = 1


class Term(NamedTuple):
    """One amount or per cent as written; `value` does not hold the unit yet."""

    value: Number
    unit: str
    sign: str
    is_pct: bool
    is_sign_behind: bool = False

    @property
    def is_weak(self) -> bool:
        """Whether this is only a small number, which may be anything."""
        return not (self.unit or self.sign or self.is_pct) and self.value < 1000


class Range(NamedTuple):
    """Two ends, or one figure as both: amounts or per cents; `note` is what was taken for granted."""

    is_pct: bool
    amounts: Amounts
    note: str | None = None


class UnreadableError(Exception):
    """Why a text cannot be read as figures."""


def find_terms(text: str, bare: Bare) -> tuple[list[Term], list[str]]:
    """The amounts and per cents of a text, and the text before, between and behind them (one more).

    Raises UnreadableError for digits that make no number.
    """
    terms: list[Term] = []
    gaps: list[str] = []
    at = 0
    for found in _amount().finditer(text):
        behind = text[found.end() : found.end() + 1]
        term = None if behind.isascii() and behind.isalnum() else _term(found, bare)
        if term:
            gaps.append(text[at : found.start()])
            terms.append(term)
            after = found["after"]
            at = found.start("after") if after and read_sign(after) is None else found.end()
    gaps.append(text[at:])
    return terms, gaps


def _term(found: re.Match[str], bare: Bare) -> Term | None:
    before, sign, number, unit, pct, after = found.groups()
    marks = [read_sign(mark) for mark in (before, sign, after) if mark]
    if before and not sign and marks[0] is None:
        return None
    value = read_number(number, bool(unit))
    if value is None:
        raise UnreadableError(f"`{number}` is not a number that can be read")
    # A code says more than a sign: `$120K CAD`, `CAD $120K`.
    codes = [mark for mark in marks if mark and len(mark) == 3]
    mark = codes[0] if codes else next((mark for mark in marks if mark), "")
    is_pct = bool(pct) or (bare.is_percent and not mark and not unit and value <= 200)
    if not unit and not is_pct and bare.unit > 1 and 0 < value < 10_000:
        value = scaled(value, bare.unit)
        return Term(value, "", mark or "", is_pct=False)
    return Term(value, unit.lower() if unit else "", mark or "", is_pct, bool(after and marks[-1]))


def make_range(low: Term, high: Term, bare: Bare) -> Range:
    """The range from one term to another, or of one term given twice. Raises UnreadableError where it makes none."""
    if low.is_pct or high.is_pct:
        if not all(t.is_pct or t.is_weak for t in (low, high)):
            raise UnreadableError("one end of the range is a per cent and the other is not")
        return Range(is_pct=True, amounts=Amounts(low.value, high.value))
    if low.is_weak and high.is_weak and bare.unit == 1:
        raise UnreadableError("the number has neither a currency nor a unit")
    note = None
    if bool(low.unit) != bool(high.unit):
        low, high, note = _with_shared_unit(low, high)
    sign, high_sign = low.sign or high.sign, high.sign or low.sign
    if high.is_sign_behind and sign in ("$", "¥", "kr"):
        sign = high_sign
    return Range(
        False, Amounts(scaled(low.value, UNITS[low.unit]), scaled(high.value, UNITS[high.unit]), sign, high_sign), note
    )


def _with_shared_unit(low: Term, high: Term) -> tuple[Term, Term, str | None]:
    """`$370-780K` and `$370K-$780`: one unit for both ends, where only that makes a range."""
    one, other = (low, high) if high.unit else (high, low)
    unit = UNITS[other.unit]
    if one.value == 0 or one.value >= 1000:
        return low, high, None
    shared = one._replace(unit=other.unit)
    is_ordered = shared.value <= other.value if one is low else shared.value >= other.value
    if is_ordered:
        return (shared, high, None) if one is low else (low, shared, "the unit of the low end holds for both")
    if one is low and other.value * unit / one.value < 100:
        return low, high, None
    raise UnreadableError("one end of the range has a unit and the other has not")
