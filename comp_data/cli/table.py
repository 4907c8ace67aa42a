"""`comp-data table`: what the compensation table in a guide's body was read as."""

import json
import sys
from pathlib import Path

import click

from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.document import Document, read_document
from comp_data.report.escape import printable
from comp_data.report.pages.table_rows import row_objects, text_of


@click.command("table")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def command(files: tuple[str, ...], format_: str) -> None:
    """Print what the compensation tables of guides were read as: jsonl has one line a row.

    Exits with 1 where a file cannot be read or has no compensation table.
    """
    failed = False
    for name in files:
        document = read_document(Path(name), name)
        table = None if _is_unreadable(document) else read_compensation_table(document.body)
        if table is None:
            failed = True
            reason = (
                document.problems[0].message if _is_unreadable(document) else "no compensation table that can be read"
            )
            click.echo(f"comp-data: {printable(name)}: {printable(reason)}", err=True)
            continue
        objects = row_objects(document, table)
        if format_ == "jsonl":
            for row in objects:
                click.echo(json.dumps(row).replace("##", "\\u0023#"))
        else:
            click.echo(f"{printable(name)} ({table.layout})\n{text_of(objects)}\n")
    sys.exit(1 if failed else 0)


def _is_unreadable(document: Document) -> bool:
    return any(problem.code == "CD001" for problem in document.problems)
