"""Find the official wages for a role and a region, if both are certain."""

from functools import lru_cache

from comp_data.market.oews import CURRENCY, oews_wages
from comp_data.market.sources import MarketSource
from comp_data.market.wages import MarketComparison, Wages
from comp_data.values.money import PayRange
from comp_data.values.places.lookup import read_region


def find_wages(role: str, region: str, currency: str, sources: tuple[MarketSource, ...] = ()) -> tuple[Wages, ...]:
    """Return the wages for a standard role in a region, by area, the one with the most employment first.

    Your own sources come before those of the package. The result is empty if the role is not one of the 13, a place
    is unknown or ambiguous, or no source has wages in the currency.
    """
    label = read_region(region)
    if not label.places or label.unknown or label.ambiguous:
        return ()
    found: tuple[Wages, ...] = ()
    for source in sources:
        found = found or source.wages(role, currency, label.places)
    if not found and currency == CURRENCY:
        found = _oews(role, region)
    return tuple(sorted(found, key=lambda wages: -(wages.employment or 0)))


def compare(role: str, region: str, base: PayRange, sources: tuple[MarketSource, ...] = ()) -> MarketComparison | None:
    """Compare a base salary range with the wages for a role and region; None if there are none."""
    wages = find_wages(role, region, base.currency, sources)
    return MarketComparison(base, wages) if wages else None


@lru_cache(4096)
def _oews(role: str, region: str) -> tuple[Wages, ...]:
    return oews_wages(role, read_region(region).places)
