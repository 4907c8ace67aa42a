"""Tables and results of queries as polars and pandas DataFrames and Arrow tables: typed, and null stays null.

| column | polars | pandas | arrow |
|---|---|---|---|
| text | String | string | string |
| integer | Int64 | Int64 | int64 |
| number | Float64 | Float64 | float64 |
| date | Date | datetime64[s] | date32 |
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, tee
from typing import IO, TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from comp_data.base.diagnostics import Diagnostic, fingerprints
from comp_data.base.package import load_extra
from comp_data.tables.relations import ALL_RELATIONS, FINDINGS, Column, ColumnType, Relation, Row, finding_row

if TYPE_CHECKING:  # optional: each comes with an extra
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]

Frame = TypeVar("Frame")

ROWS_AT_ONCE: Final = 50_000
"""Rows of a row group, and in memory."""

_TYPE_OF: Final[dict[str, ColumnType]] = {
    "VARCHAR": "text",
    "DATE": "date",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), "number"),
}


class Tables(Generic[Frame]):
    """The tables of a dataset as frames of one library, each made when it is first asked for: `tables.pay`.

    They are guides, pay, sources, levels, pay_places, body_pay and findings; `docs/tables.md` describes them.
    """

    guides: Frame
    pay: Frame
    sources: Frame
    levels: Frame
    pay_places: Frame
    body_pay: Frame
    findings: Frame

    def __init__(self, make: Callable[[Relation], Frame]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Frame:
        if (relation := next((one for one in ALL_RELATIONS if one.name == name), None)) is None:
            raise AttributeError(f"no table {name}; the tables are {', '.join(one.name for one in ALL_RELATIONS)}")
        frame = self.__dict__[name] = self._make(relation)
        return frame


class Values(NamedTuple):
    """A column with its values; with type None the library infers the type from the values."""

    name: str
    type: ColumnType | None
    values: Sequence[Any]
    about: Column | None = None


def polars_frame(columns: Iterable[Values]) -> "polars.DataFrame":
    """Build a polars DataFrame."""
    load_extra("polars", extra="polars")
    import polars  # noqa: PLC0415 - for its types

    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date}
    return polars.DataFrame(
        [polars.Series(one.name, one.values, types.get(one.type or ""), strict=one.type is not None) for one in columns]
    )


def pandas_frame(columns: Iterable[Values]) -> "pandas.DataFrame":
    """Build a pandas DataFrame with nullable types."""
    load_extra("pandas", extra="pandas")
    import numpy  # noqa: PLC0415 - for their types
    import pandas  # noqa: PLC0415

    types: dict[str | None, Any] = {None: object, "text": "string", "integer": "Int64", "number": "Float64"}

    def series(column: Values) -> Any:
        if column.type == "date":  # pandas would count nanoseconds, which cover only a few centuries
            return numpy.array(column.values, "datetime64[D]").astype("datetime64[s]")
        return pandas.array(column.values, dtype=types[column.type])

    return pandas.DataFrame({column.name: series(column) for column in columns})


def arrow_table(columns: Iterable[Values], description: str | None = None) -> "pyarrow.Table":
    """Build an Arrow table with descriptions as metadata; required columns are not nullable."""
    pa = load_extra("pyarrow", extra="arrow")
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    fields, arrays = [], []
    for name, kind, values, about in columns:
        array = pa.array(values, types.get(kind or ""))
        metadata = {"description": about.description} if about else None
        fields.append(pa.field(name, array.type, nullable=not (about and about.is_required), metadata=metadata))
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, {"description": description} if description else None))


def values_of(relation: Relation, rows: Iterable[Row]) -> list[Values]:
    """Return the columns of a table with the values of rows; a `number` is always float or None."""
    columns = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in relation.columns]
    for index, column in enumerate(relation.columns):
        if column.type == "number":
            columns[index] = [None if value is None else float(value) for value in columns[index]]
    named = zip(relation.columns, columns, strict=True)
    return [Values(column.name, column.type, values, column) for column, values in named]


@dataclass(frozen=True, repr=False, slots=True)
class Result:
    """The result of a query: unique column names, DuckDB's types (VARCHAR, BIGINT, DOUBLE, DATE) and rows.

    Values are Python objects: str, int, float (also for DECIMAL), `datetime.date`, list, dict (struct), None (null).
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
        """Return each row as a dict by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_polars(self) -> "polars.DataFrame":
        """Return the rows as a polars DataFrame; raises MissingExtraError without the extra `polars`."""
        return polars_frame(self._values())

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a pandas DataFrame with nullable types; raises MissingExtraError without `pandas`."""
        return pandas_frame(self._values())

    def to_arrow(self) -> "pyarrow.Table":
        """Return the rows as an Arrow table; raises MissingExtraError without the extra `arrow`."""
        return arrow_table(self._values())

    def _values(self) -> list[Values]:
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return list(map(_typed, self.columns, self.types, columns))


def _typed(name: str, kind: str, values: Sequence[Any]) -> Values:
    known = "number" if kind.startswith("DECIMAL(") and kind.endswith(")") else _TYPE_OF.get(kind)
    if known == "integer" and any(value is not None and not -(2**63) <= value < 2**63 for value in values):
        known, values = "number", [None if value is None else float(value) for value in values]
    return Values(name, known, values)


def write_findings(findings: Iterable[Diagnostic], file: IO[bytes]) -> None:
    """Write findings as a Parquet file, as they come; raises MissingExtraError without the extra `arrow`."""
    parquet = load_extra("pyarrow.parquet", extra="arrow")
    ours, theirs = tee(findings)
    rows = map(_finding_row, ours, fingerprints(theirs))
    schema = arrow_table(values_of(FINDINGS, ()), FINDINGS.description).schema
    with parquet.ParquetWriter(file, schema, version="2.6", compression="snappy") as writer:
        while some := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(arrow_table(values_of(FINDINGS, some), FINDINGS.description))


def _finding_row(one: Diagnostic, fingerprint: str) -> Row:
    """Return the row of a finding, with the position in pay only if its key path has it."""
    guide = f"{one.company}/{one.role}" if one.company and one.role else None
    in_pay = one.key_path[:1] == ("compensation",) and len(one.key_path) > 1
    return finding_row(one, guide, int(one.key_path[1]) + 1 if in_pay else None, fingerprint)
