"""`comp-data diff`: compare two versions of a dataset by value."""

import gc
import sys
from datetime import date
from pathlib import Path

import click

from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.files import shown, write_if_unchanged
from comp_data.cli.options import DAY, config_option, dataset_option
from comp_data.cli.terminal import note, progress
from comp_data.diffing.api import diff_configured
from comp_data.diffing.changes import DatasetChanges
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.find_files import existing_dataset
from comp_data.records.metadata import CHANGELOG
from comp_data.report.diff.formats import RENDERERS, extended, read_changelog, release_notes


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@dataset_option
@config_option
@click.option(
    "--format", "format_", type=click.Choice(list(RENDERERS)), default="text", show_default=True, help="Output format."
)
@click.option("--notes", is_flag=True, help="Print the release notes of the next data version instead.")
@click.option("--write", is_flag=True, help="With --notes: add them to the CHANGELOG.md of the dataset's folder.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="With --notes: the release date  [default: today]")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if something changed.")
def command(
    base: str,
    head: str | None,
    dataset: Path | None,
    config: Path | None,
    format_: str,
    notes: bool,
    write: bool,
    day: date | None,
    exit_code: bool,
) -> None:
    """Show what changed from BASE to HEAD in the dataset, by value: records, regions, figures, dates, sources, texts.

    BASE and HEAD are git revisions or folders; HEAD is by default the work tree. A name that is both is read as a
    revision: write ./NAME for the folder. BASE can be `auto`, the commit where the branch began.
    """
    if (write or day) and not notes:
        raise UsageError(f"{'--write' if write else '--date'} needs --notes")
    if notes and format_ != "text":
        raise UsageError(f"--notes is always Markdown: leave out --format {format_}")
    if write and head is not None:
        raise UsageError("--write changes the changelog of the work tree: leave out HEAD")
    gc.disable()  # neither guides nor changes form cycles
    loaded = None if dataset else load_configuration(Path.cwd(), file=config)
    if loaded and head is None:
        existing_dataset(loaded)
    folder = dataset or Path(shown(loaded.dataset_folder if loaded else Path()))
    before = read_changelog(folder / CHANGELOG) if write else None
    with progress("comparing"):
        changes = diff_configured(base, head, folder, loaded)
    if not notes:
        click.echo(RENDERERS[format_](changes), nl=False)
    elif changes.step is None:
        note("nothing changed that calls for a new version")
    else:
        text = release_notes(changes, day or date.today())
        if write:
            _extend(folder / CHANGELOG, changes, before or "", extended(before, text))
        else:
            click.echo(text, nl=False)
    sys.exit(1 if exit_code and not changes.is_empty else 0)


def _extend(file: Path, changes: DatasetChanges, before: str, text: str) -> None:
    if changes.data_version != changes.old_data_version:
        now, was = changes.data_version or "no version", changes.old_data_version or "none"
        advice = "name the revision of the newest version as BASE, or remove the section"
        raise UsageError(f"{shown(file)} has {now}, and {changes.old} has {was}: {advice}")
    if not write_if_unchanged(file, before, text):
        raise UsageError(f"{shown(file)} changed during the run and is left unchanged")
    click.echo(printable(f"wrote {changes.next_version} to {shown(file)}"), err=True)
