"""`comp-data new`: write the skeleton of a guide."""

from datetime import date
from pathlib import Path

import click

from comp_data.base.discovery import find_guides, is_guide_of
from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.files import resolved, shown, write_new
from comp_data.cli.options import DAY, dataset_folder, dataset_option, slug
from comp_data.guide.document import read_document
from comp_data.migrate.skeleton import skeleton


@click.command("new")
@click.argument("company", callback=slug)
@click.argument("role", callback=slug)
@dataset_option
@click.option("--date", "updated", type=DAY, metavar="DATE", help="Value of last_updated  [default: today]")
def command(company: str, role: str, dataset: Path | None, updated: date | None) -> None:
    """Write COMPANY/ROLE.md with everything to fill in, and print its path.

    COMPANY and ROLE are slugs: acme-corp, data-engineer. What all other guides of the company state alike, such as
    its name and regions, is filled in. `comp-data lint` reports what is still missing. An existing file is never
    overwritten.
    """
    folder = dataset_folder(dataset)
    file = folder / company / f"{role}.md"
    if not is_guide_of(file, resolved(folder)):
        raise UsageError(f"{shown(file)} would not be read as a guide; choose another name")
    others = map(read_document, find_guides(file.parent) if file.parent.is_dir() else ())
    text = skeleton(company, role, updated or date.today(), others)
    try:
        write_new(file, text)
    except FileExistsError:
        raise UsageError(f"{shown(file)} exists already and is left unchanged") from None
    click.echo(printable(shown(file)))
