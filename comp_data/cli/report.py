"""`comp-data report`: write a dataset as a static site."""

from datetime import date
from pathlib import Path

import click

from comp_data.base.files import shown
from comp_data.cli.options import dataset_folder, dataset_option, note_excluded, today_option
from comp_data.cli.terminal import note, progress
from comp_data.report.site.build import build_site


@click.command("report")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@dataset_option
@click.option("--base", metavar="REV", help="Add a page with the changes since REV; `auto`: where the branch began.")
@today_option
@click.option("--force", is_flag=True, help="Also replace files of an earlier site that were changed since.")
def command(out: Path, dataset: Path | None, base: str | None, today: date, force: bool) -> None:
    """Write the dataset as a static site into the folder OUT: pages that open from the disk, without network.

    OUT is new, empty, or an earlier site, of which only what changed is written again. Charts, tables and findings
    are on pages for each company, role, guide and rule; OUT/data has them as files. Needs the extra `report`.
    """
    with progress("writing the site"):
        done = build_site(dataset_folder(dataset), out, today, base=base, force=force)
    click.echo(shown(out / "index.html"))
    note_excluded(done.excluded)
    note(f"{done.written:,} files written, {done.unchanged:,} unchanged, {done.removed:,} removed")
