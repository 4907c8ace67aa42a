"""Base salary compared with official wages."""

from dataclasses import dataclass

from comp_data.market.wages import OVER, UNDER, Wages
from comp_data.values.money import PayRange


@dataclass(frozen=True, kw_only=True)
class MarketComparison(Wages):
    """A base salary range compared with official wages for the same occupation and place.

    `wages` has an entry for each area of the place; the one with the most employment, the first, is compared with.
    """

    base: PayRange
    wages: tuple[Wages, ...]

    @classmethod
    def of(cls, base: PayRange, wages: tuple[Wages, ...]) -> "MarketComparison":
        """Compare a range with the wages of at least one area."""
        return cls(**vars(wages[0]), base=base, wages=wages)

    @property
    def percentile_low(self) -> float | None:
        """The percentile of the low end of base; 0 under the lowest known one, 100 over the highest."""
        return self.percentile_of(self.base.low)

    @property
    def percentile_mid(self) -> float | None:
        """The percentile of the middle of base; 0 under the lowest known one, 100 over the highest."""
        return self.percentile_of(self.base.mid)

    @property
    def percentile_high(self) -> float | None:
        """The percentile of the high end of base; 0 under the lowest known one, 100 over the highest."""
        return self.percentile_of(self.base.high)

    def __str__(self) -> str:
        """Describe the comparison: `30th to 76th percentile of Data Scientists in Boulder, CO (BLS OEWS, May 2025)`."""
        words = []
        for end in (self.percentile_low, self.percentile_high):
            if end == UNDER:
                words.append(f"under the {self.known[0][0]}th")
            elif end == OVER:
                words.append(f"over the {self.known[-1][0]}th")
            elif end is not None:
                number = round(end)
                ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
                words.append(f"{number}{ending}")
        return f"{' to '.join(dict.fromkeys(words))} percentile of {self.title}" if words else self.title
