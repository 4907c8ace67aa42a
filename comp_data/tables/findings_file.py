"""The table findings as a Parquet file, written as the findings come."""

from collections.abc import Iterable, Iterator
from itertools import islice, tee
from typing import IO, Any, Final

from comp_data.base.diagnostics import Diagnostic, fingerprints
from comp_data.base.package import load_extra
from comp_data.tables.columns import FINDINGS
from comp_data.tables.frames import arrow_table, values_of
from comp_data.tables.rows import Row, finding_row

ROWS_AT_ONCE: Final = 50_000
"""Rows of a row group, and in memory."""


def write_findings(findings: Iterable[Diagnostic], file: IO[bytes]) -> None:
    """Write findings as a Parquet file; raises MissingExtraError without the extra `arrow`."""
    parquet = load_extra("pyarrow.parquet", extra="arrow")
    rows = _rows(findings)
    table = _table(islice(rows, ROWS_AT_ONCE))
    with parquet.ParquetWriter(file, table.schema, version="2.6", compression="snappy") as writer:
        while table.num_rows:
            writer.write_table(table)
            table = _table(islice(rows, ROWS_AT_ONCE))


def _rows(findings: Iterable[Diagnostic]) -> Iterator[Row]:
    """Yield the row of each finding, with the position in pay only where its key path has it."""
    ours, theirs = tee(findings)
    for one, mark in zip(ours, fingerprints(theirs), strict=True):
        guide = f"{one.company}/{one.role}" if one.company and one.role else None
        in_pay = one.key_path[:1] == ("compensation",) and len(one.key_path) > 1
        yield finding_row(one, guide, int(one.key_path[1]) + 1 if in_pay else None, mark)


def _table(rows: Iterable[Row]) -> Any:
    return arrow_table(values_of(FINDINGS, rows), FINDINGS.description)
