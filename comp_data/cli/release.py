"""`comp-data release`: prepare a release of the data."""

import sys
from datetime import date
from pathlib import Path

import click

from comp_data.base.escape import printable
from comp_data.base.files import shown
from comp_data.base.wording import plural
from comp_data.cli.export import formats_option
from comp_data.cli.options import dataset_folder, dataset_option, note_excluded, today_option
from comp_data.cli.terminal import note, progress
from comp_data.linter.api import lint
from comp_data.report.release import PRESET, commands, release


@click.command("release")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@dataset_option
@click.option("--version", metavar="V", help="The version  [default: the step that the changes call for]")
@click.option("--base", metavar="REV", help="Revision of the newest version  [default: its tag, or its changelog]")
@formats_option
@today_option
def command(
    folder: Path, dataset: Path | None, version: str | None, base: str | None, formats: tuple[str, ...], today: date
) -> None:
    """Prepare a release of the data in the new folder DIR, whole or not at all, and print how to publish it.

    Lints with the preset `release`, steps the version by what changed, adds notes to the CHANGELOG.md of the dataset,
    exports, writes the site and the checksums. Nothing is published. Exits with 1 if findings forbid it. Needs the
    extra `report`.
    """
    source = dataset_folder(dataset)
    with progress("linting"):
        result = lint(source, today=today, preset=PRESET)
    if failing := sum(map(result.gate.fails, result.diagnostics)):
        how = f"comp-data lint {printable(shown(source))} --preset release --today {today}"
        note(f"no release because of {plural(failing, 'finding')}: `{how}` lists what fails")
        sys.exit(1)
    with progress("preparing the release"):
        made = release(source, folder, today, result, version=version, base=base, formats=formats)
    note_excluded(result.excluded)
    note(f"{made.version} with {made.records:,} records is in {printable(shown(made.folder))}; to publish it:")
    for line in commands(made):
        click.echo(printable(line))
