"""Normalize the text of a table cell before its figures are read."""

import re
import unicodedata
from typing import Final

from comp_data.guide.body.cells.amount_terms import UnreadableError
from comp_data.values.numbers import UNITS

_STRUCK = re.compile(
    r"~~.*?~~|<(s|del|strike)\b[^<>]*>.*?</\1\s*>|<!--.*?-->|<sup\b[^<>]*>(?:<[^<>]*>|[^<A-Za-z]|\b[a-j]\b)*</sup\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_CIRCA = re.compile(r"(?<!\w)(?:[cC](?:\.\s?|\s)?(?=[£€])|c\.\s?(?=[$¥₹]))")
_ABOUT = re.compile(
    r"^\s*(?:um\s+die|um|rund|cca\.?|cerca\s+d[ei]|alrededor\s+de|autour\s+de|unos|unas|ok\.|około|omkring|noin|kb\.|"
    r"körülbelül|přibližně|zhruba|около|примерно|приблизно|yaklaşık|khoảng|sekitar|kira-kira|大约|大約|概ね|およそ)"
    r"\s*(?=[^\W\d]{0,3}[$€£¥₹₽₫]?\s?[0-9])",
    re.IGNORECASE,
)
"""Words for "about" before a figure."""
_TAX_FREE = re.compile(r"\btax[\s-](?:free|exempt)\b", re.IGNORECASE)
_BEFORE_TAX = re.compile(
    r"\b(?:before tax(?:es)?|vor steuern?|avant impôts?|antes de impuestos|antes de impostos|до вычета налогов)\b",
    re.IGNORECASE,
)
_COUNTRY_DOLLAR = re.compile(r"\b(?:(U)\.S\.|(US|CA|AU|NZ|SG|HK))\s\$(?=\s?[0-9])")
_OPEN_STRUCK = re.compile(r"~~|</?(?:s|del|strike)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]*\]|\[[0-9]{1,2}\]|[¹²³⁰-⁹†‡§]+")
_MARKUP = str.maketrans({"*": None, "`": None, "\\": None, "_": " ", "\u200b": None, "\u00ad": None, "٪": "%"})
_CHANGE = re.compile(r"±|\+\s?/\s?[-–—−]|\+[-–—−]|[-–=]>|[→⟶⇒➔➜➞⟹►▶↗↑↓]|\bplus\s+or\s+minus\b", re.IGNORECASE)
_KOREAN_SUM = re.compile(r"([0-9]+)억\s?([0-9]+)(천만|백만|만)")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DOTS = re.compile(r"\.{2,}")
# `120.000,-`, `120'000.–`, `₹12,00,000/-`: no cents.
_NO_CENTS = re.compile(r"(?<=[0-9])(?:[.,:][-–—]{1,2}|/[-–—])(?![0-9]|\s?[$€£]?[0-9])")
_UNIT_FIRST = re.compile(r"(?<!\w)([kKmMtT])(?=[$€£¥]\s?[0-9])([$€£¥])\s?([0-9][0-9.,]*)|(?<!\w)([tkTKM])€")
_UNIT_IN_CODE = re.compile(
    r"(?<![^\W\d_])(?P<unit>[kKtTmM])(?P<code>EUR|USD|CHF|SEK|DKK|NOK|GBP|PLN|CZK|HUF|kr)(?![^\W\d_])(?P<number>\s?[0-9][0-9.,]*)?"
)
_PERCENT_WORDS = re.compile(
    r"(?<=[0-9])\s?(?:per ?cento?|por ?ciento|por ?cento|pour[ -]?cent|pro[zcs]ent|процентов|процента?)(?!\w)",
    re.IGNORECASE,
)
_PERCENT_FIRST = re.compile(r"^\s*%\s?([0-9][0-9.,\s–—-]*)$")
_FROM_TO = re.compile(r"(?:から|부터|에서|到|至|ถึง)\s*(?=[¥₩฿$]?\s?[0-9])")
_TIMES_WAGES = re.compile(r"(?<=[0-9KkMm万元])\s?\*\s?(?=1[2-9](?!\w))|\*(?=1[2-9]薪)")
_UNIT_AND_PERIOD = re.compile(r"(?<=[0-9][kKmML])(?=p\.?[amwhd]\b)")
_UP_TO = re.compile(r"^\s*[〜～]\s*(?=[0-9.,]+[億万千])")
_UNIT_OF: Final = {"k": "k", "t": "k", "m": "M"}


def cell_text(raw: str) -> str:
    """Return a cell's text without markup, footnotes and struck-out text, with wide characters folded.

    Raises UnreadableError for text that states a change or a tolerance, or if it is unclear what is struck out.
    """
    text = raw
    if "*" in text:
        text = _TIMES_WAGES.sub("×", text)
    if "~~" in text or "<" in text:
        text = _STRUCK.sub(" ", text)
        if _OPEN_STRUCK.search(text):
            raise UnreadableError("it is unclear which part is struck out")
        text = _TAG.sub(lambda tag: " / " if tag[0].lower().startswith("<br") else " ", text)
        if raw.strip() and not text.strip():
            raise UnreadableError("the whole text is struck out")
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - few cells need it

        text = unescape(text)
    if not text.isascii():
        text = _folded(text)
    if "[" in text:
        text = _FOOTNOTE.sub("", _LINK.sub(r"\1", text))
    text = _ABOUT.sub("~", _BEFORE_TAX.sub("gross", _TAX_FREE.sub("tax-free", _CIRCA.sub("~", text))))
    text = _UNIT_AND_PERIOD.sub(" ", _COUNTRY_DOLLAR.sub(lambda m: f"{m[2] or 'US'}$", text))
    text = _DOTS.sub("–", text.translate(_MARKUP))
    if found := _CHANGE.search(text):
        raise UnreadableError(f"`{found[0]}` states a change or a tolerance")
    text = _PERCENT_FIRST.sub(r"\1%", _PERCENT_WORDS.sub("%", _NO_CENTS.sub("", text)))
    text = _UNIT_FIRST.sub(
        lambda m: f"{m[2]}{m[3]}{_UNIT_OF[m[1].lower()]}" if m[2] else f"{_UNIT_OF[m[4].lower()]}€", text
    )
    return split_unit_codes(text).strip()


def _folded(text: str) -> str:
    """Return a text with wide characters folded, and the dashes of languages without spaces."""
    text = _UP_TO.sub("最大", text)
    if _FROM_TO.search(text):
        text = re.sub("まで|까지", "", _FROM_TO.sub("–", text))
    text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text))
    text = _KOREAN_SUM.sub(lambda m: f"{int(m[1]) * 10_000 + int(m[2]) * UNITS[m[3]] // 10_000}만", text)
    if _PRIVATE.search(text):
        raise UnreadableError("it contains characters without a meaning")
    return text


def split_unit_codes(text: str) -> str:
    """Write `60 TEUR` as `60 k EUR`, and `TEUR 60` as `EUR 60k`."""
    return _UNIT_IN_CODE.sub(_split_code, text)


def _split_code(found: re.Match[str]) -> str:
    unit, code, number = _UNIT_OF[found["unit"].lower()], found["code"], found["number"]
    return f"{code} {number.strip()}{unit}" if number else f"{unit} {code}"
