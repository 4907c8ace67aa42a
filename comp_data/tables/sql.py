"""Records as tables: as frames, and in SQL over an in-memory DuckDB without access to files or the network."""

import json
import re
import sys
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain, count
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from comp_data.base.errors import QueryError, UsageError
from comp_data.base.package import load_extra
from comp_data.base.wording import did_you_mean, in_words
from comp_data.tables.frames import Result, Tables, arrow_table, pandas_frame, polars_frame, values_of
from comp_data.tables.relations import ALL_RELATIONS, ColumnType, Source

if TYPE_CHECKING:  # optional: each comes with an extra
    import duckdb
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]

Parameters = Sequence[object] | Mapping[str, object]

TYPES: Final[dict[ColumnType, str]] = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
"""The DuckDB type of each column type."""

_NOT_IN_TABLE: Final = re.compile(r'"([^"]+)" does not have a column named "([^"]+)"(.*)', re.DOTALL)
_QUOTED: Final = re.compile(r'"([^"]+)"')
_WORD: Final = re.compile(r"\w+")
_NAMING: Final = ("query", "query_table")
"""The functions that take the name of a table as any text."""
# Guides and the queries that CI runs over them may come from strangers.
_SETTINGS: Final = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "secret_directory": "none",  # its default is in the home folder
    "memory_limit": "1GiB",
    "errors_as_json": "true",
}
_NAMES: Final = tuple(relation.name for relation in ALL_RELATIONS)
_TOO_LARGE: Final = "it needs too much memory; select fewer rows or shorter values"
_MOST_BYTES: Final = 1 << 30
MAX_SECONDS: Final = 60
"""How long a query may take."""

# Set after connecting: given as configuration, DuckDB could still open files named like the database (`:memory:.wal`).
_LOCKS: Final = "SET enable_external_access = false; SET lock_configuration = true"


class Database:
    """The tables of a dataset in DuckDB, each filled at the first query that names it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = Lock()
        self._connected: duckdb.DuckDBPyConnection | None = None
        self._empty = set(ALL_RELATIONS)

    def query(self, query: str, parameters: Parameters = (), tables: Mapping[str, object] = {}) -> Result:
        """Run one SELECT over the dataset's tables and those given; raises QueryError if it fails or is no SELECT."""
        # DuckDB does not stop a long query on Ctrl-C, or turns it into an error of its own. Run in another thread, the
        # query can be interrupted from this one.
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most programs ask no query

        with ThreadPoolExecutor(1) as thread:
            cursor = thread.submit(self._cursor, query).result()
            try:
                return thread.submit(_answer, cursor, query, parameters, tables).result(MAX_SECONDS)
            except TimeoutError:
                cursor.interrupt()
                raise QueryError(f"it takes more than {MAX_SECONDS} seconds", query) from None
            except MemoryError:
                raise QueryError(_TOO_LARGE, query) from None
            except BaseException:
                cursor.interrupt()
                raise
            finally:
                thread.submit(cursor.close)

    def _cursor(self, query: str) -> "duckdb.DuckDBPyConnection":
        with self._lock:
            connection = self._connected = self._connected or _connection()
            words = set(_WORD.findall(query.lower()))
            for relation in [one for one in self._empty if words & {one.name, *_NAMING}]:
                # Inserting whole columns is about a hundred times faster than inserting row by row.
                values = ", ".join(f"unnest(?::{TYPES[column.type]}[])" for column in relation.columns)
                columns = [column.values for column in values_of(relation, self._source.rows(relation))]
                connection.execute(f"INSERT INTO {relation.name} SELECT {values}", columns)
                self._empty.remove(relation)
            return connection.cursor()  # a connection serves one thread at a time


class Tabular:
    """Base of what has tables: frames of several libraries, and SQL, over the records of its `_source`."""

    @property
    @abstractmethod
    def _source(self) -> Source:
        """The records that the tables are made of."""

    def to_polars(self) -> "Tables[polars.DataFrame]":
        """Return the tables as polars DataFrames: `ds.to_polars().pay`.

        `docs/tables.md` describes the columns. Each table is made when it is first asked for; findings are those of
        `lint()` unless `with_findings` gave others. Raises MissingExtraError without the extra `polars`.
        """
        load_extra("polars", extra="polars")
        return Tables(lambda one: polars_frame(values_of(one, self._source.rows(one))))

    def to_pandas(self) -> "Tables[pandas.DataFrame]":
        """Return the tables as pandas DataFrames with nullable types; raises MissingExtraError without `pandas`."""
        load_extra("pandas", extra="pandas")
        return Tables(lambda one: pandas_frame(values_of(one, self._source.rows(one))))

    def to_arrow(self) -> "Tables[pyarrow.Table]":
        """Return the tables as Arrow tables with column descriptions; raises MissingExtraError without `arrow`."""
        load_extra("pyarrow", extra="arrow")
        return Tables(lambda one: arrow_table(values_of(one, self._source.rows(one)), one.description))

    def sql(self, query: str, parameters: Parameters = (), *, tables: Mapping[str, object] | None = None) -> Result:
        """Run a SELECT over the tables guides, pay, pay_places, body_pay, sources, levels and findings in DuckDB.

        The query can read these tables, but no file, network or variable. The first query that names findings lints
        the guides, unless `with_findings` gave a result.

        Args:
            query: One SELECT statement.
            parameters: The values of `?` (a sequence) or `$name` (a mapping) in the query.
            tables: Tables of your own by name, for this query: frames of polars (needs `arrow` too), pandas or pyarrow.

        Raises:
            QueryError: The query cannot be run; the error has the position.
            UsageError: A table of your own is no frame, or its name is taken.
            MissingExtraError: The extra `sql` is not installed.
        """
        return self._database.query(query, parameters, tables or {})

    @cached_property
    def _database(self) -> Database:
        return Database(self._source)


def _connection() -> "duckdb.DuckDBPyConnection":
    connection: duckdb.DuckDBPyConnection = load_extra("duckdb", extra="sql").connect(":memory:", config=_SETTINGS)
    connection.execute(_LOCKS)
    for relation in ALL_RELATIONS:
        columns = [f'"{one.name}" {TYPES[one.type]}{" NOT NULL" * one.is_required}' for one in relation.columns]
        connection.execute(f"CREATE TABLE {relation.name} ({', '.join(columns)})")
    return connection


def _answer(
    cursor: "duckdb.DuckDBPyConnection", query: str, parameters: Parameters, tables: Mapping[str, object]
) -> Result:
    import duckdb  # noqa: PLC0415 - optional, loaded by now

    for name, frame in tables.items():
        _add(cursor, name, frame)
    try:
        query.encode()
        _check(cursor.extract_statements(query), query)
        cursor.execute("BEGIN TRANSACTION READ ONLY")  # a SELECT may have a DELETE in its WITH
        cursor.execute(query, list(parameters) if isinstance(parameters, Sequence) else parameters)
        names = _distinct([str(column[0]) for column in cursor.description])
        types = tuple(str(column[1]) for column in cursor.description)
        if zoned := [name for name, kind in zip(names, types, strict=True) if "WITH TIME ZONE" in kind]:
            raise QueryError(f"{zoned[0]} has a time zone, which is not supported; cast it to DATE or TIMESTAMP", query)
        rows = _fetched(cursor, types, query)
        if any("DECIMAL" in kind or "UUID" in kind for kind in types):
            rows = [tuple(map(_plain_value, row)) for row in rows]
        return Result(names, types, tuple(rows))
    except duckdb.Error as error:
        raise _query_error(str(error), query, tables) from error
    except UnicodeEncodeError as error:
        raise QueryError("the text has an unpaired surrogate, which is not valid Unicode", query) from error


def _fetched(cursor: "duckdb.DuckDBPyConnection", types: Iterable[str], query: str) -> list[tuple[Any, ...]]:
    """Fetch all rows; raises QueryError before they take more memory than DuckDB itself may take."""
    size_of = _size_with_items if any(kind.endswith(("]", ")")) for kind in types) else sys.getsizeof
    rows: list[tuple[Any, ...]] = []
    size = 0
    while some := cursor.fetchmany(1_000):
        size += sum(map(sys.getsizeof, some)) + sum(map(size_of, chain.from_iterable(some)))
        if size > _MOST_BYTES:
            raise QueryError(_TOO_LARGE, query)
        rows += some
    return rows


def _size_with_items(value: Any) -> int:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return sys.getsizeof(value) + sum(map(_size_with_items, items))


def _add(cursor: "duckdb.DuckDBPyConnection", name: str, frame: object) -> None:
    if (library := type(frame).__module__.partition(".")[0]) not in ("polars", "pandas", "pyarrow"):
        raise UsageError(f"{name} is a {type(frame).__name__}; give a frame of polars, pandas or pyarrow")
    if name.lower() in _NAMES:
        raise UsageError(f"{name} is the name of a table of the dataset: {', '.join(_NAMES)}")
    if not name.isidentifier():
        raise UsageError(f"{name} cannot name a table; use letters and digits")
    if library == "polars":
        load_extra("pyarrow", extra="arrow")  # DuckDB reads polars through it
    cursor.register(name, frame)


def _check(statements: Sequence[Any], query: str) -> None:
    if len(statements) != 1:
        found = f"{len(statements)} statements found; run one at a time"
        raise QueryError(found if statements else "the query is empty", query)
    if (kind := statements[0].type.name) not in ("SELECT", "MULTI"):  # PIVOT is several to DuckDB
        raise QueryError(f"{kind} is not allowed; a query starts with SELECT, FROM or WITH", query)


def _distinct(names: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        free = (one for number in count(1) if (one := f"{name}_{number}") not in (*found, *names))
        found.append(next(free) if name in found else name)
    return tuple(found)


def _plain_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain_value(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, UUID) else value


def _query_error(message: str, query: str, tables: Iterable[str]) -> QueryError:
    text = message.partition(" Error: ")[2] or message
    try:
        details, _ = json.JSONDecoder().raw_decode(text)  # an internal error has a stack trace after it
    except ValueError:
        return QueryError(text.partition("\n")[0], query)
    return QueryError(_reason(details, [*_NAMES, *tables]), query, *_place(details, query))


def _reason(details: Mapping[str, str], tables: list[str]) -> str:
    text = details["exception_message"]
    if text.startswith("Cannot write to database"):
        return "the query would change the tables, which are read-only"
    if "operations are disabled by configuration" in text:  # DuckDB's own message has paths of this machine
        return "a query can read neither files nor the network"
    if details.get("exception_type") == "Out of Memory":
        return _TOO_LARGE
    if details.get("exception_type") == "INTERNAL":  # its message has paths of this machine
        return f"DuckDB failed, perhaps because {_TOO_LARGE}"
    if details.get("error_subtype") == "MISSING_ENTRY":
        name, kind = details["name"], details["type"].lower()
        known = tables if kind == "table" else details.get("candidates", "").split(",")
        otherwise = f"; the tables are {', '.join(tables)}" if kind == "table" else ""
        return f"no {kind} {name}{did_you_mean(name.lower(), known, otherwise)}"
    if details.get("error_subtype") == "COLUMN_NOT_FOUND":
        return f"no column {details['name']}{_column_hint(details['name'], details.get('candidates', '').split(','))}"
    if in_table := _NOT_IN_TABLE.search(text):
        table, name, rest = in_table.groups()
        return f"{table} has no column {name}{_column_hint(name, _QUOTED.findall(rest))}"
    return text.partition("\n")[0]


def _column_hint(name: str, candidates: Sequence[str]) -> str:
    owners = [relation.name for relation in ALL_RELATIONS if name in [column.name for column in relation.columns]]
    return f"; it is in {in_words(owners)}" if owners else did_you_mean(name.lower(), candidates)


def _place(details: Mapping[str, str], query: str) -> tuple[int, int] | tuple[()]:
    """Return offset and length of the error in characters; DuckDB counts bytes."""
    if "position" not in details:
        return ()
    before = query.encode()[: int(details["position"])].decode(errors="ignore")
    length = re.search(r",([0-9]+)\]", details.get("location", ""))
    return len(before), int(length[1]) if length else len(details.get("name", "-"))
