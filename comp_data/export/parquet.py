"""Parquet, written by pyarrow (the extra `arrow`)."""

from comp_data.base.package import load_extra
from comp_data.export.tables import Table
from comp_data.tables.frames import arrow_table, values_of


def content(tables: tuple[Table, ...]) -> bytes:
    """Write one table as `to_arrow` returns it; raises MissingExtraError if pyarrow is not installed."""
    (table,) = tables
    arrow = load_extra("pyarrow", extra="arrow")
    parquet = load_extra("pyarrow.parquet", extra="arrow")
    made = arrow.BufferOutputStream()
    # Stated, because the defaults may change with a new pyarrow.
    parquet.write_table(
        arrow_table(values_of(table.relation, table.rows), table.relation.description),
        made,
        version="2.6",
        compression="snappy",
        data_page_version="1.0",
    )
    content: bytes = made.getvalue().to_pybytes()
    return content
