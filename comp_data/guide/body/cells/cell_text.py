"""The text of a table cell: normalized before its figures are read, and the words that may be beside a figure.

A word that is in none of these lists may be a unit, a period or a currency, so that a figure beside it is not read.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_terms import AfterTaxError, UnreadableError
from comp_data.guide.body.sections import unescaped
from comp_data.values.currencies import CODES, name_codes, read_sign
from comp_data.values.numbers import UNITS
from comp_data.values.periods import MARKS
from comp_data.values.places.lookup import read_region
from comp_data.values.words import VOWEL_SIGNS, any_of, phrases, words

DASHES: Final = phrases("cells", "between two ends")
HARMLESS: Final = words("cells", "harmless")
"""Words that change nothing about a figure in any language; they are not evidence that a text is English."""
_NOTES: Final = words("cells", "notes") | words("cells", "benefits")
_BASE: Final = words("headers", "base")
_AFTER_TAX: Final = words("cells", "after tax")
_AFTER_TAX_WORDS: Final = regex(rf"\b{any_of('cells', 'after tax, in several words')}\b", re.IGNORECASE)
_PART_TIME = regex(rf"(?i)\b{any_of('cells', 'part time')}\b|{any_of('cells', 'hours of part time')}")
CONTRACT: Final = regex(r"(?i)\b(?:B2B|C2C|corp[- ]to[- ]corp|contract(?:or|ing)|PJ|freelance|1099|umowa zlecenie)\b")
"""Contracts of people who are not employed."""
_PAYING: Final = words("cells", "paying")
"""Words that make a period say how often something is paid, which does not change a figure."""
_IN_WORD = rf"[\w'’{VOWEL_SIGNS}]*"
_WORD = regex(rf"[^\W\d_](?<![0-9].){_IN_WORD}(?:-[^\W\d_]{_IN_WORD})*")
LEVEL: Final = regex(rf"\b(?=[^\W\d]){any_of('cells', 'levels')}\b")
"""Names of levels and of areas, and of sources with a digit."""
_ORDINAL = regex(r"[0-9](?:st|nd|rd|th)\b")
_ACRONYM = regex(r"[A-Z]{2,5}s?|[A-Z]{1,3}[0-9]{1,2}")


def find_words(text: str) -> list[str]:
    """Return the words of a text as written."""
    return _WORD.findall(_ORDINAL.sub(lambda found: found[0][0], text))


def unknown_words(text: str) -> list[str]:
    """Return the words of a text that are not `HARMLESS`, in lower case."""
    return [word for word in _WORD.findall(text.casefold()) if word not in HARMLESS]


def is_acronym(word: str) -> bool:
    """Return whether a word is a short name in capitals: a program, a ticker, a level (`L5`)."""
    return bool(_ACRONYM.fullmatch(word))


def find_part_time(text: str) -> str | None:
    """Return the part of a text that says that pay is not for full time."""
    found = _PART_TIME.search(text)
    return found and found[0]


def check_tax(text: str) -> None:
    """Raise UnreadableError for pay after tax or for part time: guides state pay before tax, for full time."""
    if any(word.casefold() in _AFTER_TAX for word in _WORD.findall(text)) or _AFTER_TAX_WORDS.search(text):
        raise AfterTaxError("it is pay after tax, and pay before tax is needed")
    if part := find_part_time(text):
        raise UnreadableError(f"`{part}` is not pay for full time")


def check_note(text: str, *, names: Collection[str] = ()) -> str:
    """Return a text beside a figure if all its words are known to leave the figure as it is, except `names`.

    Raises UnreadableError for any other word: it may be a unit, a currency, a limit, or say that the figure is another.
    """
    check_tax(text)
    found = find_words(LEVEL.sub(" ", text))
    has_equivalent = any(word.casefold() in ("equiv", "equivalent") for word in found)
    for word in found:
        lower = word.casefold()
        is_currency = read_sign(word) is not None and lower not in _NOTES
        is_known = (is_listed_word(word) or word in names) and (lower in HARMLESS or lower not in UNITS)
        if not (has_equivalent if is_currency else is_known):
            raise _may_change(word)
    is_payment = any(mark in text for mark in MARKS) and any(word.casefold() in _PAYING for word in found)
    if is_payment or "only for" in text.casefold():
        raise _may_change(text)
    return text


def is_listed_word(word: str) -> bool:
    """Return whether a word is in the lists of words that leave a figure as it is."""
    lower = word.casefold()
    is_listed = lower in HARMLESS or lower in _NOTES or lower in _BASE
    return is_listed or ("-" in word and all(map(is_listed_word, word.split("-"))))  # `performance-based`


def is_harmless(word: str) -> bool:
    """Return whether a word is known to leave a figure as it is."""
    return is_listed_word(word) or is_acronym(word)


def _may_change(text: str) -> UnreadableError:
    shown = "".join(char for char in text if char not in MARKS).strip()[:40]
    return UnreadableError(f"`{shown}` is not known and may change the figure")


_STRUCK = regex(
    r"(?is)~~.*?~~|<(s|del|strike)\b[^<>]*>.*?</\1\s*>|<!--.*?-->|<sup\b[^<>]*>(?:<[^<>]*>|[^<A-Za-z]|\b[a-j]\b)*</sup\s*>(?![0-9KkMm])"
)
# An image is removed, and a link to a note after a figure: `$95K [1](#note)`.
_LINK = regex(
    r"(?:!\[[^\[\]]*\]|(?<=[KkMm%\s])\[[0-9]{1,2}\](?=\S+\s*$))\([^()\s]*\)|\[([^\[\]]*|\[[0-9]+\])\](?:\([^()\s]*\)|\[(?:[A-Za-z][\w-]*)?\])"
)
_CIRCA = regex(r"(?<!\w)(?:[cC](?:\.\s?|\s)?(?=[£€])|c\.\s?(?=[$¥₹]))")
_FIGURE = r"[^\W\d]{0,3}[$€£¥₹₽₫]?\s?[0-9]"
_ABOUT = regex(rf"^\s*{any_of('cells', 'about')}\s*(?={_FIGURE})", re.IGNORECASE)
_PENSION = regex(any_of("cells", "a pension"))
_WITH = regex(r"(?i)(?<![\w/])w/\s?(o\b)?")
_GROSS = regex(rf"\b(?=[^\W\d]){any_of('cells', 'before tax')}\b", re.IGNORECASE)
_COUNTRY_DOLLAR = regex(r"\b(?:(U)\.S\.|(US|CA|AU|NZ|SG|HK))\s\$(?=\s?[0-9])")
# Without a letter of a script that is written from right to left: there, `450 120` would be shown as 120 450.
_LEFT_TO_RIGHT = r"\A(?=[^\u0590-\u08ff]*\Z)"
# One tilde before and after a text strikes it out too; before it alone it means `about`.
_UNCLEAR = regex(
    r"(?i)~~|(?<!\S)~[^~\s](?:[^~]*[^~\s])?~(?!\S)|</?(?:s|del|strike)\b[^<>]*>|<bdo\b"
    rf"|{_LEFT_TO_RIGHT}.*?\bdir\s?=\s?[\"']?rtl"
)
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_FOOTNOTE = regex(
    r"\[\^[^\[\]]*\]|<sup>[^<>]*</sup>|\\?\[(?:[0-9]{1,2}|[a-d])\\?\]|[¹²³⁰-⁹₀-₉\u2460-\u24ff\u2776-\u2793\U0001f100-\U0001f1e5†‡§]+"
)
# Digits that are not one number: with a mark between them (`150*2`, a footnote, a line break), or of two scripts.
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_MARK_IN_NUMBER = regex(
    rf"\d(?:[*`\\{_UNSEEN}]+\d|\s\*\s\d|!?\[[0-9]+\]\()|[0-9][.,٬]?(?![0-9０-９])\d|(?![0-9０-９])\d[.,٬]?[0-9]|٫\d{{3}}(?!\d)"
)
_MARKUP = str.maketrans(dict.fromkeys("*`\\" + _UNSEEN, "") | {"_": " ", "٪": "%", "٬": ",", "٫": "."})
_CHANGE = regex(any_of("cells", "change or tolerance"), re.IGNORECASE)
_SUM = regex(
    r"(?<![0-9.,])([0-9][0-9,]*)\s?([億亿억万萬만])\s?([0-9][0-9,]*)\s?(千万|천만|百万|백만|[万萬만千천]|(?=[円元원]))(?![0-9])"
)
_RARE = regex(r"[億亿억万萬만บ]|(?![0-9])\d|[0-9][wW]")
_SENTENCE = regex(rf"(?i)^{any_of('cells', 'the salary is')}\s?:?\s+(?=(?:up to\s|[^\W\d]{{2,9}}\s)?{_FIGURE})")
_FRACTION = regex(r"(?<![0-9.,])([0-9]*)\s?([¼½¾])")
_IN_YUAN = regex(r"^[^$€£]*[\u4e00-\u9fff][^$€£]*$")
_PLUS_FIRST = regex(r"\+(?<=[0-9KkMm]\+)\s?([$€£¥₹]|[A-Z]{3}\b|(?i:k|m|l|lpa|lakhs?|cr)\b)(?=\s*(?:[^\w\s]|$))")
_NO_MEANING = regex(rf"[\u202e\ue000-\uf8ff\ufffd\U0001f1e6-\U0001f1ff]|{_LEFT_TO_RIGHT}.*?[\u202b\u2067]")
_FLAG = regex("[\U0001f1e6-\U0001f1ff]{2}")
_DASH_AND_BREAK = regex(r"(?i)(?<=[-–—])\s*<br\s*/?>|<br\s*/?>\s*(?=[-–—]\s*(?:\S|$)|to\b)|(?<=>to)\s*<br\s*/?>")
_ALIKE = str.maketrans(
    dict.fromkeys("ʼʻ′´‘‛ʹ", "'") | dict.fromkeys("∼∽⁓˜〜", "~") | dict.fromkeys("≅≃≒", "≈") | {"⸻": "–"}
)
_DOTS = regex(r"\.{2,}")
# `120.000,-`, `120'000.–`, `₹12,00,000/-`: no cents.
_NO_CENTS = regex(r"(?<=[0-9])(?:[.,:][-–—]{1,2}|/[-–—])(?![0-9]|\s?[$€£]?[0-9])")
_UNIT_IN_CODE = regex(
    r"(?<![^\W\d_])(?P<unit>[kKtTmM])(?P<code>EUR|USD|CHF|SEK|DKK|NOK|GBP|PLN|CZK|HUF|kr|(?<!\w.)[$€£¥])(?![^\W\d_])(?P<number>\s?[0-9][0-9.,]*)?"
)
_UNIT_AFTER_CODE = regex(r"\b(EUR|USD|CHF|SEK|DKK|NOK|GBP|PLN|CZK|HUF)([km])(?!\w)")
_PERCENT_WORDS = regex(rf"(?<=[0-9])\s?{any_of('cells', 'percent')}(?!\w)", re.IGNORECASE)
_OF_BASE = regex(rf"%\s?{any_of('cells', 'of the base')}(?!\w)", re.IGNORECASE)
_PERCENT_FIRST = regex(r"^\s*%\s?([0-9][0-9.,]*)(?:(\s?[–—-]\s?)(?:%\s?)?([0-9][0-9.,]*))?$")
_FROM_TO = regex(r"(?:から|부터|에서|到|至|ถึง)\s*(?=[¥₩฿$]?\s?[0-9])")
_TIMES_WAGES = regex(r"(?<=[0-9KkMm万元])\s?\*\s?(?=1[2-9](?!\w))|\*(?=1[2-9]薪)")
_UNIT_AND_PERIOD = regex(r"(?<=[0-9kKmML])(?=p\.?[amwhd]\b)")
_UP_TO = regex(r"^\s*(年収|年俸)?\s*[〜～]\s*(?=[0-9., ]+[億万千円])")


def cell_text(raw: str) -> str:
    """Return a cell's text without markup, footnotes and struck-out text, with wide characters folded.

    Raises UnreadableError for text that states a change or a tolerance, or if it is unclear what is struck out.
    """
    text = _TIMES_WAGES.sub("×", raw) if "*" in raw else raw
    if text.count("~") > 1 or "<" in text:
        text = _STRUCK.sub(" ", _DASH_AND_BREAK.sub(" ", text))
        if _UNCLEAR.search(text):
            raise UnreadableError("it is unclear what is struck out, or in which direction it is read")
        text = _TAG.sub(lambda tag: " / " if tag[0].lower().startswith("<br") else " ", text)
        if raw.strip() and not text.strip():
            raise UnreadableError("the whole text is struck out")
    text = unescaped(text) if "&" in text else text
    if found := _MARK_IN_NUMBER.search(text):
        raise UnreadableError(f"`{found[0]}` may be two numbers")
    if not text.isascii():
        text = _folded(text)
    text = _FOOTNOTE.sub("", _LINK.sub(r"\1", text)) if "[" in text else text
    text = _ABOUT.sub("~", _GROSS.sub("gross", _CIRCA.sub("~", text)))
    text = _PENSION.sub("pension", text) if "401" in text else text
    text = _WITH.sub(lambda found: "without " if found[1] else "with ", text) if "w/" in text else text
    text = _UNIT_AND_PERIOD.sub(" ", _COUNTRY_DOLLAR.sub(lambda m: f"{m[2] or 'US'}$", text))
    text = _DOTS.sub("–", text.translate(_MARKUP))
    if found := _CHANGE.search(text):
        raise UnreadableError(f"`{found[0]}` states a change or a tolerance")
    text = _OF_BASE.sub("%", _PERCENT_FIRST.sub(r"\1\2\3%", _PERCENT_WORDS.sub("%", _NO_CENTS.sub(" ", text))))
    text = name_codes(split_unit_codes(text)).replace("+%", "%+")
    text = _PLUS_FIRST.sub(
        lambda found: f" {found[1]}+" if read_sign(found[1]) or found[1].lower() in UNITS else found[0], text
    )
    text = " ".join(text.split())
    return _SENTENCE.sub("", text) if len(text) > 9 and text[0].isalpha() and text[:3] not in CODES else text


def clean(text: str) -> str:
    """Return a header's text without footnotes, with wide characters folded."""
    if not text.isascii() or "[" in text or "<" in text:
        text = unicodedata.normalize("NFKC", _FLAG.sub(_currency_of_flag, _FOOTNOTE.sub("", text)))
    return _GROSS.sub("gross", text)


def _folded(text: str) -> str:
    """Return a text with wide characters folded, and the dashes of languages without spaces."""
    text = _UP_TO.sub(r"\1 最大", text)
    if _FROM_TO.search(text):
        text = re.sub("まで|까지", "", _FROM_TO.sub("–", text))
    if any(sign in text for sign in "¼½¾"):
        text = _FRACTION.sub(lambda found: str(int(found[1] or 0) + unicodedata.numeric(found[2])), text)
    text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text.translate(_ALIKE)))
    if _RARE.search(text):
        if _IN_YUAN.search(text):  # `30w`
            text = re.sub(r"(?<=[0-9])[wW](?![A-Za-z])", "万", text)
        text = _SUM.sub(_sum, re.sub(r"\d", lambda digit: str(int(digit[0])), text)).replace("บาท", " บาท ")
    if _NO_MEANING.search(text) and _NO_MEANING.search(text := _FLAG.sub(_currency_of_flag, text)):
        raise UnreadableError("it contains characters without a meaning, or that change the direction of reading")
    return text


def _currency_of_flag(found: re.Match[str]) -> str:
    places = read_region(found[0]).places
    return f" {places[0].currency} " if places else found[0]


def _sum(found: re.Match[str]) -> str:
    """Write `1億2,000万` with one unit; the thousands of `1억 5천` are of 만."""
    (whole, more), unit = (int(found[at].replace(",", "")) for at in (1, 3)), UNITS[found[2]]
    is_short = unit > 10_000 and found[4] in ("千", "천") and more < 10
    rest = more * UNITS[found[4]] * (10_000 if is_short else 1)
    is_clear = rest < unit and (unit == 10_000 or is_short or UNITS[found[4]] >= 10_000)
    return f"{(whole * unit + rest) / 10_000}万" if is_clear else found[0]


def split_unit_codes(text: str) -> str:
    """Write `60 TEUR` as `60 k EUR`, `TEUR 60` as `EUR 60k`, and `USDk` as `USD k`."""
    return _UNIT_IN_CODE.sub(_split_code, _UNIT_AFTER_CODE.sub(r"\1 \2", text))


def _split_code(found: re.Match[str]) -> str:
    unit, code, number = "M" if found["unit"] in "mM" else "k", found["code"], found["number"]
    return f"{code} {number.strip()}{unit}" if number else f"{unit} {code}"
