"""Read exchange rates from a file of the user.

CSV has the columns base, currency, rate and optionally date; JSON is an object with base, rates and optionally date.
"""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeGuard

from comp_data.base.errors import RatesError
from comp_data.values.currencies import CODES
from comp_data.values.yaml_scalars import as_date

_MAX_BYTES = 1 << 20
_COLUMNS: Final = ("base", "currency", "rate", "date")
_KEYS: Final = ("base", "rates", "date")
_EXAMPLE: Final = '{"base": "EUR", "date": "2026-02-27", "rates": {"USD": 1.1}}'


def read_rates_file(file: Path) -> dict[str, Any]:
    """Read the base, table, source and date of a file of rates. Raises RatesError."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
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
    rows = _csv_rows(text, name)
    table: dict[str, float] = {}
    for where, row in rows:
        code = _code(row["currency"], where)
        if code in table:
            raise RatesError(f"{where}: {code} has a rate already")
        table[code] = _rate(row["rate"], code, where)
    day = _only(rows, "date") if "date" in rows[0][1] else ""
    return {
        "base": _code(_only(rows, "base"), name),
        "table": table,
        "source": name,
        "day": _day(day, name) if day else None,
    }


def _csv_rows(text: str, name: str) -> list[tuple[str, dict[str, str]]]:
    """Parse the rows after the header, each with its position; there is at least one."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[str, dict[str, str]]] = []
    header: list[str] | None = None
    try:
        for line in reader:
            where = f"{name}:{reader.line_num}"
            cells = [cell.strip() for cell in line]
            if not any(cells):
                continue
            if header is None:
                header = _header(cells, where)
            elif len(cells) != len(header):
                raise RatesError(f"{where}: the row has {len(cells)} cells, but the header has {len(header)}")
            else:
                rows.append((where, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise RatesError(f"{name}:{reader.line_num}: this is not CSV: {error}") from None
    if not rows:
        advice = f"write a header {','.join(_COLUMNS[:3])} and a row for each currency"
        raise RatesError(f"{name} contains no rates; {advice}")
    return rows


def _header(cells: list[str], where: str) -> list[str]:
    header = [cell.casefold() for cell in cells]
    if len(set(header)) != len(header) or not set(_COLUMNS[:3]) <= set(header) <= set(_COLUMNS):
        raise RatesError(f"{where}: the header is {','.join(cells)}; write {','.join(_COLUMNS)} (date may be left out)")
    return header


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
    return {
        "base": _code(given["base"], name),
        "table": {_code(code, name): _number(rate, code, name) for code, rate in rates.items()},
        "source": name,
        "day": None if day is None else _day(day, name),
    }


def _unique(pairs: list[tuple[str, Any]], name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RatesError(f"{name}: the key {key} is repeated")
        found[key] = value
    return found


def is_rate(value: object) -> TypeGuard[int | float]:
    """Whether a value can be a rate: a number from 1e-12 to 1e12."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 1e-12 <= value <= 1e12


def _code(value: object, where: str) -> str:
    if not isinstance(value, str) or value not in CODES:
        raise RatesError(f"{where}: {value} is not a known currency; use an ISO 4217 code such as USD")
    return value


def _rate(text: str, code: str, where: str) -> float:
    try:
        return _number(float(text), code, where)
    except ValueError:
        raise RatesError(f"{where}: the rate of {code} is {text!r}, not a number such as 1.0825") from None


def _number(value: object, code: str, where: str) -> float:
    if not is_rate(value):
        raise RatesError(f"{where}: the rate of {code} is {value}; it must be a number from 1e-12 to 1e12")
    return value


def _day(value: object, where: str) -> date:
    day = as_date(value) if isinstance(value, str) else None
    if day is None:
        raise RatesError(f"{where}: date is {value}; write a date like 2026-02-27")
    return day
