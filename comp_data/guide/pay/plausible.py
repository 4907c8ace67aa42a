"""The bounds of plausible pay, by currency and component.

The bounds are wide on purpose: they find typos, not bad pay.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from comp_data.guide.pay.rows import Row
from comp_data.values.currencies import UNITS_PER_DOLLAR
from comp_data.values.money import Number

_IN_DOLLARS: Final[dict[str, tuple[float, float]]] = {
    "base": (10_000, 2_500_000),
    "stock": (1_500, 60_000_000),
    "bonus": (250, 20_000_000),
    "signing_bonus": (250, 10_000_000),
    "total_comp": (10_000, 40_000_000),
}
"""The bounds of each component in US dollars for high wages, in the order of `Row.ranges`."""

_MAY_BE_ZERO: Final = frozenset(("stock", "bonus", "signing_bonus"))

_HIGH_WAGES: Final = frozenset(("AUD", "CAD", "CHF", "DKK", "GBP", "ISK", "JPY", "KRW", "NOK", "NZD", "SEK"))
_USED_ABROAD: Final = frozenset(("EUR", "HKD", "ILS", "SGD", "USD"))


def component(key: str) -> str:
    """Return the component of a key: `base` for `base_low`."""
    return key.removesuffix("_low").removesuffix("_high")


def bounds(part: str, currency: str) -> tuple[float, float] | None:
    """Return the bounds of a component in a currency; None for an unknown currency.

    The lower bound is a tenth in low-wage countries; dollars and euros are used in both kinds.
    """
    rate = UNITS_PER_DOLLAR.get(currency)
    if rate is None:
        return None
    least, most = _IN_DOLLARS[part]
    wages = 1.0 if currency in _HIGH_WAGES else 0.4 if currency in _USED_ABROAD else 0.1
    return least * wages * rate, most * rate


def is_plausible(value: Number, part: str, currency: str) -> bool:
    """Whether an amount can be pay; true for an unknown currency, and for a grant or bonus of 0."""
    limits = bounds(part, currency)
    if limits is None or (value == 0 and part in _MAY_BE_ZERO):
        return True
    return limits[0] <= value <= limits[1]


def implausible_amounts(row: Row) -> Iterator[tuple[str, Number]]:
    """Yield the keys and amounts of a row that cannot be pay, except negative ones."""
    limits = _limits(row.currency) if row.currency in UNITS_PER_DOLLAR else ()
    for (least, most), (low_key, high_key, pay) in zip(limits, row.ranges, strict=False):
        for key, value in ((low_key, pay.low), (high_key, pay.high)):
            if value is None or least <= value <= most or value < 0:
                continue
            if value or component(key) not in _MAY_BE_ZERO:
                yield key, value


@cache
def _limits(currency: str) -> tuple[tuple[float, float], ...]:
    """Return the bounds of a known currency in the order of a row's ranges."""
    found = (bounds(part, currency) for part in _IN_DOLLARS)
    return tuple(limits for limits in found if limits)
