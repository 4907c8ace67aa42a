"""`comp-data diff`: what changed between two versions of a dataset, by value."""

import gc
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from comp_data.base.errors import UsageError
from comp_data.base.files import shown, write_atomic
from comp_data.cli.parameters import DAY
from comp_data.diffing.api import diff
from comp_data.diffing.changes import DatasetChanges
from comp_data.linter.config.config import load_configuration
from comp_data.records.metadata import CHANGELOG
from comp_data.report.diff import json_format as diff_json
from comp_data.report.diff import markdown as diff_markdown
from comp_data.report.diff import text as diff_text
from comp_data.report.diff.release_notes import extended, release_notes
from comp_data.report.escape import printable

_RENDERERS: Final = {"text": diff_text.render, "markdown": diff_markdown.render, "json": diff_json.render}


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--dataset", type=click.Path(file_okay=False, path_type=Path), help="The dataset's folder  [default: configured]"
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Use this configuration file.",
)
@click.option(
    "--format", "format_", type=click.Choice(list(_RENDERERS)), default="text", show_default=True, help="Output format."
)
@click.option("--notes", is_flag=True, help="Print the release notes of the next version of the data instead.")
@click.option("--write", is_flag=True, help="With --notes: put them into the CHANGELOG.md of the dataset's folder.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="With --notes: the day of the release  [default: today]")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something changed.")
def command(
    base: str,
    head: str | None,
    dataset: Path | None,
    config: Path | None,
    format_: str,
    notes: bool,
    write: bool,
    day: datetime | None,
    exit_code: bool,
) -> None:
    """Tell what changed from BASE to HEAD in the dataset, by value: records, regions, figures, dates, sources, texts.

    BASE and HEAD are git revisions or folders; HEAD is by default the work tree. A name that is both is the
    revision: write ./NAME for the folder. BASE can be `auto`, the commit where the work left the default branch.
    """
    if (write or day) and not notes:
        raise UsageError(f"{'--write' if write else '--date'} belongs to --notes")
    if notes and format_ != "text":
        raise UsageError(f"--notes is Markdown already: leave --format {format_} out")
    if write and head is not None:
        raise UsageError("--write is for the work tree's changelog: leave HEAD out")
    gc.disable()  # neither guides nor changes make cycles
    folder = dataset or _configured_dataset(config)
    changes = diff(base, head, folder=folder)
    if not notes:
        click.echo(_RENDERERS[format_](changes), nl=False)
    elif changes.step is None:
        click.echo("comp-data: nothing changed that a version would tell", err=True)
    else:
        text = release_notes(changes, day.date() if day else date.today())
        if write:
            _extend(folder, changes, text)
        else:
            click.echo(text, nl=False)
    sys.exit(1 if exit_code and not changes.is_empty else 0)


def _configured_dataset(file: Path | None) -> Path:
    loaded = load_configuration(Path.cwd(), file=file)
    folder = loaded.root / loaded.configuration.dataset
    return Path(shown(folder))


def _extend(folder: Path, changes: DatasetChanges, notes: str) -> None:
    """Puts the notes into the changelog of the dataset's folder; raises UsageError where that would be wrong."""
    file = folder / CHANGELOG
    if changes.data_version != changes.old_data_version:
        raise UsageError(
            f"{shown(file)} has {changes.data_version or 'no version'}, and {changes.old} has "
            f"{changes.old_data_version or 'none'}: name the revision of the newest version as BASE, or take the "
            "section out"
        )
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise UsageError(f"{shown(file)} is no file of its own, but a link or the like: nothing is written")
    try:
        text = file.read_bytes().decode("utf-8") if file.exists() else None
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown(file)} is not UTF-8: save it so first") from error
    write_atomic(file, extended(text, notes))
    click.echo(printable(f"wrote {changes.next_version} to {shown(file)}"), err=True)
