"""Which records a question asks for: company, role, region, country, quality, age."""

from datetime import date, datetime
from typing import NamedTuple

from comp_data.base.errors import UsageError
from comp_data.base.vocabulary import slug_of
from comp_data.records.models import Guide
from comp_data.values.places.gazetteer import coded, fold
from comp_data.values.places.lookup import is_known, matches, nearest_place, read_region

_QUALITIES = ("low", "medium", "high")


class GuideFilter(NamedTuple):
    """What a record must meet; None asks for nothing. Made by `of`, which checks what it is given."""

    company: str | None
    role: str | None
    region: str | None
    country: str | None
    qualities: tuple[str, ...]
    updated_since: date | None

    @classmethod
    def of(
        cls,
        company: str | None,
        role: str | None,
        region: str | None,
        country: str | None,
        quality_at_least: str | None,
        updated_since: date | None,
    ) -> "GuideFilter":
        """A filter, as `Dataset.where` describes it; raises UsageError for what it cannot ask for."""
        if quality_at_least is not None and quality_at_least not in _QUALITIES:
            raise UsageError(f"there is no data quality {quality_at_least}: it is {', '.join(reversed(_QUALITIES))}")
        qualities = _QUALITIES[_QUALITIES.index(quality_at_least) :] if quality_at_least else _QUALITIES
        if region is not None:
            _check_place(region)
        return cls(_slug(company), _slug(role), region, _country(country), qualities, _day(updated_since))

    def meets(self, guide: Guide) -> bool:
        """Whether a record meets all that is asked for."""
        return (
            self.company in (None, guide.company)
            and self.role in (None, guide.role)
            and guide.data_quality in self.qualities
            and (self.updated_since is None or guide.last_updated >= self.updated_since)
            and (self.region is None or any(lies_in(region, self.region) for region in guide.regions))
            and (self.country is None or any(self.country in countries_of(region) for region in guide.regions))
        )

    def takes(self, region: str) -> bool:
        """Whether a region is what is asked for, place and country."""
        return (self.region is None or lies_in(region, self.region)) and (
            self.country is None or self.country in countries_of(region)
        )


def lies_in(region: str, wanted: str) -> bool:
    """Whether one of the places that a region names is what is wanted, or lies in it."""
    return any(matches(place, wanted) for place in read_region(region).places)


def countries_of(region: str) -> tuple[str, ...]:
    """ISO 3166 codes of the countries that a region's places lie in, in order, each once."""
    return tuple(dict.fromkeys(place.country for place in read_region(region).places if place.country))


def _check_place(text: str) -> None:
    label = read_region(text)
    if label.ambiguous and not label.places:
        raise UsageError(f"{text} is {' or '.join(place.name for place in label.ambiguous)}: say which")
    if not is_known(text):
        near = nearest_place(text)
        raise UsageError(f"no place {text} is known{f'; did you mean {near}?' if near else ''}")


def _country(text: str | None) -> str | None:
    if text is None:
        return None
    found = {place.country for place in coded(fold(text)) if place.kind == "country"}
    if len(found) != 1:
        raise UsageError(f"{text} is no country that is known: give its name or ISO 3166 code, such as GB")
    return found.pop()


def _day(given: date | None) -> date | None:
    if given is not None and not isinstance(given, date):
        raise UsageError(f"updated_since is {given!r}; give a datetime.date")
    return given.date() if isinstance(given, datetime) else given


def _slug(name: str | None) -> str | None:
    return name and (slug_of(name) or name)
