"""SQL over the relations, in DuckDB, in memory: four tables to ask, and nothing else to be reached."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from comp_data.base.errors import QueryError
from comp_data.base.extras import load_extra
from comp_data.records.models import Guide
from comp_data.tables.columns import RELATIONS, ColumnType, Relation, columns_of
from comp_data.tables.frames import Values, arrow_table, pandas_frame, polars_frame

if TYPE_CHECKING:  # each comes with an extra of its own
    import duckdb
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]

Parameters = Sequence[object] | Mapping[str, object]

_TYPES: Final[dict[ColumnType, str]] = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
_TYPE_OF: Final[dict[str, ColumnType]] = {
    "VARCHAR": "text",
    "DATE": "date",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), "number"),
}
_DECIMAL: Final = re.compile(r"DECIMAL\([0-9]+,[0-9]+\)")
_NOT_IN_TABLE: Final = re.compile(r'"([^"]+)" does not have a column named "([^"]+)"(.*)', re.DOTALL)
_QUOTED: Final = re.compile(r'"([^"]+)"')
_LENGTH: Final = re.compile(r",([0-9]+)\]")
# Guides, and queries over them in CI, come from strangers.
_SETTINGS: Final = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "errors_as_json": "true",
}
# Afterwards: to a database that is opened with it, files of the database's own name (`:memory:.wal`) stay open.
_LOCKS: Final = "SET enable_external_access = false; SET lock_configuration = true"


@dataclass(frozen=True, repr=False, slots=True)
class Result:
    """The answer to a query: `columns` are the columns' names, each once, `rows` the values as Python has them.

    A text is a str, a number an int or a float (a DECIMAL of DuckDB too), a date a `datetime.date`, null is None; a
    list is a list, a struct a dict. `types` are what DuckDB says that the columns are: VARCHAR, BIGINT, DOUBLE, DATE.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        columns = ", ".join(f"{name} {kind}" for name, kind in zip(self.columns, self.types, strict=True))
        return f"Result({len(self)} rows: {columns})"

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as mappings from the columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_polars(self) -> "polars.DataFrame":
        """The rows as a frame of polars; raises MissingExtraError without the extra `polars`."""
        return polars_frame(self._values())

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a frame of pandas, of types that have nulls; raises MissingExtraError without `pandas`."""
        return pandas_frame(self._values())

    def to_arrow(self) -> "pyarrow.Table":
        """The rows as a table of arrow; raises MissingExtraError without the extra `arrow`."""
        return arrow_table(self._values())

    def _values(self) -> list[Values]:
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        named = zip(self.columns, self.types, columns, strict=True)
        return [_typed(name, kind, values) for name, kind, values in named]


class Database:
    """The relations of records as tables of DuckDB, filled at the first query."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        self._guides = guides

    def __reduce__(self) -> tuple[Any, ...]:
        """As its records: a connection stays in its process."""
        return Database, (self._guides,)

    def query(self, query: str, parameters: Parameters = ()) -> Result:
        """What one SELECT gives; raises QueryError for one that cannot be run, and for any other statement."""
        # In a thread, so that this one hears of Ctrl-C: DuckDB does not stop a long query for a signal, or makes an
        # error of its own of it.
        with ThreadPoolExecutor(1) as thread:
            cursor = thread.submit(self._cursor).result()
            try:
                return thread.submit(_answer, cursor, query, parameters).result()
            except BaseException:
                cursor.interrupt()
                raise
            finally:
                thread.submit(cursor.close)

    def _cursor(self) -> "duckdb.DuckDBPyConnection":
        return self._connection.cursor()  # of its own: a connection serves one thread at a time

    @cached_property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        load_extra("duckdb", extra="sql")
        import duckdb  # noqa: PLC0415 - with its types, now that it is there

        connection = duckdb.connect(":memory:", config=dict(_SETTINGS))
        connection.execute(_LOCKS)
        for relation in RELATIONS:
            connection.execute(_definition(relation))
            # Whole columns as parameters: thousands of rows in the time that dozens take one by one.
            values = ", ".join(f"unnest(?::{_TYPES[column.type]}[])" for column in relation.columns)
            connection.execute(f"INSERT INTO {relation.name} SELECT {values}", columns_of(relation, self._guides))
        return connection


def _answer(cursor: "duckdb.DuckDBPyConnection", query: str, parameters: Parameters) -> Result:
    import duckdb  # noqa: PLC0415 - comes with an extra, and is there now

    try:
        query.encode()
        _check(cursor.extract_statements(query), query)
        cursor.execute("BEGIN TRANSACTION READ ONLY")  # a SELECT may have a DELETE in its WITH
        cursor.execute(query, list(parameters) if isinstance(parameters, Sequence) else parameters)
        names = _distinct([str(column[0]) for column in cursor.description])
        types = tuple(str(column[1]) for column in cursor.description)
        _check_zones(names, types, query)
        return Result(names, types, _plain(cursor.fetchall(), types))
    except duckdb.Error as error:
        raise _query_error(str(error), query) from error
    except UnicodeEncodeError as error:
        raise QueryError("it is not Unicode: half of a surrogate pair stands alone", query) from error


def _definition(relation: Relation) -> str:
    columns = (
        f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.is_required else ""}'
        for column in relation.columns
    )
    return f"CREATE TABLE {relation.name} ({', '.join(columns)})"


def _check(statements: Sequence[Any], query: str) -> None:
    """Raises QueryError unless there is one statement, and that one asks."""
    if not statements:
        raise QueryError("it is empty", query)
    if len(statements) > 1:
        raise QueryError(f"there are {len(statements)} statements, and one is run at a time", query)
    kind = statements[0].type.name
    if kind not in ("SELECT", "MULTI"):  # PIVOT is several to DuckDB
        raise QueryError(f"{kind} is not run: a query begins with SELECT, FROM, WITH or the like", query)


def _check_zones(names: Sequence[str], types: Sequence[str], query: str) -> None:
    for name, kind in zip(names, types, strict=True):
        if "WITH TIME ZONE" in kind:
            raise QueryError(f"{name} is a time with a zone, which is not read; add ::date or ::timestamp", query)


def _distinct(names: list[str]) -> tuple[str, ...]:
    """The names, the second of one with _1 behind it."""
    found: dict[str, None] = {}
    for name in names:
        number, distinct = 0, name
        while distinct in found or (number and distinct in names):
            number += 1
            distinct = f"{name}_{number}"
        found[distinct] = None
    return tuple(found)


def _plain(rows: list[tuple[Any, ...]], types: Sequence[str]) -> tuple[tuple[Any, ...], ...]:
    if not any("DECIMAL" in kind or "UUID" in kind for kind in types):
        return tuple(rows)
    return tuple(tuple(map(_plain_value, row)) for row in rows)


def _plain_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain_value(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, UUID) else value


def _typed(name: str, kind: str, values: Sequence[Any]) -> Values:
    known = "number" if _DECIMAL.fullmatch(kind) else _TYPE_OF.get(kind)
    if known == "integer" and any(value is not None and not -(2**63) <= value < 2**63 for value in values):
        known, values = "number", [None if value is None else float(value) for value in values]
    return Values(name, known, values)


def _query_error(message: str, query: str) -> QueryError:
    """What DuckDB says of a query, with the place that it tells and the nearest name that there is."""
    text = message.partition(" Error: ")[2] or message
    try:
        told = json.loads(text)
    except ValueError:
        return QueryError(text.partition("\n")[0], query)
    return QueryError(_reason(told), query, *_place(told, query))


def _reason(told: Mapping[str, str]) -> str:
    said = told["exception_message"]
    if said.startswith("Cannot write to database"):
        return "it would change the tables; a query only asks them"
    in_table = _NOT_IN_TABLE.search(said)
    if told.get("error_subtype") == "MISSING_ENTRY":
        name, kind = told["name"], told["type"].lower()
        tables = [relation.name for relation in RELATIONS] if kind == "table" else []
        hint = _nearest(name, tables or told.get("candidates", "").split(","))
        if tables and not hint:
            hint = f"; there are {', '.join(tables)}"
        return f"there is no {kind} {name}{hint}"
    if told.get("error_subtype") == "COLUMN_NOT_FOUND":
        return f"there is no column {told['name']}{_column_hint(told['name'], told.get('candidates', '').split(','))}"
    if in_table:
        table, name, rest = in_table.groups()
        return f"{table} has no column {name}{_column_hint(name, _QUOTED.findall(rest))}"
    return said.partition("\n")[0]


def _column_hint(name: str, candidates: Sequence[str]) -> str:
    owners = [relation.name for relation in RELATIONS if name in [column.name for column in relation.columns]]
    return f"; {' and '.join(owners)} has one" if owners else _nearest(name, candidates)


def _nearest(name: str, candidates: Sequence[str]) -> str:
    near = get_close_matches(name.lower(), candidates, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _place(told: Mapping[str, str], query: str) -> tuple[int, int] | tuple[()]:
    """Offset and length in characters of what is wrong; DuckDB counts bytes."""
    if "position" not in told:
        return ()
    before = query.encode()[: int(told["position"])].decode(errors="ignore")
    length = _LENGTH.search(told.get("location", ""))
    return len(before), int(length[1]) if length else len(told.get("name", "-"))
