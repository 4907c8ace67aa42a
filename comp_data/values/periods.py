"""What an amount is for: a month, a year, the years that a grant vests over."""

import re
from functools import lru_cache
from typing import NamedTuple

_PERIOD = re.compile(
    r"(?:/\s?|\b(?:per|over|each|a)\s+)(?:(?P<count>[0-9]{1,2})[\s-]?)?"
    r"(?P<name>years?|yrs?|y|annum|months?|mos?|mths?|quarters?|qtrs?|q|hours?|hrs?|h|days?|weeks?|wks?)\b\.?(?:\s*vest(?:ing|ed)?\b)?"
    r"|\b(?P<years>[0-9]{1,2}|two|three|four|five|six)[\s-]?(?:years?|yrs?|y)\b(?P<cliff>\s*cliff)?(?:\s*vest(?:ing|ed)?\b)?"
    r"|\b(?P<adverb>annually|annual|yearly|annualized|monthly|quarterly|hourly|daily|weekly|pcm|lpa)\b"
    r"|\bp\.?\s?(?P<short>[am])\b\.?",
    re.IGNORECASE,
)
# What every period holds; looking for this first spares most cells the search above.
_HINT = re.compile(r"/ ?[A-Za-z]|[a-z]{2}|[0-9][ -]?[Yy]|[AaPp]\.|[A-Z]{4}")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_YEARLY = ("y", "a")
_MONTHLY = ("mo", "mt", "pc")


class Period(NamedTuple):
    """What a text says its amounts are for; `years` None where it does not say.

    `months` is whether they are for one month; `problem` is why they cannot be put as a year's amount.
    """

    years: int | None = None
    months: bool = False
    problem: str | None = None


_NOT_STATED = Period()


@lru_cache(512)
def read_period(text: str) -> Period:
    """The period that a cell or header states: `/yr`, `RSU/4yr`, `4-yr vest`, `per month`, `Annual RSU`.

    Years of vesting go before `annual`; a cliff is no vesting period.
    """
    if not _HINT.search(text):
        return _NOT_STATED
    years: int | None = None
    is_yearly = is_monthly = False
    for found in _PERIOD.finditer(text):
        if found["cliff"]:
            continue
        count = found["count"] or found["years"]
        name = (found["name"] or found["adverb"] or found["short"] or "year").lower()
        if name.startswith(_YEARLY) or name == "lpa":
            if count and years is None:
                years = _COUNTS.get(count.lower()) or int(count)
            is_yearly = is_yearly or not count
        elif name.startswith(_MONTHLY) or name == "m":
            is_monthly = True
        else:
            return Period(problem="the amount is for a quarter, or for less than a month: no year's amount")
    if years is None and (is_yearly or is_monthly):
        years = 1
    return Period(years or None, is_monthly) if years or is_monthly else _NOT_STATED


def without_periods(text: str) -> str:
    """The text without what `read_period` reads; units (`LPA`) stay."""
    if not _HINT.search(text):
        return text
    return _PERIOD.sub(lambda found: found[0] if (found["adverb"] or "").lower() == "lpa" else " ", text)
