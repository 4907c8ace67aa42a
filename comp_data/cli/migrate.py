"""`comp-data migrate`: create front matter for guides from their bodies."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.files import check_source, write_if_unchanged
from comp_data.cli.options import DAY, slug
from comp_data.cli.terminal import note, print_exactly
from comp_data.guide.document import read_document
from comp_data.linter.config.config import load_configuration
from comp_data.linter.rules.dates import review_too_late
from comp_data.migrate.migrate import NotMigratedError, Options, migrate
from comp_data.values.currencies import check_currency
from comp_data.values.quarters import Quarter


def _quarter(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Quarter | None:
    try:
        return Quarter.parse(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(printable(str(error))) from error


@click.command("migrate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--write", is_flag=True, help="Write the guides instead of printing them.")
@click.option("--force", is_flag=True, help="Replace existing front matter; keep what the body does not say.")
@click.option("--date", "updated", type=DAY, metavar="DATE", help="Value of last_updated  [default: today]")
@click.option(
    "--review", type=DAY, metavar="DATE", help="Value of next_review_due  [default: 92 days later, or as set]"
)
@click.option(
    "--quarter",
    callback=_quarter,
    metavar="QUARTER",
    help="Value of salary_data_quarter, as 2025-Q4  [default: the last that had ended by last_updated]",
)
@click.option("--quality", type=click.Choice(["high", "medium", "low"]), help="Value of data_quality  [default: low]")
@click.option("--company", callback=slug, metavar="SLUG", help="Company, if it is not the folder.")
@click.option("--role", callback=slug, metavar="SLUG", help="Role, if it is not the file's name.")
@click.option("--currency", metavar="CODE", help="Currency of rows without one.")
def command(files: tuple[str, ...], write: bool, **chosen: Any) -> None:
    """Create the front matter of guides from their bodies: names, pay, level mapping, sources, summary.

    Prints the new text of one file; of several, their front matter as one YAML stream. What the body does not say
    is null; standard error lists what an entry cannot express, such as half a range. Exits with 1 if a guide has
    front matter already or no readable table, and with 2 if a file cannot be read or written.
    """
    check_currency(chosen["currency"])
    if chosen["role"] and len(files) > 1:
        raise UsageError("--role is for one guide, and several are given")
    configured = load_configuration(Path(files[0]).parent).options.get("CD403", review_too_late.options)
    options = Options(date.today(), review_days=configured["interval_days"], **chosen)
    code = 0
    for name in dict.fromkeys(files):
        file = Path(name)
        check_source(file)
        document = read_document(file, name)
        try:
            made = migrate(document, file.absolute(), options)
        except NotMigratedError as error:
            code = max(code, 2 if document.unreadable else 1)
            where = f"error: {name}" if document.unreadable else f"{name}:{error.reason.line}"
            note(f"{where}: {error.reason.message}")
            continue
        for line, message in made.remarks:
            note(f"{name}:{line}: {message}")
        if not write:
            text = made.text
            if len(files) > 1:
                lines = made.front_matter.replace("\r\n", "\n").split("\n")[1:-2]
                text = "\n".join([f"--- # {printable(name)}", *lines, ""])
            print_exactly(text.encode("utf-8"))
            continue
        try:
            if write_if_unchanged(file, document.text, made.text):
                click.echo(printable(name))
                continue
            message = "the file changed during the run and is left unchanged"
        except OSError as error:
            message = f"the file cannot be written: {error.strerror}"
        code = 2
        note(f"error: {name}: {message}")
    sys.exit(code)
