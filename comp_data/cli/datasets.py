"""The dataset that a command works on, and which of its records: options that several commands take."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comp_data.base.errors import DatasetNotFoundError
from comp_data.cli.parameters import DAY
from comp_data.linter.config.config import load_configuration

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset

_DATASET = (
    click.option(
        "--dataset",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="The dataset's folder  [default: configured]",
    ),
    click.option("--ref", metavar="REVISION", help="The git revision to read the dataset at: a branch, tag or commit."),
)
_WHERE = (
    click.option("--company", metavar="NAME", help="Guides of this company only."),
    click.option("--role", metavar="NAME", help="Guides for this role only."),
    click.option("--region", metavar="PLACE", help="Guides, and pay ranges, of this place only: NYC, Bay Area, EMEA."),
    click.option("--country", metavar="COUNTRY", help="Guides, and pay ranges, of this country only: a name or code."),
    click.option("--quality", type=click.Choice(("high", "medium", "low")), help="Guides of at least this quality."),
    click.option(
        "--updated-since", type=DAY, metavar="DATE", help="Guides that were last updated on this day or after."
    ),
)

today_option = click.option(
    "--today",
    type=DAY,
    callback=lambda _ctx, _param, value: day_of(value) or date.today(),
    metavar="DATE",
    help="The day that ages and reviews are counted from  [default: the system's]",
)


def dataset_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--dataset` and `--ref`."""
    return _with(_DATASET, command)


def where_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What `Dataset.where` takes, as options; `chosen_records` takes their values."""
    return _with(_WHERE, command)


def dataset_folder(given: Path | None) -> Path:
    """The dataset's folder: the one that is named, else the configured one.

    Raises DatasetNotFoundError where none is configured and the usual one is not there.
    """
    if given is not None:
        return given
    loaded = load_configuration(Path.cwd())
    folder = Path(loaded.root, loaded.configuration.dataset)
    if loaded.file is None and not folder.is_dir():
        name = loaded.configuration.dataset
        help_ = 'make it, put `dataset = "FOLDER"` into comp-data.toml, or name one with --dataset'
        raise DatasetNotFoundError(f"the dataset folder {name} is not there; {help_}")
    return folder


def read_records(folder: Path, ref: str | None) -> "Dataset":
    """The records of a dataset; files that hold no record are left out, and told on standard error."""
    from comp_data.dataset.loading import load  # noqa: PLC0415 - models take a while, and `new` needs none

    sources = load_configuration(Path.cwd()).market_files
    found = load(folder, ref=ref, on_error="skip", market_sources=sources)
    left_out = len({problem.path for problem in found.problems})
    if left_out:
        files = f"{left_out:,} file that holds" if left_out == 1 else f"{left_out:,} files that hold"
        click.echo(f"comp-data: without {files} no record; `comp-data lint` says why", err=True)
    return found


def chosen_records(
    folder: Path,
    ref: str | None,
    *,
    company: str | None,
    role: str | None,
    region: str | None,
    country: str | None,
    quality: Any,
    updated_since: datetime | None,
) -> "Dataset":
    """The records that the options choose; files that hold no record are left out, and told on standard error."""
    return read_records(folder, ref).where(
        company=company,
        role=role,
        region=region,
        country=country,
        quality_at_least=quality,
        updated_since=day_of(updated_since),
    )


def day_of(value: datetime | None) -> date | None:
    """The day that an option of type DAY gives."""
    return value.date() if value else None


def _with(options: tuple[Callable[..., Any], ...], command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command
