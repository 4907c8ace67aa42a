"""Calendar quarters and days, free of pydantic, so that the linter can read one without loading the models."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from comp_data.base.errors import UsageError
from comp_data.base.vocabulary import QUARTER_PATTERN


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, written `2025-Q4`; quarters compare in time."""

    year: int
    quarter: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Parse a text like `2025-Q4`; raises ValueError for any other text."""
        if not re.search(QUARTER_PATTERN, text):
            raise ValueError(f"a quarter is written 2025-Q4, not {text}")
        return cls(int(text[:4]), int(text[-1]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter of a date."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def index(self) -> int:
        """Quarters since year 0, so that the difference of two is a number of quarters."""
        return self.year * 4 + self.quarter - 1

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.quarter}"


def day_of(name: str, given: date | None) -> date:
    """Return the date that an argument gives, by default the system's; raises UsageError for a text or a number."""
    if given is None:
        return date.today()
    if not isinstance(given, date):
        raise UsageError(f"{name} is {given!r}; give a datetime.date")
    return given.date() if isinstance(given, datetime) else given
