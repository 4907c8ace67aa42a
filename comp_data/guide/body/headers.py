"""Read what a column's header says about the figures below it: period, unit, currency, years of vesting."""

import re
from functools import lru_cache
from itertools import filterfalse
from typing import Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_ranges import period_factor
from comp_data.guide.body.cells.amount_terms import AfterTaxError, Bare, UnreadableError
from comp_data.guide.body.cells.amounts import BRACKET, DATED, OF_TOTAL, is_unit
from comp_data.guide.body.cells.cell_text import HARMLESS, check_tax, clean, find_words, is_harmless, split_unit_codes
from comp_data.guide.body.cells.levels import is_percentile
from comp_data.guide.body.layouts import COMPONENTS, NAMES, NO_PART, Role, is_first_year, is_place, role_of
from comp_data.guide.body.markdown_tables import plain
from comp_data.values.currencies import PATTERN, may_mean, name_codes, read_sign, stated_currencies
from comp_data.values.money import DEFAULT_VEST_YEARS, Number
from comp_data.values.numbers import NO_LETTER_AFTER, NO_LETTER_BEFORE, UNIT_PATTERN, UNITS, unit_value
from comp_data.values.periods import MARK, PAYMENTS, Period, is_period_name, mark_periods
from comp_data.values.places.gazetteer import Place
from comp_data.values.places.lookup import read_region
from comp_data.values.words import any_of, key_of, phrases, words

_MAX_HEADER = 150
_USUAL_GRANTS = phrases("headers", "usual, of a grant over 4 years")
USUAL_HEADERS: Final = _USUAL_GRANTS | phrases("headers", "usual")
"""The headers of the format, which most guides have: known without the patterns that read any other one."""
_THOUSANDS = regex(r"['’]?(?<![0-9.,])(?:1[.,'’ ]?)?000['’]?[sS]?(?![\w.,])")
_TIMES_THOUSAND = regex(r"(?i)(?:\bin\s|\bx\s?|×\s?)?([$€£]?)(?<![0-9.,])1[.,]?000(?![\w.,])")
_PERCENT = regex(r"(?i)%|percent|(?<![^\W_])pct\b")
_STRUCK = regex(r"(?i)~~|<(?:s|del|strike)\b")
_MARKED_DOLLAR = regex(r"(?<![^\W\d_])[A-Z]{1,3}\$")  # `NT$`
_LONE_SIGN = regex(r"(?<![\w$])(?:\$|¥|kr|元|Rs)(?![\w$]|\s?[0-9])")
_HEADER_WORDS = words("headers", "harmless")
"""Words of a header of pay that leave the column what it is; any other makes its figures unreadable."""
_PAID_ONCE = words("headers", "paid once")
_NOT_A_GRANT = words("headers", "no grant")
# One point of a distribution, one later year, or not what is paid.
_PART_OF = regex(any_of("headers", "part of a column"), re.IGNORECASE)
_OTHER_SIGN = regex(r"[#@¢Δ∆<>≤≥±→↑↓×]|(?<!20[0-9]{2})[/*÷]\s?[0-9](?![0-9]{3})")
_GRANT_A_YEAR = regex(r"(?i)\b(?:rsus?|stock|equity|grant)\s?[/÷]\s?[2-6]\b")
_BESIDE_TOTAL = regex(any_of("headers", "beside a total"), re.IGNORECASE)
# `RSU / 4`, `25% of RSU`: a year's share of the grant, but not `RSU/4yr`.
_YEARS_SHARE = regex(any_of("headers", "share of a year"), re.IGNORECASE)
_LOOSE_NUMBER = regex(any_of("headers", "loose number"), re.IGNORECASE)
"""A number that is no year, level, unit or `Bonus (10%)`: `Base 2`, `Base = 0.9`, `Equity 1/4`, `Total 90%`."""
_MORE_THAN_TOTAL = regex(rf"\b{any_of('headers', 'more than a total')}\b", re.IGNORECASE)
_BARE_PERIOD = regex(r"(?i)[(\[]\s?(yr|year|år|jaar|rok|yıl|mo|mth|month)\.?\s?[)\]]")
_MAY_BE_DATED = regex(r"(?<=[(\[,;])(?=[^()\[\],;]*(?:[0-9]{2}|=))")
_DATED = regex(rf"(?i){_MAY_BE_DATED.pattern}\s*{DATED}\s*(?=[)\],;])")
_LOW, _HIGH = (rf"(?P<{end}>{any_of('headers', f'{end} end of a range')})" for end in ("low", "high"))
_END_NAMES = regex(rf"\b(?:{_LOW}|{_HIGH})\b")


class Head(NamedTuple):
    """A header as read: figures times `factor` are a year's amounts; `problem` says why they cannot be read."""

    bare: Bare = Bare()
    stated: tuple[str, ...] = ()
    factor: Number = 1
    note: str | None = None
    years: int | None = None
    schedule: tuple[int, ...] = ()
    problem: str | None = None
    is_unclear: bool = False  # another column with known words may not be the same pay


_UNITS = [rf"(?P<unit{number}>{UNIT_PATTERN})" for number in range(3)]
_UNIT = regex(
    rf"{NO_LETTER_BEFORE}{_UNITS[0]}\.?\s?(?i:(?:of|in|de|di)\s+)?(?P<after>{PATTERN}){NO_LETTER_AFTER}"
    rf"|(?P<before>{NO_LETTER_BEFORE}(?:{PATTERN}))\.?\s?(?i:in\s+)?{NO_LETTER_BEFORE}{_UNITS[1]}"
    rf"|(?:(?P<open>[(\[,;])\s*(?i:in\s+)?|(?<!\w)(?i:in|en|em|i|w)\s+){NO_LETTER_BEFORE}{_UNITS[2]}"
    r"(?(open)\.?\s*(?=[)\],;]|$)|(?!\w))"
)
"""The unit of a header's figures, with a currency before or after it, in brackets, or after `in`."""


@lru_cache(512)
def read_head(text: str) -> Head:
    """Read a header: `Base (in thousands)`, `RSU (4 years, vests monthly)`, `Base (Brutto/Monat)`."""
    if text in USUAL_HEADERS:
        return Head(years=DEFAULT_VEST_YEARS if text in _USUAL_GRANTS else None)
    text = clean(text[:_MAX_HEADER])
    if any(map(str.isdigit, text)):
        text = _DATED.sub("", text) if _MAY_BE_DATED.search(text) else text
        text = _TIMES_THOUSAND.sub(r"\g<1>1000", text) if "000" in text else text
    text = name_codes(_BARE_PERIOD.sub(r" /\1 ", text))
    role = role_of(text)
    if role in ("stock", "total_comp"):
        text = NO_PART.sub("", text)
        text = _YEARS_SHARE.sub(" /yr ", text) if role == "stock" else _BESIDE_TOTAL.sub("", text)  # `OTE (50/50)`
    is_percent = _PERCENT.search(text) is not None
    period = mark_periods(text)
    stated = stated_currencies(text) or stated_currencies(f"({BRACKET.sub(' ', text)})")  # `Base dollars`
    try:
        if _STRUCK.search(text):
            raise UnreadableError("it is struck out")
        if period.problem:
            raise UnreadableError(period.problem)
        kinds = "".join(sorted(set(MARK.findall(period.text))))
        payments = period.months if kinds == PAYMENTS else None
        factor, note = (1, None) if payments else period_factor(kinds, period.months)
        unit, sign = read_unit(MARK.sub("", period.text))
        _check_words(text, period)
    except UnreadableError as reason:
        why, is_unclear = f"the header `{text[:40]}` is not clear: {reason}", not isinstance(reason, AfterTaxError)
        return Head(Bare(is_percent), stated, problem=why, is_unclear=is_unclear)
    sign, stated = _with_sign(text, sign, stated)
    if (period.years or 1) > 1 and (kinds or role in ("base", "total_comp")):
        unclear = f"does not say whether it is for {period.years} years or for a shorter period"
        why = f"the header `{text[:40]}` {unclear}" if kinds else f"the amount is for {period.years} years"
        return Head(Bare(is_percent), stated, problem=why, is_unclear=bool(kinds))
    sign = stated[0] if payments and len(stated) == 1 else sign
    has_ends = [end.lastgroup for end in _END_NAMES.finditer(key_of(text))] == ["low", "high"]
    bare = Bare(is_percent, unit, sign=sign or "", payments=payments, has_ends=has_ends)
    return Head(bare, stated, factor, note, period.years, period.schedule)


def _with_sign(text: str, sign: str | None, stated: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the sign of a header and its currencies, with that of the unit or a sign alone: `Base ($)`."""
    if sign and len(sign) == 3 and sign not in stated:
        return sign, (*stated, sign)
    if sign or not (lone := _LONE_SIGN.search(text)):
        return sign, stated
    is_known = any(may_mean(lone[0], code) for code in stated) if stated else lone[0] == "$"
    return lone[0], stated if is_known else (*stated, lone[0])


def read_unit(text: str) -> tuple[int, str | None]:
    """Return the unit that a header states, and the currency beside it."""
    text = split_unit_codes(_THOUSANDS.sub("k", text) if "000" in text else text)
    words = re.findall(r"[^\W\d_]++(?![0-9])", key_of(text))  # not the L of `L5`
    if UNITS.keys().isdisjoint(words) and max("".join(words), default="") < "\u02b0":  # Latin words end at a blank
        return 1, None
    found = _UNIT.search(text)
    while found and (mark := found["after"] or found["before"]) and not read_sign(mark):
        found = _UNIT.search(text, found.start() + 1)  # `are in thousands`
    if not found:
        return 1, None
    sign = read_sign(found["after"] or found["before"] or "")
    name = next(text for group, text in found.groupdict().items() if group.startswith("unit") and text).lower()
    if (unit := unit_value(name, sign or "")) is None:
        raise UnreadableError(f"`{name}` may be a thousand or a million")
    return unit, sign


def _check_words(text: str, period: Period) -> None:
    """Raise UnreadableError for an unknown word that may be a unit or a period: `(USD dozens)`, `(EUR/Takt)`."""
    inner = BRACKET.findall(split_unit_codes(period.text))
    for segment in re.split("[;,—–]", ";".join(inner)) if any(inner) else ():
        found = find_words(segment)
        has_currency = any(map(read_sign, found)) or any(sign in segment for sign in "$€£¥₹₪₩")
        if has_currency or segment.strip().lower().startswith("in "):
            for word in filterfalse(_is_header_word, found):
                raise UnreadableError(f"`{word}` may be a unit, and is not known as one")
    if (role := role_of(text)) in (*COMPONENTS, "carry", "cash"):
        check_tax(text)
        _check_role(text, period.text, role, inner)


def _check_role(text: str, unmarked: str, role: Role, inner: list[str]) -> None:
    """Raise UnreadableError for words that make a column of pay something else: `Base increase`, `Stock price`."""
    parts = [BRACKET.sub(" ", unmarked), *inner]
    parts = [part for part in parts if not is_place(part) or any(map(read_sign, find_words(part)))]
    named = _MARKED_DOLLAR.sub(lambda found: " " if read_sign(found[0]) else found[0], " ; ".join(parts))
    for word in find_words(_THOUSANDS.sub("", split_unit_codes(named))):
        is_once = role == "signing_bonus" and word.casefold() in _PAID_ONCE
        if not (is_once or is_pay_word(word, is_grant=role == "stock")):
            raise UnreadableError(f"`{word}` is not known, and may say that the column is something else")
    if role == "bonus" and OF_TOTAL.search(f"%_{text}"):
        raise UnreadableError("it is a percentage of another amount than the base salary")
    if role == "total_comp" and (found := _MORE_THAN_TOTAL.search(text)):
        raise UnreadableError(f"`{found[0]}` may be in it, which is no part of a year's total")
    rest = _GRANT_A_YEAR.sub("", unmarked)
    other = _OTHER_SIGN.search(rest) if role != "stock" else None
    if role == "stock" and is_first_year(text):
        raise UnreadableError("it is the share of one year")
    if not other and any(map(str.isdigit, unmarked)):
        other = _LOOSE_NUMBER.search(_THOUSANDS.sub("", rest))
    if found := other or _PART_OF.search(text):
        why = "is a point of a range, and no end" if is_percentile(found[0]) else "may say that it is something else"
        raise UnreadableError(f"`{found[0]}` {why}")


def is_pay_word(word: str, *, is_grant: bool = False) -> bool:
    """Return whether a word leaves a column of pay what its other words say; a grant may have a company's name."""
    lower = word.casefold()
    if is_grant:
        return lower not in _NOT_A_GRANT and (not word.islower() or _is_header_word(word) or lower in _HEADER_WORDS)
    is_listed = lower in HARMLESS or lower in _HEADER_WORDS or is_place(word)
    if is_listed or read_sign(word) or is_unit(word) or role_of(word) in (*COMPONENTS, "cash", "carry"):
        return True
    return "-" in word and all(is_pay_word(part) for part in word.split("-") if part.isalpha())


@lru_cache(512)
def find_places(header: str) -> tuple[Place, ...]:
    """Return the places that a header of pay names beside its part of pay: `SF Base`, `Base (London)`."""
    if "$" in header or header in USUAL_HEADERS:
        return ()
    parts = (BRACKET.sub(" ", header), *BRACKET.findall(header))
    texts = (" ".join(word for word in find_words(part) if not _is_of_pay(word)) for part in parts)
    labels = [read_region(text) for text in texts if text and len(text) <= _MAX_HEADER]
    return tuple(place for label in labels if not label.unknown for place in label.places if place.country)


def _is_of_pay(word: str) -> bool:
    """Return whether a word names no place in a header of pay: `Kč` is not Kansas City."""
    is_sign = read_sign(word) is not None and is_place(word)
    return is_sign or role_of(word) in COMPONENTS or word.lower() in HARMLESS


def _is_header_word(word: str) -> bool:
    is_plain = is_harmless(word) or bool(read_sign(word)) or word.isupper() or bool(role_of(word))
    return is_plain or word.casefold() in ("currency", "thousand", "whole", "de") or is_unit(word) or is_place(word)


def is_plain(header: str) -> bool:
    """Return whether a header names a part of pay and nothing else but currencies, units and periods."""
    found = find_words(header)
    are_parts = all(
        role_of(one) in COMPONENTS or read_sign(one) or is_unit(one) or is_period_name(one) for one in found
    )
    return are_parts and all(word.isalpha() and word.lower() != "target" for word in found)


@lru_cache(512)
def end_of(header: str) -> str | None:
    """Return the end of a range that a header states (`Base (min)`): low or high; None for both or none."""
    ends = {found.lastgroup for found in _END_NAMES.finditer(key_of(header))} if header not in USUAL_HEADERS else ()
    return ends.pop() if len(ends) == 1 else None


@lru_cache(512)
def read_corner(header: str) -> str:
    """Return what the first header says after the name of its column: `in thousands` of `Region (in thousands)`."""
    words = re.sub(r"[()\[\],]", " ", plain(header)).split()
    first = next((at for at, word in enumerate(words) if role_of(word) in NAMES), 0)
    return " ".join(word for word in words[first:] if role_of(word) not in NAMES)
