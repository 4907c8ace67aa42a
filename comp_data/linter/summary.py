"""What dataset rules know of a record: a compact extract, so that a whole dataset fits into memory.

What many guides have in common, such as the regions of a company, is one object for all of them, and the figures of a
record are one text.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from comp_data.base.diagnostics import KeyPath
from comp_data.linter.analysis.agreement import differing_keys
from comp_data.linter.analysis.regions import places_of_region
from comp_data.linter.analysis.totals import sound_rows, whole_grant_rows
from comp_data.linter.record import Record, Row
from comp_data.values.money import Number, PayRange
from comp_data.values.places.lookup import read_region

COMPANY_KEYS = ("company_display", "hq_location", "ticker", "industry", "public_or_private", "employee_count_range")
"""The keys of front matter that state something of the company."""

Figures = tuple[Number | None, ...]
"""The ends of a row's ranges, in the order of `Row.ranges`, and those of its bonus in per cent."""


class Region(NamedTuple):
    """What a row is for; `position` is its place in the list, from 0.

    `name` is the canonical one of its region, empty for a row without. `places` are those of the region, None where
    it could not be read; `metro` is the metropolitan area of a row for one place at all levels, None for any other.
    """

    position: int
    region: str | None
    level: str | None
    currency: str
    name: str = ""
    places: frozenset[str] | None = None
    metro: str | None = None


class Pay(NamedTuple):
    """What a row pays. `is_sound`: it does not contradict itself; `adds_whole_grant`: that is how its total is made."""

    region: Region
    is_sound: bool
    adds_whole_grant: bool
    figures: Figures

    @property
    def amounts(self) -> Figures:
        """The figures that are amounts, not per cents."""
        return self.figures[:-2]

    @property
    def base(self) -> PayRange:
        """Base salary a year, as stated."""
        return PayRange(self.figures[0], self.figures[1], self.region.currency)

    @property
    def total_comp(self) -> PayRange:
        """Total compensation a year, as stated."""
        return PayRange(self.figures[8], self.figures[9], self.region.currency)

    def path(self, key: str) -> KeyPath:
        """The key path of one of the row's values."""
        return ("compensation", self.region.position, key)


class Facts(NamedTuple):
    """One record's facts. `path` is the file's, as diagnostics show it.

    `company_texts` are the values of `COMPANY_KEYS`, empty where there is none. `figures` is a line for each region:
    whether the row is sound, whether its total adds the whole grant, and its figures, empty for one that is not known.
    """

    path: str
    company: str | None
    role: str | None
    next_review_due: date | None = None
    company_texts: tuple[str, ...] = ("",) * len(COMPANY_KEYS)
    regions: tuple[Region, ...] = ()
    figures: str = ""

    @property
    def rows(self) -> Iterator[Pay]:
        """What each row pays, in the order of the list."""
        for region, line in zip(self.regions, self.figures.splitlines(), strict=True):
            is_sound, adds_whole_grant, *ends = line.split(",")
            yield Pay(region, is_sound == "1", adds_whole_grant == "1", tuple(map(_number, ends)))

    def row_of(self, path: KeyPath) -> Region | None:
        """What the row is for that a key path lies in; None for a path outside of `compensation`."""
        return next((one for one in self.regions if path[:2] == ("compensation", one.position)), None)


def gather(record: Record) -> Facts:
    """The facts of a record."""
    company, role, rows = record.company, record.role, record.rows
    sound = {row.index for row in sound_rows(record) if not differing_keys(record, row)}
    whole_grant = {row.index for row in whole_grant_rows(record)}
    return Facts(
        record.document.path,
        None if company is None else intern(company),
        None if role is None else intern(role),
        record.date("next_review_due"),
        shared(tuple(" ".join((record.text(key) or "").split()) for key in COMPANY_KEYS)),
        _regions(tuple((row.index, row.region, row.level, row.currency) for row in rows)),
        "\n".join(_line(row, row.index in sound, row.index in whole_grant) for row in rows),
    )


@lru_cache(1024)
def shared(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The first of equal texts, so that only that one is kept."""
    return texts


@lru_cache(1024)
def _regions(keys: tuple[tuple[int, str | None, str | None, str], ...]) -> tuple[Region, ...]:
    return tuple(_region(*key) for key in keys)


@lru_cache(4096)
def _region(position: int, region: str | None, level: str | None, currency: str) -> Region:
    if region is None:
        return Region(position, None, level, currency)
    label = read_region(region)
    places = None if label.unknown else places_of_region(region, currency)
    is_for_one_place = len(label.places) == 1 and not (label.unknown or label.ambiguous or level)
    metro = label.places[0].metro if is_for_one_place else None
    return Region(position, region, level, currency, label.canonical, places, metro)


def _line(row: Row, is_sound: bool, adds_whole_grant: bool) -> str:
    ends = [end for _, _, pay in row.ranges for end in (pay.low, pay.high)]
    figures = (*ends, row.bonus.pct_low, row.bonus.pct_high)
    return f"{is_sound:d},{adds_whole_grant:d}," + ",".join(["" if end is None else str(end) for end in figures])


def _number(text: str) -> Number | None:
    if text.isdecimal():
        return int(text)
    return float(text) if text else None
