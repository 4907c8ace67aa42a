"""Whether figures are other figures times one factor, rounded."""

from collections.abc import Iterable
from typing import Final

from comp_data.values.money import Number

_ROUNDING: Final = 600
"""Half a thousand and a little more: converted figures are rounded to thousands."""
_ROUNDING_SHARE: Final = 0.005
LEAST_FIGURES: Final = 6
"""Four figures are others times one factor by chance now and then; six are not."""


def factor_of(pairs: Iterable[tuple[Number, Number]]) -> tuple[float, float] | None:
    """The least and the greatest factor that makes the first of every pair from the second, rounded.

    None where there is none, or with fewer than `LEAST_FIGURES` pairs; pairs of zeros are passed over.
    """
    least, most, figures = 0.0, float("inf"), 0
    for value, of in pairs:
        if value == of == 0:
            continue
        if not value or not of:
            return None
        slack = max(_ROUNDING, value * _ROUNDING_SHARE)
        least, most = max(least, (value - slack) / of), min(most, (value + slack) / of)
        figures += 1
        if least > most:
            return None
    return (least, most) if figures >= LEAST_FIGURES else None


def roundest(least: float, most: float) -> float:
    """The factor with the fewest digits that lies between two, or near their middle."""
    rounded = [float(f"{(least + most) / 2:.{digits}e}") for digits in (1, 2, 3)]
    return next((factor for factor in rounded if least <= factor <= most), rounded[-1])
