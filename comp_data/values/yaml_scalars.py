"""Read plain YAML scalars: as YAML 1.2 does (core schema, with dates), and where YAML 1.1 would differ."""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache

from comp_data.base.patterns import regex

Scalar = str | int | float | bool | date | None

_WORDS_12: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_WORDS_11 = {
    "<<": "a merge of another mapping",
    "=": "a default value",
    **{form: "true" for word in ("y", "yes", "on") for form in (word, word.capitalize(), word.upper())},
    **{form: "false" for word in ("n", "no", "off") for form in (word, word.capitalize(), word.upper())},
}
"""How YAML 1.1 reads words that are text in YAML 1.2."""

_NUMERIC_START = frozenset("+-.0123456789")
_IN_NUMBERS = frozenset("+-.0123456789abcdefABCDEFox_:tTZ \t")
_INTEGER = regex(r"[-+]?[0-9]+\Z")
_OCTAL = regex(r"0o[0-7]+\Z")
_HEX = regex(r"0x[0-9a-fA-F]+\Z")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

_KIND_11 = regex(
    r"""(?: (?P<a_binary_number> [-+]?0b[01_]+ )
    | (?P<an_octal_number> [-+]?0[0-7_]+ )
    | (?P<an_integer> [-+]?(?:0|[1-9][0-9_]*) | [-+]?0x[0-9a-fA-F_]+ )
    | (?P<a_decimal_number> [-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)? | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)? )
    | (?P<a_number_in_base_60> [-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+ | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]* )
    | (?P<a_point_in_time> [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?
      (?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))? ) )\Z""",
    re.VERBOSE,
)
"""How YAML 1.1 reads numbers and times; the names of the groups are the words for them."""

_MOST_DIGITS = 400
"""A number with more digits than any float has is text; reading it would take quadratic time."""


def read_plain(text: str) -> Scalar:
    """Read a plain (unquoted, untagged) scalar as YAML 1.2 does; an ISO date becomes a date."""
    if text[:1] not in _NUMERIC_START:
        return _WORDS_12.get(text, text)
    if len(text) > _MOST_DIGITS:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _DATE.match(text):
        return as_date(text) or text
    if _FLOAT.match(text):
        return float(text)
    if _OCTAL.match(text) or _HEX.match(text):
        return int(text, base=0)
    return _WORDS_12.get(text, text)


@lru_cache(4096)
def read_both(text: str) -> tuple[Scalar, str | None]:
    """Return the results of `read_plain` and `ambiguity` for a plain scalar in one look-up."""
    return read_plain(text), ambiguity(text)


def as_date(value: object) -> date | None:
    """Return a value that is a date, or text such as `2026-02-23`, as a date; None for anything else."""
    if isinstance(value, str) and _DATE.match(value):
        with suppress(ValueError):  # the month has no such day
            return date.fromisoformat(value)
    return value if type(value) is date else None


def ambiguity(text: str) -> str | None:
    """Describe how YAML 1.1 reads a plain scalar that YAML 1.2 reads differently; None if both agree."""
    if text[:1] not in _NUMERIC_START:
        return _WORDS_11.get(text)
    if (text.isdigit() and (text[0] != "0" or text == "0")) or len(text) > _MOST_DIGITS:
        return None
    if _DATE.match(text) or not _IN_NUMBERS.issuperset(text):
        return None
    as_11, as_12 = _number_kind_11(text), _number_kind_12(text)
    return None if as_11 == as_12 else as_11


def _number_kind_11(text: str) -> str:
    if (found := _KIND_11.match(text)) is None or found.lastgroup is None:
        return "text"
    is_grouped = "_" in text and found.lastgroup in ("an_integer", "a_decimal_number")
    return "a number with grouped digits" if is_grouped else found.lastgroup.replace("_", " ")


def _number_kind_12(text: str) -> str:
    if _INTEGER.match(text) or _HEX.match(text):
        return "an integer"
    if _OCTAL.match(text):
        return "an integer written in octal"
    return "a decimal number" if _FLOAT.match(text) else "text"
