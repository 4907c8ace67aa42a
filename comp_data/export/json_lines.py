"""JSON Lines: one object a row, every column in it, null as null."""

import json

from comp_data.export.tables import Table


def content(tables: tuple[Table, ...]) -> bytes:
    """The rows of one table; in ASCII, so that a row is one line to every reader."""
    (table,) = tables
    names = [column.name for column in table.relation.columns]
    rows = (dict(zip(names, row, strict=True)) for row in table.rows)
    return "".join(json.dumps(row, ensure_ascii=True, default=str) + "\n" for row in rows).encode("ascii")
