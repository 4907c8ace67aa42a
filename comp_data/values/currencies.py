"""Currencies: ISO 4217 codes, the signs that guides write for them, and approximate rates.

The rates serve to recognize implausible amounts, not to convert: they are rounded to one or two digits and are
not updated with the market.
"""

import re
from functools import lru_cache
from typing import Final

from comp_data.base.patterns import regex

_UNITS_PER_DOLLAR = """
AED 3.7 AFN 70 ALL 90 AMD 390 AOA 900 ARS 1400 AUD 1.5 AWG 1.8 AZN 1.7
BAM 1.7 BBD 2 BDT 120 BHD 0.38 BIF 2900 BMD 1 BND 1.3 BOB 7 BOV 7 BRL 5.5 BSD 1 BTN 87 BWP 14 BYN 3.3 BZD 2
CAD 1.4 CDF 2800 CHE 0.85 CHF 0.85 CHW 0.85 CLF 0.025 CLP 950 CNY 7.2 COP 4100 COU 11 CRC 510 CUP 24 CVE 95 CZK 21
DJF 178 DKK 6.5 DOP 60 DZD 130 EGP 49 ERN 15 ETB 140 EUR 0.9 FJD 2.3 FKP 0.78 GBP 0.78 GEL 2.7 GHS 12 GIP 0.78
GMD 70 GNF 8600 GTQ 7.7 GYD 210 HKD 7.8 HNL 26 HTG 130 HUF 350 IDR 16000 ILS 3.6 INR 86 IQD 1300 IRR 42000 ISK 130
JMD 160 JOD 0.71 JPY 150 KES 130 KGS 87 KHR 4000 KMF 440 KPW 900 KRW 1400 KWD 0.31 KYD 0.83 KZT 510 LAK 21600
LBP 89500 LKR 300 LRD 200 LSL 18 LYD 5 MAD 9.5 MDL 17 MGA 4500 MKD 55 MMK 2100 MNT 3500 MOP 8 MRU 40 MUR 46 MVR 15
MWK 1730 MXN 19 MXV 2.3 MYR 4.3 MZN 64 NAD 18 NGN 1550 NIO 37 NOK 10.5 NPR 138 NZD 1.7 OMR 0.38 PAB 1 PEN 3.6
PGK 4 PHP 57 PKR 280 PLN 3.8 PYG 7500 QAR 3.6 RON 4.5 RSD 105 RUB 85 RWF 1430 SAR 3.75 SBD 8.3 SCR 14 SDG 600 SEK 10
SGD 1.3 SHP 0.78 SLE 22 SOS 570 SRD 37 SSP 4500 STN 22 SVC 8.75 SYP 12000 SZL 18 THB 33 TJS 10 TMT 3.5 TND 3 TOP 2.4
TRY 40 TTD 6.8 TWD 31 TZS 2600 UAH 41 UGX 3600 USD 1 USN 1 UYI 40 UYU 41 UYW 7 UZS 12700 VED 100 VES 100 VND 25000
VUV 120 WST 2.7 XAF 590 XCD 2.7 XCG 1.8 XOF 590 XPF 107 YER 240 ZAR 18 ZMW 26 ZWG 27
"""

_WORDS = _UNITS_PER_DOLLAR.split()

UNITS_PER_DOLLAR: Final[dict[str, float]] = dict(zip(_WORDS[::2], map(float, _WORDS[1::2]), strict=True))
"""Approximate units of each currency in `CODES` for one US dollar."""

CODES: Final = frozenset(UNITS_PER_DOLLAR)
"""The ISO 4217 codes of currencies in use (no metals, no test codes)."""

SIGNS: Final = {
    "£": "GBP", "€": "EUR", "₹": "INR", "₪": "ILS", "₩": "KRW", "₫": "VND", "₺": "TRY", "₽": "RUB", "₱": "PHP",
    "฿": "THB", "₦": "NGN", "₴": "UAH", "₸": "KZT", "₾": "GEL", "₡": "CRC", "₲": "PYG", "₵": "GHS", "GH₵": "GHS",
    "৳": "BDT", "zł": "PLN", "zl": "PLN", "złotych": "PLN", "Kč": "CZK", "Kc": "CZK", "Ft": "HUF", "Fr": "CHF",
    "SFr": "CHF", "Fr.": "CHF", "RM": "MYR", "Rp": "IDR", "Dh": "AED", "Dhs": "AED", "円": "JPY", "원": "KRW",
    "RMB": "CNY", "NIS": "ILS", "CN¥": "CNY", "JP¥": "JPY", "RMB¥": "CNY", "人民币": "CNY", "日元": "JPY",
    "ש״ח": "ILS", 'ש"ח': "ILS",
    "KSh": "KES", "Ksh": "KES", "KShs": "KES", "TSh": "TZS", "USh": "UGX", "E£": "EGP", "EGP£": "EGP", "TL": "TRY",
    "SR": "SAR", "QR": "QAR", "KD": "KWD", "S/": "PEN", "S/.": "PEN", "đ": "VND",
    "đồng": "VND", "บาท": "THB", "руб": "RUB", "р": "RUB", "грн": "UAH", "лв": "BGN", "BGN": "BGN",
    "euro": "EUR", "euros": "EUR", "Euro": "EUR", "Euros": "EUR", "yen": "JPY", "Php": "PHP", "Mex$": "MXN",
    "US$": "USD", "U$S": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "CDN$": "CAD", "CAN$": "CAD",
    "CDN": "CAD", "Can$": "CAD", "Cdn$": "CAD", "S$": "SGD", "SG$": "SGD", "HK$": "HKD", "R$": "BRL", "BR$": "BRL",
    "NT$": "TWD", "Tk": "BDT", "Tk.": "BDT", "FCFA": "XOF",
    "NZ$": "NZD", "MX$": "MXN", "U$": "UYU", "UY$": "UYU", "$U": "UYU", "COL$": "COP", "CL$": "CLP", "AR$": "ARS",
    "TT$": "TTD", "J$": "JMD", "美元": "USD", "美金": "USD", "ドル": "USD", "米ドル": "USD", "달러": "USD",
    "欧元": "EUR", "ユーロ": "EUR", "유로": "EUR", "英镑": "GBP", "ポンド": "GBP", "港元": "HKD", "港币": "HKD",
    "新台币": "TWD", "台币": "TWD", "台幣": "TWD", "新台幣": "TWD", "新币": "SGD", "人民幣": "CNY", "日圓": "JPY",
}  # fmt: skip
_AFTER_DOLLAR = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "U": "UYU"}
"""Countries written after a dollar sign: `120 000 $ CA`."""
_IN_FRONT = {"R": "ZAR"}
"""Signs that are read before a figure only."""
_NAMES = {
    "dollar": "$", "dollars": "$", "pound": "GBP", "pounds": "GBP", "sterling": "GBP", "rupees": "Rs", "rupee": "Rs",
    "francs": "CHF", "franken": "CHF", "kronor": "kr", "kroner": "kr", "krónur": "ISK", "reais": "BRL", "rand": "ZAR",
    "forint": "HUF", "ringgit": "MYR", "shekels": "ILS", "won": "KRW", "yuan": "CNY", "zloty": "PLN", "korun": "CZK",
}  # fmt: skip
# Signs that several currencies share, with the currency that the sign means by default, if there is one.
_SHARED: dict[str, tuple[str | None, frozenset[str]]] = {
    "$": (
        "USD",
        frozenset(["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU", "BRL"]),
    ),
    "¥": (None, frozenset(("JPY", "CNY"))),
    "kr": (None, frozenset(("SEK", "NOK", "DKK", "ISK"))),
    "元": ("CNY", frozenset(("CNY", "TWD", "HKD"))),
    "Rs": ("INR", frozenset(("INR", "PKR", "LKR", "NPR", "MUR"))),
    "lei": (None, frozenset(("RON", "MDL"))),
}
_OTHER_DOLLARS = frozenset((
    "BBD", "BMD", "BND", "BSD", "BZD", "CUP", "DOP", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD",
    "XCD",
))  # fmt: skip
"""Currencies that `$` stands for beside their code only."""
_SPELLINGS = {"Kr": "kr", "kr.": "kr", "KR": "kr", "Lei": "lei", "₨": "Rs", "元人民币": "CNY"}
# Codes that are more likely words in a header or title in capitals.
_AMBIGUOUS_CODES = frozenset(("ALL", "TOP", "MOP", "TRY", "CUP", "PEN", "GEL", "BAM", "SOS"))
PATTERN: Final = (
    r"[A-Z]{1,3}[$¥](?!S)|\$\s?(?:[A-Z]{3}|US|CA|AU|NZ|SG|HK|MX|U)(?![A-Za-z])|"
    + "|".join(map(re.escape, sorted({*SIGNS, *_SPELLINGS, *_NAMES, *_SHARED}, key=len, reverse=True)))
    + r"|[A-Z]{3}|[a-z]{3}|[A-Z][a-z]{2}"
)
"""Matches what may be a currency before or after a figure; `read_sign` decides whether it is one."""
FRONT_PATTERN: Final = rf"{PATTERN}|R(?=\s?[0-9])"

_IN_BRACKETS = regex(r"[(\[,]([^()\[\],]{1,40})")
_WORD = regex(r"[^\W\d_]+")
_MARK = regex(r"[A-Z]{0,3}[$¥]|[£€₹₪₩₫₺₽₱฿₦₴]|\b[A-Z]{3}\b")


def read_sign(text: str) -> str | None:
    """Return the ISO code for what `PATTERN` matches, the sign itself if currencies share it, None for another word."""
    text = _SPELLINGS.get(text, text)
    if text in _SHARED or text in CODES:
        return text
    found = SIGNS.get(text) or _NAMES.get(text) or _IN_FRONT.get(text)
    if found:
        return found
    if text[-1:] in ("$", "¥") and text[:-1] in CODES:
        return text[:-1]
    if text[:1] == "$":
        rest = text[1:].strip()
        return rest if rest in CODES else _AFTER_DOLLAR.get(rest)
    upper = text.upper()
    return upper if upper in CODES and upper not in _AMBIGUOUS_CODES and not text.isupper() else None


def may_mean(sign: str, code: str) -> bool:
    """Return whether a sign or code may stand for a currency: `$` for CAD, not for CZK."""
    return code in _SHARED.get(sign, (None, {sign}))[1] or (sign == "$" and code in _OTHER_DOLLARS)


@lru_cache(1024)
def currency_of(sign: str, stated: tuple[str, ...], local: str | None) -> str | None:
    """Return the ISO code of a figure, or None if nothing decides.

    `sign` is the result of `read_sign`, empty for a figure without a sign; `stated` are the codes in the region's
    label or the header; `local` is the currency of the place. A bare `$` is USD unless a label states
    another dollar; in a place with a dollar or peso of its own it may be either.
    """
    if sign in _SHARED:
        alone, options = _SHARED[sign]
        if own := next((code for code in stated if code in options), None):
            return own
        if sign == "$":
            return alone if local == alone or not may_mean(sign, local or "") else None
        return local if local in options else alone
    if sign:
        return sign
    return local if not stated or local in stated else stated[0]


@lru_cache(1024)
def possible_currencies(sign: str, stated: tuple[str, ...], local: str | None) -> tuple[str, ...]:
    """Return the ISO codes that the written sign allows; empty if no sign is written.

    Takes the arguments of `currency_of`. A bare `$` without another dollar may be the US dollar or the local one; any
    other shared sign is the local currency's.
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
    """Return the currencies that a header states, first those in brackets: GBP for `Base Salary (GBP £)`."""
    found: dict[str, None] = {}
    inner = _IN_BRACKETS.findall(header)
    words = [word for part in inner for word in _WORD.findall(part) if len(word) > 1]
    for marks in (*map(_MARK.findall, inner), _MARK.findall(header), words):
        for mark in marks:
            sign = read_sign(mark)
            if sign and sign not in _SHARED and mark not in _AMBIGUOUS_CODES:
                found[sign] = None
    return tuple(found)
