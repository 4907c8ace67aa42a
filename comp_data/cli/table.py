"""`comp-data table`: print the parsed pay tables of guides."""

import json
import sys
from pathlib import Path

import click

from comp_data.base.escape import printable
from comp_data.base.files import check_source
from comp_data.cli.terminal import note
from comp_data.guide.body.pay_table import read_compensation_table
from comp_data.guide.document import read_document
from comp_data.report.pages.table_rows import row_objects, text_of


@click.command("table")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def command(files: tuple[str, ...], format_: str) -> None:
    """Print the parsed pay tables in the bodies of guides; jsonl has one line per row.

    Exits with 1 if a guide has no pay table, and with 2 if a file cannot be read.
    """
    code = 0
    for name in files:
        check_source(Path(name))
        document = read_document(Path(name), name)
        problem = next((problem for problem in document.problems if problem.code == "CD001"), None)
        if problem is not None:
            code = 2
            note(f"error: {name}: {problem.message}")
            continue
        table = read_compensation_table(document.body)
        if table is None:
            code = max(code, 1)
            note(f"{name}: no readable compensation table")
            continue
        objects = row_objects(document, table)
        if format_ == "jsonl":
            for row in objects:
                click.echo(json.dumps(row).replace("##", "\\u0023#"))
        else:
            click.echo(f"{printable(name)} ({table.layout})\n{text_of(objects)}\n")
    sys.exit(code)
