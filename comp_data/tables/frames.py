"""The tables as polars and pandas DataFrames and Arrow tables: typed columns, in which null stays null.

| column | polars | pandas | arrow |
|---|---|---|---|
| text | String | string | string |
| integer | Int64 | Int64 | int64 |
| number | Float64 | Float64 | float64 |
| date | Date | datetime64[s] | date32 |
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from comp_data.base.package import load_extra
from comp_data.records.models import Guide
from comp_data.tables.columns import RELATIONS, Column, ColumnType, Relation, columns_of

if TYPE_CHECKING:  # optional: each comes with an extra
    import pandas
    import polars
    import pyarrow  # type: ignore[import-untyped]

Frame = TypeVar("Frame")


class Tables(NamedTuple, Generic[Frame]):
    """The four tables as frames of one library."""

    guides: Frame
    """One row per guide: one role at one company."""
    pay: Frame
    """One row per pay range: one region of one guide, and one level if the guide has levels."""
    sources: Frame
    """One row per source of a guide."""
    levels: Frame
    """One row per entry of a guide's level mapping."""


class Values(NamedTuple):
    """A column with its values; with type None the library infers the type from the values."""

    name: str
    type: ColumnType | None
    values: Sequence[Any]
    about: Column | None = None


def to_polars(guides: Sequence[Guide]) -> "Tables[polars.DataFrame]":
    """Return the tables as polars DataFrames; raises MissingExtraError without the extra polars."""
    return Tables(*(polars_frame(_values(relation, guides)) for relation in RELATIONS))


def to_pandas(guides: Sequence[Guide]) -> "Tables[pandas.DataFrame]":
    """Return the tables as pandas DataFrames; raises MissingExtraError without the extra pandas."""
    return Tables(*(pandas_frame(_values(relation, guides)) for relation in RELATIONS))


def to_arrow(guides: Sequence[Guide]) -> "Tables[pyarrow.Table]":
    """Return the tables as Arrow tables with column descriptions; raises MissingExtraError without the extra arrow."""
    return Tables(*(arrow_table(_values(relation, guides), relation.description) for relation in RELATIONS))


def polars_frame(columns: Iterable[Values]) -> "polars.DataFrame":
    """Build a polars DataFrame."""
    load_extra("polars", extra="polars")
    import polars  # noqa: PLC0415 - for its types

    types = {"text": polars.String, "integer": polars.Int64, "number": polars.Float64, "date": polars.Date}

    def series(column: Values) -> "polars.Series":
        if column.type:
            return polars.Series(column.name, column.values, types[column.type])
        return polars.Series(column.name, column.values, strict=False)

    return polars.DataFrame([series(column) for column in columns])


_PANDAS_TYPES: Final[dict[str | None, Any]] = {None: object, "text": "string", "integer": "Int64", "number": "Float64"}


def pandas_frame(columns: Iterable[Values]) -> "pandas.DataFrame":
    """Build a pandas DataFrame with nullable types."""
    load_extra("pandas", extra="pandas")
    import numpy  # noqa: PLC0415 - for their types
    import pandas  # noqa: PLC0415

    def series(column: Values) -> Any:
        if column.type == "date":  # pandas would count nanoseconds, which cover only a few centuries
            return numpy.array(column.values, "datetime64[D]").astype("datetime64[s]")
        return pandas.array(column.values, dtype=_PANDAS_TYPES[column.type])

    return pandas.DataFrame({column.name: series(column) for column in columns})


def arrow_table(columns: Iterable[Values], description: str | None = None) -> "pyarrow.Table":
    """Build an Arrow table with descriptions as metadata; required columns are not nullable."""
    load_extra("pyarrow", extra="arrow")
    import pyarrow  # noqa: PLC0415 - for its types

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    fields, arrays = [], []
    for name, kind, values, about in columns:
        array = pyarrow.array(values, types[kind] if kind else None)
        metadata = {"description": about.description} if about else None
        fields.append(pyarrow.field(name, array.type, nullable=not (about and about.is_required), metadata=metadata))
        arrays.append(array)
    schema = pyarrow.schema(fields, {"description": description} if description else None)
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _values(relation: Relation, guides: Sequence[Guide]) -> list[Values]:
    """Return the columns of a table with their values."""
    columns = zip(relation.columns, columns_of(relation, guides), strict=True)
    return [Values(column.name, column.type, values, column) for column, values in columns]
