"""The factors by which figures can be other figures, rounded."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from comp_data.values.money import Number


class Factors(NamedTuple):
    """The smallest and the largest possible factor."""

    low: float = 0.0
    high: float = float("inf")

    def within(self, other: "Factors") -> "Factors | None":
        """Return the factors that are in both ranges, or None."""
        both = Factors(max(self.low, other.low), min(self.high, other.high))
        return both if both.low <= both.high else None

    @property
    def roundest(self) -> float:
        """The factor with the fewest digits, or one near the middle."""
        rounded = [float(f"{(self.low + self.high) / 2:.{digits}e}") for digits in (1, 2, 3)]
        return next((factor for factor in rounded if self.low <= factor <= self.high), rounded[-1])

    @property
    def share(self) -> float:
        """The roundest change in percent: 8 for the factor 1.08."""
        low, high = (self.low - 1) * 100, (self.high - 1) * 100
        middle = (low + high) / 2
        return next((share for digits in (0, 1, 2) if low <= (share := round(middle, digits)) <= high), middle)


def factors_of(
    pairs: Iterable[tuple[Number, Number]],
    slack_of: Callable[[Number, Number], float] = lambda value, _of: max(600, value * 0.005),
    *,
    least: int = 6,
) -> Factors | None:
    """Return the factors that give the first of every pair from the second, rounded, or None.

    `slack_of` says by how much rounding may change the first of a pair: by default half of a thousand, and a little
    more. `least` is the least number of pairs: four figures are sometimes other figures times one factor by chance.
    """
    low, high, figures = 0.0, float("inf"), 0
    for value, of in pairs:
        if value == of == 0:
            continue
        if not value or not of:
            return None
        slack = slack_of(value, of)
        low, high, figures = max(low, (value - slack) / of), min(high, (value + slack) / of), figures + 1
        if low > high:
            return None
    return Factors(low, high) if figures >= least else None


def is_one_sum(moves: Sequence[tuple[Number, Number]]) -> bool:
    """Return whether different amounts, as pairs of new and old, all moved by the same sum."""
    return len({new - old for new, old in moves}) == 1 and len({old for _, old in moves}) > 1


def median(values: Iterable[float]) -> float:
    """Return the median of at least one value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def median_without(ordered: Sequence[float], value: float) -> float:
    """Return the median of sorted values without one of them."""
    at = bisect_left(ordered, value)
    half, is_odd = divmod(len(ordered) - 1, 2)
    low, high = (ordered[k + (k >= at)] for k in (half - 1 + is_odd, half))
    return (low + high) / 2
