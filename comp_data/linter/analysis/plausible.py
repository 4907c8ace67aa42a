"""Within what bounds pay lies anywhere in the world, by currency and component.

The bounds are wide on purpose: they tell a slip of the keyboard from pay, not good pay from bad.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from comp_data.linter.record import Row
from comp_data.values.currencies import UNITS_PER_DOLLAR
from comp_data.values.money import Number

_IN_DOLLARS: Final[dict[str, tuple[float, float]]] = {
    "base": (10_000, 2_500_000),
    "stock": (1_500, 60_000_000),
    "bonus": (250, 20_000_000),
    "signing_bonus": (250, 10_000_000),
    "total_comp": (10_000, 40_000_000),
}
"""The least and the most of each component, in dollars' worth, where wages are high; in the order of `Row.ranges`."""

_MAY_BE_ZERO: Final = frozenset(("stock", "bonus", "signing_bonus"))

_HIGH_WAGES: Final = frozenset(("AUD", "CAD", "CHF", "DKK", "GBP", "ISK", "JPY", "KRW", "NOK", "NZD", "SEK"))
_USED_ABROAD: Final = frozenset(("EUR", "HKD", "ILS", "SGD", "USD"))


def component(key: str) -> str:
    """The component that a key of a pay range belongs to: `base_low` gives `base`."""
    return key.removesuffix("_low").removesuffix("_high")


def bounds(part: str, currency: str) -> tuple[float, float] | None:
    """The least and the most of a component in units of a currency; None for an unknown currency.

    A beginner's year in a low-wage country pays a tenth of what it does where wages are high; dollars and
    euros are quoted for both.
    """
    rate = UNITS_PER_DOLLAR.get(currency)
    if rate is None:
        return None
    least, most = _IN_DOLLARS[part]
    wages = 1.0 if currency in _HIGH_WAGES else 0.4 if currency in _USED_ABROAD else 0.1
    return least * wages * rate, most * rate


def is_plausible(value: Number, part: str, currency: str) -> bool:
    """Whether an amount may be pay; true for a currency that is not known, and for no grant and no bonus."""
    limits = bounds(part, currency)
    if limits is None or (value == 0 and part in _MAY_BE_ZERO):
        return True
    return limits[0] <= value <= limits[1]


def implausible_amounts(row: Row) -> Iterator[tuple[str, Number]]:
    """The keys and amounts of a row that cannot be pay; negative ones are not among them."""
    limits = _limits(row.currency) if row.currency in UNITS_PER_DOLLAR else ()
    for (least, most), (low_key, high_key, pay) in zip(limits, row.ranges, strict=False):
        for key, value in ((low_key, pay.low), (high_key, pay.high)):
            if value is None or least <= value <= most or value < 0:
                continue
            if value or component(key) not in _MAY_BE_ZERO:
                yield key, value


@cache
def _limits(currency: str) -> tuple[tuple[float, float], ...]:
    """The bounds of a known currency in the order of a row's ranges."""
    found = (bounds(part, currency) for part in _IN_DOLLARS)
    return tuple(limits for limits in found if limits)
