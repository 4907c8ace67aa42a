"""Numbers as guides write them, with any way of grouping digits, and the units behind them."""

import re
from typing import Final

from comp_data.values.money import Number

UNITS: Final[dict[str, int]] = {
    "": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mm": 1_000_000, "mn": 1_000_000, "mil": 1_000_000,
    "million": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
    "l": 100_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "lpa": 100_000,
    "cr": 10_000_000, "crore": 10_000_000, "crores": 10_000_000, "万": 10_000, "만": 10_000,
}  # fmt: skip
"""What a unit (in small letters) multiplies a number by."""

UNIT_PATTERN: Final = "(?i:" + "|".join(sorted(filter(None, UNITS), key=len, reverse=True)) + ")"
"""A pattern for the units, of any case."""

_MAX_DIGITS = 20
_SEPARATOR = re.compile(r"[.,'’ ]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:[,.'’ ][0-9]{3})+|(?:,[0-9]{2})+,[0-9]{3})")


def read_number(text: str, has_unit: bool) -> Number | None:
    """The value of digits with separators; None where they are grouped in no known way.

    Groups of three (`1,200`, `1.200`, `1'200`, `1 200`) and Indian ones (`18,00,000`) are read, and a decimal
    point. `has_unit` tells `1.085` million from `65.000`; a comma before one or two digits is a decimal one
    where a unit follows.
    """
    if len(text) > _MAX_DIGITS:
        return None
    if text.isdigit():
        return int(text)
    separators = _SEPARATOR.findall(text)
    last = separators[-1]
    whole, _, fraction = text.rpartition(last)
    if len(set(separators)) > 1:
        if separators.count(last) > 1 or last not in ".,":
            return None
        return _decimal(whole, fraction) if _GROUPED.fullmatch(whole) else None
    if len(separators) == 1 and (last == "." or (last == "," and has_unit)):
        is_thousands = len(fraction) == 3 and not (has_unit and last == ".") and whole.strip("0")
        if not is_thousands and (last == "." or len(fraction) < 3):
            return _decimal(whole, fraction)
    return int("".join(_SEPARATOR.split(text))) if _GROUPED.fullmatch(text) else None


def _decimal(whole: str, fraction: str) -> Number:
    value = float("".join(_SEPARATOR.split(whole)) + "." + fraction)
    return int(value) if value.is_integer() else value


def scaled(value: Number, unit: int) -> Number:
    """A value times its unit, without the dust of binary fractions; whole where it is whole."""
    if isinstance(value, int):
        return value * unit
    product = round(value * unit, 4)
    return int(product) if product.is_integer() else product
