"""`comp-data export`: the records as files for other programs."""

from pathlib import Path

import click

from comp_data.base.errors import UsageError
from comp_data.base.files import shown
from comp_data.cli.datasets import dataset_folder
from comp_data.dataset.loading import load
from comp_data.export.formats import NAMES
from comp_data.report.escape import printable


def _formats(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(name.strip() for value in values for name in value.split(","))
    for name in names:
        if name not in NAMES:
            raise click.BadParameter(f"{printable(name)} is no format; choose from {', '.join(NAMES)}")
    return names


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=_formats,
    default=["csv"],
    show_default=True,
    metavar="FORMATS",
    help=f"{', '.join(NAMES)}; several with commas between them.",
)
@click.option(
    "--dataset", type=click.Path(file_okay=False, path_type=Path), help="The dataset's folder  [default: configured]"
)
@click.option("--ref", metavar="REV", help="The records as a git revision has them: a branch, a tag, a commit.")
@click.option("--skip-invalid", is_flag=True, help="Leave out guides that are no records, and say how many.")
@click.option("--force", is_flag=True, help="Replace files of an earlier export too that were changed since.")
def command(
    folder: Path, formats: tuple[str, ...], dataset: Path | None, ref: str | None, skip_invalid: bool, force: bool
) -> None:
    """Write the records into the folder DIR, whole or not at all, and print the files in it.

    DIR may be new or empty, or an earlier export, which is replaced. With the records go README.md, datapackage.json
    and croissant.json, which tell what the columns hold. Parquet needs the extra `arrow`, DuckDB the extra `sql`.
    """
    source = dataset_folder(dataset)
    records = load(source, ref=ref, on_error="skip" if skip_invalid else "raise")
    if not records:
        raise UsageError(f"{shown(source)} holds no guide that is a record; comp-data lint tells why")
    if records.problems:
        left_out = len({problem.path for problem in records.problems})
        click.echo(f"comp-data: {left_out} guide(s) left out that are no records; comp-data lint tells why", err=True)
    for file in records.export(folder, formats, force=force):
        click.echo(printable(shown(folder / file.name)))
