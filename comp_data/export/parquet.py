"""Parquet, written by pyarrow (the extra `arrow`)."""

from comp_data.base.extras import load_extra
from comp_data.export.tables import Table
from comp_data.tables.frames import Values, arrow_table


def content(tables: tuple[Table, ...]) -> bytes:
    """The rows of one table, as `to_arrow` has them: with the columns' descriptions.

    Raises MissingExtraError where pyarrow is not installed.
    """
    (table,) = tables
    arrow = load_extra("pyarrow", extra="arrow")
    parquet = load_extra("pyarrow.parquet", extra="arrow")
    columns = table.relation.columns
    cells = zip(*table.rows, strict=True) if table.rows else ((),) * len(columns)
    values = [Values(one.name, one.type, of_one, one) for one, of_one in zip(columns, cells, strict=True)]
    made = arrow.BufferOutputStream()
    # All that could change with a default of the next pyarrow, said.
    parquet.write_table(
        arrow_table(values, table.relation.description),
        made,
        version="2.6",
        compression="snappy",
        data_page_version="1.0",
    )
    content: bytes = made.getvalue().to_pybytes()
    return content
