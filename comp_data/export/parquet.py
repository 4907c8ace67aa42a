"""Parquet, written by pyarrow (the extra `arrow`)."""

from comp_data.base.package import load_extra
from comp_data.export.tables import Table
from comp_data.tables.frames import Values, arrow_table


def content(tables: tuple[Table, ...]) -> bytes:
    """Write one table as `to_arrow` returns it; raises MissingExtraError if pyarrow is not installed."""
    (table,) = tables
    arrow = load_extra("pyarrow", extra="arrow")
    parquet = load_extra("pyarrow.parquet", extra="arrow")
    columns = table.relation.columns
    cells = zip(*table.rows, strict=True) if table.rows else ((),) * len(columns)
    values = [Values(one.name, one.type, of_one, one) for one, of_one in zip(columns, cells, strict=True)]
    made = arrow.BufferOutputStream()
    # Stated, because the defaults may change with a new pyarrow.
    parquet.write_table(
        arrow_table(values, table.relation.description),
        made,
        version="2.6",
        compression="snappy",
        data_page_version="1.0",
    )
    content: bytes = made.getvalue().to_pybytes()
    return content
