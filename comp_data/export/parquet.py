"""Parquet, written by pyarrow (the extra `arrow`)."""

from comp_data.export.tables import Table
from comp_data.extras import load_extra


def content(tables: tuple[Table, ...]) -> bytes:
    """The rows of one table: text as string, integer as int64, number as double, date as date32.

    Raises MissingExtraError where pyarrow is not installed.
    """
    (table,) = tables
    arrow = load_extra("pyarrow", extra="arrow")
    parquet = load_extra("pyarrow.parquet", extra="arrow")
    types = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "date": arrow.date32()}
    columns = table.relation.columns
    schema = arrow.schema([arrow.field(one.name, types[one.type], nullable=not one.is_required) for one in columns])
    values = zip(*table.rows, strict=True) if table.rows else ((),) * len(columns)
    arrays = [arrow.array(cells, field.type) for cells, field in zip(values, schema, strict=True)]
    made = arrow.BufferOutputStream()
    # All that could change with a default of the next pyarrow, said.
    parquet.write_table(
        arrow.Table.from_arrays(arrays, schema=schema),
        made,
        version="2.6",
        compression="snappy",
        data_page_version="1.0",
    )
    content: bytes = made.getvalue().to_pybytes()
    return content
