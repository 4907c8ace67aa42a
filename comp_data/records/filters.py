"""Filter records by company, role, region, country, quality and age."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from comp_data.base.errors import UsageError
from comp_data.base.vocabulary import QUALITIES, slug_of
from comp_data.records.models import Guide
from comp_data.values.places.gazetteer import Place, coded, fold
from comp_data.values.places.lookup import check_place, matches, read_region
from comp_data.values.quarters import day_of


class GuideFilter:
    """Conditions for records, as `Dataset.where` describes them; raises UsageError for an invalid one."""

    def __init__(
        self,
        company: str | None = None,
        role: str | None = None,
        region: str | None = None,
        country: str | None = None,
        quality_at_least: str | None = None,
        updated_since: date | None = None,
    ) -> None:
        if quality_at_least is not None and quality_at_least not in QUALITIES:
            raise UsageError(f"{quality_at_least} is not a data quality; use {', '.join(QUALITIES)}")
        if region is not None:
            check_place(region)
        self.company: str | None = company and (slug_of(company) or company)
        self.role: str | None = role and (slug_of(role) or role)
        self.region = region
        codes = {place.country for place in coded(fold(country or "")) if place.kind == "country"}
        if country is not None and len(codes) != 1:
            raise UsageError(f"{country} is not a known country; use its name or ISO 3166 code, such as GB")
        self.country: str | None = next(iter(codes), None)
        self.qualities: tuple[str, ...] = QUALITIES[: QUALITIES.index(quality_at_least or QUALITIES[-1]) + 1]
        self.updated_since: date | None = updated_since and day_of("updated_since", updated_since)

    def meets(self, guide: Guide, regions: Sequence[str] | None = None) -> bool:
        """Whether a record meets all conditions; with its `regions` known, those on places do not look at its pay."""
        regions = guide.regions if regions is None else regions
        return (
            (self.region is None or any(is_in(region, self.region) for region in regions))
            and (self.country is None or any(self.country in countries_of(region) for region in regions))
            and (self.company is None or self.company == guide.company)
            and (self.role is None or self.role == guide.role)
            and (self.qualities == QUALITIES or guide.data_quality in self.qualities)
            and (self.updated_since is None or guide.last_updated >= self.updated_since)
        )

    def places_of(self, region: str) -> tuple[Place, ...]:
        """The places of a region that meet the conditions on region and country."""
        places = (place for place in read_region(region).places if self.country in (None, place.country))
        return tuple(place for place in places if self.region is None or _is_at(place, self.region))

    def takes(self, region: str) -> bool:
        """Whether a region meets the conditions on region and country."""
        return (self.region is None or is_in(region, self.region)) and self.country in (None, *countries_of(region))


@lru_cache(1 << 14)
def is_in(region: str, wanted: str) -> bool:
    """Whether a region names the wanted place, or a place inside it."""
    return any(_is_at(place, wanted) for place in read_region(region).places)


def _is_at(place: Place, wanted: str) -> bool:
    return matches(place, wanted) or (place.kind == "remote" and read_region(wanted).canonical == "Remote")


@lru_cache(1 << 14)
def countries_of(region: str) -> tuple[str, ...]:
    """The ISO 3166 codes of the countries of a region's places, in order, without duplicates."""
    return tuple(dict.fromkeys(place.country for place in read_region(region).places if place.country))
