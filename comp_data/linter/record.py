"""A guide as rules see it: every figure of the right type, even if other values are invalid.

The models reject a record with one invalid value; a linter must still check the other regions. A value that is
missing, of the wrong type or out of range is None, which means "unknown" to every rule.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from comp_data.base.diagnostics import Edit, Finding, KeyPath
from comp_data.base.vocabulary import MAX_AMOUNT
from comp_data.guide.document import Document
from comp_data.guide.schema_check import check_record
from comp_data.market.sources import MarketSource
from comp_data.values.money import DEFAULT_VEST_YEARS, Bonus, Number, PayRange, expected_total
from comp_data.values.places.lookup import RegionLabel, read_region
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import as_date

_Result = TypeVar("_Result")

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217's code for "no currency": the currency of a row that states none that is valid text."""


@dataclass(frozen=True)
class Row:
    """One entry of `compensation`; `index` is its position in the list, from 0.

    `bonus_from_table` is true if one end of the bonus comes from the body, because front matter has only the other.
    """

    index: int
    region: str | None
    level: str | None
    currency: str
    base: PayRange
    stock: PayRange
    vest_years: Number
    bonus: Bonus
    signing_bonus: PayRange
    total_comp: PayRange
    bonus_from_table: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the fields alone: computing cached values again is faster than reading them."""
        return Row, _FIELDS(self)

    def path(self, key: str) -> KeyPath:
        """The key path of one of the row's values."""
        return ("compensation", self.index, key)

    @cached_property
    def label(self) -> RegionLabel | None:
        """The parsed region; None for a row without one."""
        return None if self.region is None else read_region(self.region)

    @property
    def shown(self) -> str:
        """The row's region and level, for messages."""
        name = self.region or f"entry {self.index + 1}"
        return f"{name} ({self.level})" if self.level else name

    @cached_property
    def ranges(self) -> tuple[tuple[str, str, PayRange], ...]:
        """The row's pay ranges as stated, with the keys of their ends, without percentages."""
        return (
            ("base_low", "base_high", self.base),
            ("stock_low", "stock_high", self.stock),
            ("bonus_low", "bonus_high", PayRange(self.bonus.low, self.bonus.high, self.currency)),
            ("signing_bonus_low", "signing_bonus_high", self.signing_bonus),
            ("total_comp_low", "total_comp_high", self.total_comp),
        )

    def has_figures(self) -> bool:
        """Whether at least one amount or percentage is known."""
        known = any(r.low is not None or r.high is not None for _, _, r in self.ranges)
        return known or self.bonus.pct_low is not None or self.bonus.pct_high is not None

    @cached_property
    def expected_total(self) -> PayRange:
        """The yearly total of base, stock and bonus, by the formula of `comp_data.values.money`."""
        return expected_total(self.base, self.stock, self.vest_years, self.bonus)


_FIELDS = attrgetter(*Row.__dataclass_fields__)


class Source(NamedTuple):
    """One entry of `data_sources`, with its key path."""

    path: KeyPath
    name: str
    url: str | None
    date_accessed: date | None
    is_bare: bool


class Record:
    """One guide with values; date-dependent rules compare it with `today`."""

    def __init__(
        self, document: Document, values: dict[str, Any], today: date, market: tuple[MarketSource, ...] = ()
    ) -> None:
        self.document = document
        self.values = values
        self.today = today
        self.market = market
        self.problems: list[Finding] = check_record(document)
        self.rows: tuple[Row, ...] = tuple(_rows(values.get("compensation")))
        self._results: dict[Callable[[Record], Any], Any] = {}

    def once(self, work: "Callable[[Record], _Result]") -> _Result:
        """Return the result of `work`, computed on the first call, for results that several rules need."""
        if work not in self._results:
            self._results[work] = work(self)
        result: _Result = self._results[work]
        return result

    @property
    def company(self) -> str | None:
        """The company's slug, as stated."""
        return self.text("company")

    @property
    def role(self) -> str | None:
        """The role's slug, as stated."""
        return self.text("role")

    def text(self, key: str) -> str | None:
        """Return a top-level value if it is text."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def date(self, key: str) -> date | None:
        """Return a top-level value if it is a date."""
        return _date(self.values.get(key))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The entries of `data_sources` that have a name."""
        return tuple(_sources(self.values.get("data_sources")))

    @cached_property
    def _row_at(self) -> dict[int, Row]:
        return {row.index: row for row in self.rows}

    @cached_property
    def age(self) -> int | None:
        """Days since `last_updated`; None if it is unknown, negative if it is in the future."""
        updated = self.date("last_updated")
        return None if updated is None else (self.today - updated).days

    @cached_property
    def quarter(self) -> Quarter | None:
        """The quarter in `salary_data_quarter`; None if it is missing or invalid."""
        try:
            return Quarter.parse(self.text("salary_data_quarter") or "")
        except ValueError:
            return None

    def row_of(self, path: KeyPath) -> Row | None:
        """Return the row of a key path; None for a path outside of `compensation`."""
        if len(path) < 2 or path[0] != "compensation" or not isinstance(path[1], int):
            return None
        return self._row_at.get(path[1])

    def entry(self, row: Row) -> dict[str, Any]:
        """Return the values of a row as written in the file."""
        entry: dict[str, Any] = self.values["compensation"][row.index]
        return entry

    def replace(self, path: KeyPath, text: str) -> Edit:
        """Return the edit that replaces a value with `text`."""
        return self.document.replacing(path, text)


def _rows(entries: object) -> Iterator[Row]:
    if not isinstance(entries, list):
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield _row(index, entry)


def _row(index: int, entry: dict[str, Any]) -> Row:
    currency = entry.get("currency")
    if type(currency) is not str:
        currency = UNKNOWN_CURRENCY
    vest_years = _number(entry, "stock_vest_years")
    return Row(
        index,
        _text(entry, "region"),
        _text(entry, "level"),
        currency,
        _range(entry, "base_low", "base_high", currency),
        _range(entry, "stock_low", "stock_high", currency),
        vest_years if vest_years is not None and vest_years > 0 else DEFAULT_VEST_YEARS,
        Bonus(
            _number(entry, "bonus_pct"),
            _number(entry, "bonus_pct_high"),
            _number(entry, "bonus_low"),
            _number(entry, "bonus_high"),
        ),
        _range(entry, "signing_bonus_low", "signing_bonus_high", currency),
        _range(entry, "total_comp_low", "total_comp_high", currency),
    )


def _range(entry: dict[str, Any], low: str, high: str, currency: str) -> PayRange:
    return PayRange(_number(entry, low), _number(entry, high), currency)


def _number(entry: dict[str, Any], key: str) -> Number | None:
    value = entry.get(key)
    if type(value) is int:
        return value if -MAX_AMOUNT <= value <= MAX_AMOUNT else None
    if type(value) is float:
        return value if math.isfinite(value) and abs(value) <= MAX_AMOUNT else None
    return None


def _text(entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _date(value: object) -> date | None:
    if type(value) is date:
        return value
    return as_date(value) if isinstance(value, str) else None


def _sources(entries: object) -> Iterator[Source]:
    if not isinstance(entries, list):
        return
    for index, entry in enumerate(entries):
        path: KeyPath = ("data_sources", index)
        if isinstance(entry, str) and entry.strip():
            yield Source(path, entry.strip(), None, None, is_bare=True)
        elif isinstance(entry, dict) and (name := _text(entry, "name")):
            url, day = _text(entry, "url"), _date(entry.get("date_accessed"))
            yield Source(path, name.strip(), url, day, is_bare=url is None and day is None)
