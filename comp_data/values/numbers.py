"""Parse numbers with any grouping of digits, and the units after them."""

import re
from collections.abc import Iterator
from typing import Final

from comp_data.base.patterns import regex
from comp_data.values.currencies import VALUES_OF_MIL
from comp_data.values.money import Number
from comp_data.values.words import key_of, names, words


def _units(group: str) -> dict[str, int]:
    return {key_of(name): int(value) for value in names(group) for name in sorted(words(group, value))}


_CJK: Final = _units("units without spaces")
THOUSAND_OR_MILLION: Final = "mil"
"""A thousand in Portuguese and Spanish, a million elsewhere."""

UNITS: Final[dict[str, int]] = {"": 1, **_CJK, **_units("units"), THOUSAND_OR_MILLION: 0}
"""Multipliers by unit, in lower case. The multiplier of `mil` depends on the currency."""

_LETTERS_BY_RANGE: Final = (r"[A-Za-zÀ-ÖØ-öø-ÿ]", r"[Ā-ʯ\u0300-ӿ]", r"[԰-\u0e3e\u0e40-\u1fff]")
"""Character classes of letters in scripts that separate words with spaces. One class takes twice as long to compile."""
NO_LETTER_BEFORE: Final = "".join(f"(?<!{one})" for one in _LETTERS_BY_RANGE)
NO_LETTER_AFTER: Final = "".join(f"(?!{one})" for one in _LETTERS_BY_RANGE)

_SPACED = map(re.escape, sorted(filter(None, UNITS.keys() - _CJK.keys()), key=len, reverse=True))
UNIT_PATTERN: Final = f"(?:(?i:{'|'.join(_SPACED)}){NO_LETTER_AFTER}|{'|'.join(_CJK)})"
"""A pattern for units in any letter case. A unit ends where letters end: the K of `Kč` is not one."""


def unit_value(unit: str, currency: str, value: Number = 1) -> int | None:
    """Return the multiplier of a unit, or None for `mil` if it may be a thousand or a million.

    `€60 mil` is Spanish and Portuguese; `€1.5 mil` may be a million and a half.
    """
    if (name := key_of(unit)) != THOUSAND_OR_MILLION:
        return UNITS[name] if (name, currency) != ("t", "VND") else None  # a billion in Vietnamese
    return VALUES_OF_MIL.get(currency) or (1_000 if currency == "EUR" and value >= 10 else None)


_SEPARATOR = regex(r"[.,'’ ]")
_MILLIONS = regex(r"[0-9]{1,3}['’][0-9]{3}[.,][0-9]{3}")  # Colombian and Mexican
_GROUPED = regex(r"(?!0)[0-9]{1,3}(?:(?:[,.'’ ][0-9]{3})+|(?:,[0-9]{2})+,[0-9]{3})")


def read_number(text: str, has_unit: bool) -> Number | None:
    """Return the value of digits with separators, or None if the grouping is unknown.

    Reads groups of three (`1,200`, `1.200`, `1'200`, `1 200`), Indian groups (`18,00,000`) and a decimal point.
    `has_unit` separates `1.085` million from `65.000`; with a unit, a comma before one or two digits is a decimal one.
    """
    if len(text) > 20:
        return None
    if text.isdigit():
        return None if len(text) > 2 and text[0] == "0" else int(text)
    separators = _SEPARATOR.findall(text)
    last = separators[-1]
    whole, _, fraction = text.rpartition(last)
    if len(set(separators)) > 1:
        if separators.count(last) > 1 or last not in ".," or len(fraction) == 3:
            return int("".join(_SEPARATOR.split(text))) if _MILLIONS.fullmatch(text) else None
        return _decimal(whole, fraction) if _GROUPED.fullmatch(whole) else None
    if len(separators) == 1 and (last == "." or (last == "," and has_unit)):
        is_thousands = len(fraction) == 3 and not (has_unit and last == ".") and whole.strip("0")
        if not is_thousands and (last == "." or len(fraction) < 3):
            return _decimal(whole, fraction)
    return int("".join(_SEPARATOR.split(text))) if _GROUPED.fullmatch(text) else None


def _decimal(whole: str, fraction: str) -> Number:
    value = float("".join(_SEPARATOR.split(whole)) + "." + fraction)
    return int(value) if value.is_integer() else value


def with_exchanged_digits(value: Number) -> Iterator[int]:
    """Yield the numbers that a whole number may be a typo of: two neighboring digits are exchanged."""
    text = str(value)
    for at in range(len(text) - 1 if text.isdigit() else 0):
        if text[at] != text[at + 1] and (at or text[1] != "0"):
            yield int(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def scaled(value: Number, unit: Number) -> Number:
    """Return a value times its unit without binary rounding errors, as an integer if it is whole."""
    if isinstance(value, int) and isinstance(unit, int):
        return value * unit
    product = round(value * unit, 4)
    return int(product) if product.is_integer() else product
