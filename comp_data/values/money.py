"""Pay ranges, and the formula of total compensation, which is defined only here."""

from dataclasses import dataclass
from functools import lru_cache, total_ordering
from math import isfinite
from typing import Final, NamedTuple

from comp_data.base.errors import CurrencyMismatchError, UsageError

DEFAULT_VEST_YEARS: Final = 4
"""Years that an equity grant vests over if a record does not say."""

COMPONENT_NAMES: Final = {
    "base": "base salary",
    "stock": "equity grant",
    "bonus": "bonus",
    "signing_bonus": "signing bonus",
    "total_comp": "total compensation",
}

Number = int | float


@total_ordering
@dataclass(frozen=True, slots=True)
class PayRange:
    """A low and a high amount in one currency, in whole units a year unless said otherwise.

    An end that is None is not known, which is never the same as 0. `currency` is an ISO 4217 code. Ranges are
    ordered by their middle, and those with one middle by their low end.
    """

    low: Number | None
    high: Number | None
    currency: str

    @property
    def mid(self) -> float | None:
        """The middle of the range; None if an end is unknown."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    @property
    def is_known(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    def __add__(self, other: "PayRange") -> "PayRange":
        """Add end to end; an unknown end stays unknown. Raises CurrencyMismatchError for two currencies."""
        if not isinstance(other, PayRange):
            return NotImplemented
        if self.currency != other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)
        return PayRange(_sum(self.low, other.low), _sum(self.high, other.high), self.currency)

    def __lt__(self, other: "PayRange") -> bool:
        """Compare; raises CurrencyMismatchError for two currencies, and UsageError if an end is unknown."""
        if not isinstance(other, PayRange):
            return NotImplemented
        if self.currency != other.currency:
            raise CurrencyMismatchError(self.currency, other.currency)
        return self._rank() < other._rank()

    def _rank(self) -> tuple[Number, Number]:
        if self.low is None or self.high is None:
            raise UsageError(f"{self} cannot be compared: not both of its ends are known")
        return (self.low + self.high) / 2, self.low

    def __str__(self) -> str:
        """Format for people: `EUR 232,000–345,000`, with `?` for an unknown end."""
        if self.low is None and self.high is None:
            return f"{self.currency} not known"
        return f"{self.currency} {amounts(self)}"


class Bonus(NamedTuple):
    """A target bonus: percentages of base (`pct_low`, `pct_high`), or amounts a year in the currency of base.

    If `pct_high` is None, `pct_low` applies to both ends. Without percentages, an amount that is None is not known.
    """

    pct_low: Number | None = None
    pct_high: Number | None = None
    low: Number | None = None
    high: Number | None = None

    def of_base(self, base: PayRange) -> PayRange:
        """Return the bonus as amounts a year in the currency of `base`; unknown ends are None."""
        return PayRange(*_paid(self, base), base.currency)


def _paid(bonus: Bonus, base: PayRange) -> tuple[Number | None, Number | None]:
    low, high = bonus_percents(bonus)
    if low is None or high is None:
        return bonus.low, bonus.high
    return _share(base.low, low), _share(base.high, high)


def bonus_percents(bonus: Bonus) -> tuple[Number | None, Number | None]:
    """Return the percentages of base that apply to its low and its high end; None if they are not stated."""
    return bonus.pct_low, bonus.pct_low if bonus.pct_high is None else bonus.pct_high


def expected_total(base: PayRange, stock: PayRange, vest_years: Number, bonus: Bonus) -> PayRange:
    """Add up base, equity grant and target bonus to total compensation a year, rounded to whole units.

    Base + stock ÷ vesting years + bonus, the low ends with the low bonus and the high ends with the high one; a
    signing bonus is not part of it. `stock` is the whole grant, `vest_years` over 0. An end with an unknown part is
    None. Raises CurrencyMismatchError if base and stock differ in currency.
    """
    if base.currency != stock.currency:
        raise CurrencyMismatchError(base.currency, stock.currency)
    low, high = _paid(bonus, base)
    low = _total(base.low, stock.low, vest_years, low)
    return PayRange(low, _total(base.high, stock.high, vest_years, high), base.currency)


def _total(base: Number | None, stock: Number | None, years: Number, bonus: Number | None) -> int | None:
    if base is None or stock is None or bonus is None:
        return None
    total = base + stock / years + bonus
    return round(total) if isfinite(total) else None


def yearly_share(stock: PayRange, vest_years: Number) -> PayRange:
    """Return a year's share of an equity grant, not rounded; an end too large for a number is None."""
    return PayRange(_divided(stock.low, vest_years), _divided(stock.high, vest_years), stock.currency)


def amount(value: Number | None) -> str:
    """Format a figure for messages: `405,000`; `?` if it is unknown."""
    if value is None:
        return "?"
    return f"{int(value):,}" if isinstance(value, float) and value.is_integer() else f"{value:,}"


def amounts(pay: PayRange) -> str:
    """Format both ends of a range for messages: `232,000–345,000`."""
    return f"{amount(pay.low)}–{amount(pay.high)}"


@lru_cache(1024)  # few percentages are in many messages
def percent(value: float, digits: int = 1) -> str:
    """Format a percentage for messages: `14.7%`; no digits after a whole number."""
    text = f"{value:,.{digits}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def percents_of(bonus: Bonus) -> str | None:
    """Format the percentages of a bonus: `10%` or `10–15%`; None if it is not stated in percent."""
    low, high = bonus.pct_low, bonus.pct_high
    if low is None:
        return None
    return percent(low) if high is None or high == low else f"{percent(low).removesuffix('%')}–{percent(high)}"


def deviation(stated: Number, expected: Number) -> float:
    """Return by how many percent a stated figure is over (under: negative) an expected one, which must not be 0."""
    return (stated - expected) / expected * 100


def over_or_under(ratio: float, times_from: float = 2) -> str:
    """Describe the ratio of two figures in words: `14% over`, and `3 times under` from `times_from` times on."""
    times = max(ratio, 1 / ratio)
    size = percent(abs(ratio - 1) * 100, 0) if times < times_from else f"{times:.{int(times < 3)}f} times"
    return f"{size} {'over' if ratio >= 1 else 'under'}"


def _sum(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other


def _share(value: Number | None, pct: Number) -> float | None:
    return None if value is None else value * pct / 100


def _divided(value: Number | None, years: Number) -> float | None:
    return None if value is None or not isfinite(share := value / years) else share
