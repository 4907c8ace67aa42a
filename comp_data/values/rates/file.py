"""Read exchange rates from a file of the user.

CSV has the columns base, currency, rate and optionally date; JSON is an object with base, rates and optionally date.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import RatesError
from comp_data.base.files import check_source, read_content
from comp_data.values.csv_rows import Columns, csv_rows
from comp_data.values.currencies import CODES
from comp_data.values.yaml_scalars import as_date

_MAX_BYTES = 1 << 20
_COLUMNS: Final = Columns(("base", "currency", "rate"), ("date",), RatesError)
_KEYS: Final = ("base", "rates", "date")
_EXAMPLE: Final = '{"base": "EUR", "date": "2026-02-27", "rates": {"USD": 1.1}}'


def read_rates_file(file: Path) -> dict[str, Any]:
    """Read the base, table, source and date of a file of rates, which `Rates` checks. Raises RatesError."""
    check_source(file)
    try:
        data = read_content(file, _MAX_BYTES) or b""
    except OSError as error:
        raise RatesError(f"the rates in {file.as_posix()} cannot be read: {error.strerror}") from error
    if len(data) > _MAX_BYTES:
        advice = "a file must contain the rates of one date only"
        raise RatesError(f"{file.as_posix()} is larger than {_MAX_BYTES:,} bytes; {advice}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RatesError(f"{file.as_posix()} is not UTF-8: byte {error.start + 1}") from None
    return (_read_json if file.suffix.casefold() == ".json" else _read_csv)(text, file.as_posix())


def _read_csv(text: str, name: str) -> dict[str, Any]:
    rows = csv_rows(text, name, _COLUMNS)
    if not rows:
        advice = f"write a header {','.join(_COLUMNS.required)} and a row for each currency"
        raise RatesError(f"{name} contains no rates; {advice}")
    table: dict[str, float] = {}
    for where, row in rows:
        code = check_code(row["currency"], where)
        if code in table:
            raise RatesError(f"{where}: {code} has a rate already")
        try:
            table[code] = check_rate(float(row["rate"]), code, where)
        except ValueError:
            raise RatesError(f"{where}: the rate of {code} is {row['rate']!r}, not a number such as 1.0825") from None
    day = _only(rows, "date") if "date" in rows[0][1] else ""
    return {"base": _only(rows, "base"), "table": table, "source": name, "day": _day(day, name) if day else None}


def _only(rows: list[tuple[str, dict[str, str]]], column: str) -> str:
    """The single value of a column, which must be the same in all rows."""
    first = rows[0][1][column]
    for where, row in rows:
        if row[column] != first:
            raise RatesError(f"{where}: {column} is {row[column]}, but {first} above; a file has one {column}")
    return first


def _read_json(text: str, name: str) -> dict[str, Any]:
    try:
        given = json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, name))
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise RatesError(f"{name}{line}: this is not JSON: {error}") from None
    if not isinstance(given, dict) or not {"base", "rates"} <= given.keys() <= set(_KEYS):
        raise RatesError(f"{name}: write {_EXAMPLE}; date may be left out")
    rates, day = given["rates"], given.get("date")
    if not isinstance(rates, dict) or not rates:
        raise RatesError(f"{name}: rates must be an object with a rate for each currency")
    return {"base": given["base"], "table": rates, "source": name, "day": None if day is None else _day(day, name)}


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
        raise RatesError(f"{where}: the rate of {code} is {value}; it must be a number from 1e-12 to 1e12")
    return value


def _day(value: object, where: str) -> date:
    day = as_date(value)
    if day is None:
        raise RatesError(f"{where}: date is {value}; write a date like 2026-02-27")
    return day
