"""Currencies: ISO 4217 codes, the signs that guides write for them, and approximate rates.

The rates serve to recognize implausible amounts, not to convert: they have one or two digits and are not updated.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from comp_data.base.errors import UsageError
from comp_data.base.package import read_beside
from comp_data.base.patterns import regex
from comp_data.values.words import key_of

_READ: Final[dict[str, Any]] = read_beside(__file__, "currencies.json")
_CURRENCIES: Final[dict[str, dict[str, Any]]] = _READ["currencies"]
_SHARED_SIGNS: Final[dict[str, dict[str, Any]]] = _READ["shared_signs"]


def _by_text(described: dict[str, dict[str, Any]], key: str) -> Iterator[tuple[str, str]]:
    """Yield each text that is listed under a key, with the currency or the shared sign that it stands for."""
    for meaning, values in described.items():
        yield from ((text, meaning) for text in values.get(key, ()))


def _by_code(key: str) -> dict[str, Any]:
    return {code: values[key] for code, values in _CURRENCIES.items() if key in values}


UNITS_PER_DOLLAR: Final[dict[str, float]] = {code: float(rate) for code, rate in _by_code("per_dollar").items()}
"""Approximate units of each currency in `CODES` for one US dollar."""

LEAST_A_YEAR: Final[dict[str, int]] = _by_code("least_a_year")
"""Pay of less where that currency is paid, without a word for its period, may be a month's: many are paid as much."""

BOUNDS_IN_DOLLARS: Final[dict[str, list[int]]] = _READ["bounds_in_dollars"]
"""The least and the most plausible amount of each component for high wages, in the order of `Row.ranges`."""

WAGES: Final[dict[str, float]] = _by_code("wages")
"""The lower bound of pay where a currency is used, compared with countries of high wages; 0.1 for any other."""

PAY_BY_COUNTRY: Final[dict[str, float]] = _READ["pay_by_country"]
"""How pay compares with the US, roughly; 0.25 in any other country."""

ALSO_PAID: Final[dict[str, str]] = _READ["also_paid"]
"""A second currency that salaries are commonly paid in, by country."""

VALUES_OF_MIL: Final[dict[str, int]] = _by_code("mil") | {"pesos": 1_000}
"""The value of the unit `mil` in a currency that uses it."""

SIGNS_ALSO_OF: Final[dict[str, list[str]]] = _by_code("signs_also_of")
"""Currencies that are written with the signs of another one where they are paid: `£` in Cairo."""

CODES: Final = frozenset(UNITS_PER_DOLLAR)
"""The ISO 4217 codes of currencies in use (no metals, no test codes)."""

SIGNS: Final = dict(_by_text(_CURRENCIES, "signs"))
"""The currency of each sign, and of each spelling of one, that only one currency has."""
_AFTER_DOLLAR = dict(_by_text(_CURRENCIES, "after_dollar"))
"""Countries written after a dollar sign: `120 000 $ CA`."""
_IN_FRONT = {"N": "NGN", "P": "PHP", "Q": "GTQ", "R": "ZAR"}
"""Signs that are read before a figure only."""
_NAMES = dict((*_by_text(_CURRENCIES, "names"), *_by_text(_SHARED_SIGNS, "names")))
_NAMES |= {name.capitalize(): code for name, code in _NAMES.items()}
_PHRASES = {key_of(text): code for one in (_CURRENCIES, _SHARED_SIGNS) for text, code in _by_text(one, "phrases")}
_PHRASE_WORDS = frozenset(max(re.split(r"\W", phrase), key=len) for phrase in _PHRASES)
_SPELLINGS = dict(_by_text(_SHARED_SIGNS, "spellings"))
# Signs that several currencies share, with the currency that the sign means by default, if there is one.
_SHARED: dict[str, tuple[str | None, frozenset[str]]] = {
    sign: (values["alone"], frozenset(values["currencies"])) for sign, values in _SHARED_SIGNS.items()
}
DOLLARS: Final = frozenset(("$", "dollars"))
"""Signs of a dollar that may be the local one or that of the United States."""
_OTHER_DOLLARS = frozenset(_READ["dollars_beside_their_code"])
"""Currencies that `$` stands for beside their code only."""
WORD_CODES: Final = frozenset(_READ["codes_that_are_words"])
"""Codes that are more likely words in a header or title in capitals, or in lower case beside another currency."""
_ANY_WORD = r"[A-Za-z\u00c0-\u04ff]{4,12}+|[A-Z]{3}|[a-z]{3}|[A-Z][a-z]{2}"
# A list of all names would take longer to compile than linting a guide takes.
_OTHERS = (text for text in {*SIGNS, *_SPELLINGS, *_NAMES, *_SHARED} if not re.fullmatch(_ANY_WORD, text))
PATTERN: Final = (
    r"[A-Z]{1,3}[$¥](?!S)|\$\s?(?:[A-Z]{3}|US|CA|AU|NZ|SG|HK|MX|U)(?![A-Za-z])|"
    + "|".join(map(re.escape, sorted(_OTHERS, key=len, reverse=True)))
    + f"|{_ANY_WORD}"
)
"""Matches what may be a currency before or after a figure; `read_sign` decides whether it is one."""
FRONT_PATTERN: Final = rf"{PATTERN}|R(?=\s?[0-9])|[NPQ](?=[0-9]{{1,3}},[0-9]{{3}})"

_IN_BRACKETS = regex(r"[(\[,]([^()\[\],]{1,40})")
_WORD = regex(r"[^\W\d_]+")
_AFTER_IN = regex(r"\b(?:in|en|em|i)\s+([^\s.,;:()]+)", re.IGNORECASE)
_PHRASE = regex(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_PHRASES, key=len, reverse=True)))})(?!\w)", re.IGNORECASE)
_MARK = regex(r"[A-Z]{0,3}[$¥]|[£€₹₪₩₫₺₽₱฿₦₴]|\b[A-Z]{3}\b")


@lru_cache(1024)
def read_sign(text: str) -> str | None:
    """Return the ISO code for what `PATTERN` matches, the sign itself if currencies share it, None for another word."""
    text = _SPELLINGS.get(text, text)
    if text in _SHARED or text in CODES:
        return text
    if found := SIGNS.get(text) or _NAMES.get(text) or _IN_FRONT.get(text):
        return found
    if text[-1:] in ("$", "¥") and text[:-1] in CODES and may_mean(text[-1], text[:-1]):
        return text[:-1]
    if text[:1] == "$":
        rest = text[1:].strip()
        return rest if rest in CODES else _AFTER_DOLLAR.get(rest)
    upper = text.upper()
    return upper if upper in CODES and upper not in WORD_CODES and not text.isupper() else None


def check_currency(code: str | None) -> None:
    """Raise UsageError unless the code is one of ISO 4217 or None."""
    if code is not None and code not in CODES:
        raise UsageError(f"unknown currency {code}: use an ISO 4217 code, such as USD")


def may_mean(sign: str, code: str) -> bool:
    """Return whether a sign or code may stand for a currency or another sign: `$` for CAD, not for CZK."""
    options = _SHARED.get(sign, (None, {sign}))[1]
    return not options.isdisjoint(_SHARED.get(code, (None, {code}))[1]) or (sign in DOLLARS and code in _OTHER_DOLLARS)


@lru_cache(1024)
def currency_of(sign: str, stated: tuple[str, ...], local: str | None) -> str | None:
    """Return the ISO code of a figure, or None if nothing decides.

    `sign` is the result of `read_sign`, empty for a figure without a sign; `stated` are the codes, or a shared
    sign, in the region's label or the header; `local` is the currency of the place. A bare `$` is USD unless a label
    states another dollar; in a place with a dollar or peso of its own it may be either.
    """
    if sign in _SHARED:
        alone, options = _SHARED[sign]
        if meant := [code for code in stated if code in options]:
            return local if local in meant else meant[0]
        if sign in DOLLARS:
            return alone if local == alone or not may_mean(sign, local or "") else None
        return local if local in options else alone
    if sign:
        return sign
    if stated and stated[0] in _SHARED:
        return currency_of(stated[0], stated[1:], local)
    return local if not stated or local in stated else stated[0]


@lru_cache(1024)
def possible_currencies(sign: str, stated: tuple[str, ...], local: str | None) -> tuple[str, ...]:
    """Return the ISO codes that the written sign allows; empty if no sign is written.

    Takes the arguments of `currency_of`. A bare `$` without another dollar may be the US dollar or the local one; any
    other shared sign is the local currency's.
    """
    codes = tuple(dict.fromkeys(stated))
    if not sign and codes and codes[0] in _SHARED:
        return possible_currencies(codes[0], codes[1:], local)
    if sign not in _SHARED:
        return (sign,) if sign else codes
    alone, options = _SHARED[sign]
    if not (meant := tuple(code for code in codes if code in options)):
        meant = tuple(dict.fromkeys(code for code in (alone, local) if code in options))
    return meant or tuple(sorted(options))


def name_codes(text: str) -> str:
    """Return a text with codes for the currencies that it names in several words: `Base (CAD)` for Canadian dollars."""
    key = key_of(text)
    # The pattern takes longer, and most texts name none.
    if _PHRASE_WORDS.isdisjoint(_WORD.findall(key)) or not any(phrase in key for phrase in _PHRASES):
        return text
    return _PHRASE.sub(lambda found: _PHRASES[key_of(found[0])], text)


def stated_currencies(header: str) -> tuple[str, ...]:
    """Return the currencies that a header states, first those in brackets, or the shared sign of `in dollars`."""
    found: dict[str, None] = {}
    header = name_codes(header)
    inner = _IN_BRACKETS.findall(header)
    words = [word for part in inner for word in _WORD.findall(part) if len(word) > 1]
    words += (text for word in _AFTER_IN.findall(header) for text in (word, word.lower()))
    for marks in (*map(_MARK.findall, inner), _MARK.findall(header), words):
        for mark in marks:
            if (sign := read_sign(mark)) and sign not in _SHARED and mark not in WORD_CODES:
                found[sign] = None
    return tuple(found) or tuple(dict.fromkeys(sign for word in words if (sign := read_sign(word)) in _SHARED))
