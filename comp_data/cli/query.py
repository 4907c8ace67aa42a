"""`comp-data query`: run SQL on the tables of a dataset."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from comp_data.base.errors import UsageError, os_errors_as
from comp_data.cli.options import dataset_folder, dataset_options, read_records
from comp_data.cli.outputs import check_file, write_file
from comp_data.report.pages import query_page
from comp_data.tables.relations import ALL_RELATIONS

_FORMAT: Final = click.Choice(("auto", *query_page.FORMATS))
_MAX_MEMORY: Final = 4 << 30
"""The address space that `query` may use: 4 GiB."""


@click.command("query")
@click.argument("query", required=False, metavar="[SQL]")
@dataset_options
@click.option("--schema", is_flag=True, help="Print the tables and their columns with descriptions.")
@click.option(
    "--format", "format_", type=_FORMAT, default="auto", show_default=True, help="auto: that of FILE's suffix."
)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the result to FILE.")
def command(
    query: str | None, dataset: Path | None, ref: str | None, schema: bool, format_: str, output_file: Path | None
) -> None:
    """Query a dataset in SQL: the tables that --schema lists, in an in-memory DuckDB.

    SQL is one SELECT, or - to read it from standard input. It can use these tables, but neither files nor the
    network; the linter runs for findings. A result without rows exits with 0 too. Needs the extra `sql`.
    """
    if schema == (query is not None):
        raise UsageError("give a query, - for standard input, or --schema")
    if output_file is not None:
        check_file(output_file)
    if format_ == "auto":
        suffix = output_file.suffix.lower() if output_file else ""
        if (format_ := {"": "table", ".txt": "table"}.get(suffix, suffix[1:])) not in query_page.FORMATS:
            raise UsageError(f"no format has the suffix {suffix}: use .csv, .json, .jsonl or .txt, or give --format")
    columns: Sequence[str] = ("table", "column", "type", "description")
    rows: Sequence[Sequence[Any]] = [(table.name, *column[:3]) for table in ALL_RELATIONS for column in table.columns]
    if query is not None:
        records = read_records(dataset_folder(dataset), ref)
        if query == "-":
            with os_errors_as("the query on standard input cannot be read"):
                query = sys.stdin.buffer.read().decode("utf-8-sig")
        with _limited_memory():
            answer = records.sql(query)
        columns, rows = answer.columns, answer.rows
    most = query_page.MOST_COLUMNS if output_file is None and sys.stdout.isatty() and not schema else None
    text = query_page.rendered(format_, columns, rows, most=most, escaped=output_file is None)
    if output_file is None:
        click.echo(text, nl=False)
    else:
        write_file(output_file, (text,))


@contextlib.contextmanager
def _limited_memory() -> Iterator[None]:
    """Limit the address space of the process, if the system supports it: DuckDB's own limit ignores long values."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError, ValueError):
            import resource  # noqa: PLC0415 - not available on Windows

            soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            limits = [_MAX_MEMORY, *(one for one in (soft, hard) if one != resource.RLIM_INFINITY)]
            resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
            stack.callback(resource.setrlimit, resource.RLIMIT_AS, (soft, hard))
        yield
