"""Currencies as guides write them: ISO 4217 codes and signs, and which currency a shared sign stands for."""

import re
from functools import lru_cache
from typing import Final

from comp_data.values.currencies import CODES

PATTERN: Final = r"[A-Z]{1,3}[$¥]|[$¥£€₹₪₩₫₺₽₱฿₦₴]|[A-Z]{3}|Rs|kr|zł|Kč|Fr|RM|Rp|Dhs?|円|元"
"""What may be a currency in front of or behind a figure; `read_sign` says whether it is one."""

_SIGNS = {
    "£": "GBP", "€": "EUR", "₹": "INR", "₪": "ILS", "₩": "KRW", "₫": "VND", "₺": "TRY", "₽": "RUB", "₱": "PHP",
    "฿": "THB", "₦": "NGN", "₴": "UAH", "Rs": "INR", "zł": "PLN", "Kč": "CZK", "Fr": "CHF", "RM": "MYR", "Rp": "IDR",
    "Dh": "AED", "Dhs": "AED", "円": "JPY", "元": "CNY",
    "RMB": "CNY", "NIS": "ILS", "CN¥": "CNY", "JP¥": "JPY", "RMB¥": "CNY",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "S$": "SGD", "SG$": "SGD", "HK$": "HKD",
    "R$": "BRL", "BR$": "BRL", "NT$": "TWD", "NZ$": "NZD", "MX$": "MXN", "U$": "UYU", "UY$": "UYU",
}  # fmt: skip
# Signs that several currencies share, with the one that a sign alone means, where there is one.
_SHARED: dict[str, tuple[str | None, frozenset[str]]] = {
    "$": (
        "USD",
        frozenset(["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU", "BRL"]),
    ),
    "¥": (None, frozenset(("JPY", "CNY"))),
    "kr": (None, frozenset(("SEK", "NOK", "DKK", "ISK"))),
}
# Codes that are rather words where a header or a title shouts.
_WORDS = frozenset(("ALL", "TOP", "MOP", "TRY", "CUP", "PEN", "GEL", "BAM", "SOS"))
_IN_BRACKETS = re.compile(r"[(\[,]([^()\[\],]{1,40})")
_MARK = re.compile(r"[A-Z]{0,3}[$¥]|[£€₹₪₩₫₺₽₱฿₦₴]|\b[A-Z]{3}\b")


def read_sign(text: str) -> str | None:
    """The ISO code that a code or sign stands for, or the sign itself where currencies share it.

    Takes what `PATTERN` matches; gives None for text that is no currency (`RSU`).
    """
    if text in _SHARED or text in CODES:
        return text
    found = _SIGNS.get(text)
    if found is None and text[-1:] in "$¥" and text[:-1] in CODES:
        return text[:-1]
    return found


@lru_cache(1024)
def currency_of(sign: str, stated: tuple[str, ...], local: str | None) -> str | None:
    """The ISO code of a figure, or None where nothing decides.

    `sign` is what `read_sign` gave, empty where the figure has none; `stated` are the codes that the region's
    label or the header states; `local` is the place's own currency. A bare `$` is USD unless a label states
    another dollar: a guide that quotes local dollars marks them.
    """
    if sign in _SHARED:
        alone, options = _SHARED[sign]
        return next((code for code in stated if code in options), alone or (local if local in options else None))
    if sign:
        return sign
    return local if not stated or local in stated else stated[0]


@lru_cache(1024)
def possible_currencies(sign: str, stated: tuple[str, ...], local: str | None) -> tuple[str, ...]:
    """The ISO codes that a figure's currency may be by what is written; none where nothing is.

    Takes what `currency_of` takes. A bare `$` beside no other dollar may be the US dollar or the place's own; any
    other shared sign is that of the place.
    """
    codes = tuple(dict.fromkeys(stated))
    if sign not in _SHARED:
        return (sign,) if sign else codes
    alone, options = _SHARED[sign]
    meant = tuple(code for code in codes if code in options)
    if not meant:
        meant = tuple(dict.fromkeys(code for code in (alone, local) if code in options))
    return meant or tuple(sorted(options))


def stated_currencies(header: str) -> tuple[str, ...]:
    """The currencies that a header states in brackets or behind a comma: `Base Salary (GBP £)` gives GBP."""
    found: dict[str, None] = {}
    for part in _IN_BRACKETS.findall(header):
        for mark in _MARK.findall(part):
            sign = read_sign(mark)
            if sign and sign not in _SHARED and mark not in _WORDS:
                found[sign] = None
    return tuple(found)
