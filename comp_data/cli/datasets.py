"""Options of several commands: the dataset to use, and which of its records."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comp_data.base.errors import DatasetNotFoundError
from comp_data.base.wording import plural
from comp_data.cli.parameters import DAY
from comp_data.cli.terminal import note, progress
from comp_data.linter.config.config import load_configuration

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset

dataset_option = click.option(
    "--dataset",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Folder of the dataset  [default: configured]",
)


def _options(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds several options to a command."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


dataset_options = _options(
    dataset_option,
    click.option("--ref", metavar="REVISION", help="Read the dataset at this git revision: a branch, tag or commit."),
)
where_options = _options(
    click.option("--company", metavar="NAME", help="Only guides of this company."),
    click.option("--role", metavar="NAME", help="Only guides for this role."),
    click.option("--region", metavar="PLACE", help="Only guides and pay ranges of this place: NYC, Bay Area, EMEA."),
    click.option("--country", metavar="COUNTRY", help="Only guides and pay ranges of this country: a name or code."),
    click.option(
        "--quality", type=click.Choice(("high", "medium", "low")), help="Only guides of at least this quality."
    ),
    click.option("--updated-since", type=DAY, metavar="DATE", help="Only guides last updated on or after this date."),
)
"""The arguments of `Dataset.where`; `chosen_records` takes their values."""

today_option = click.option(
    "--today",
    type=DAY,
    callback=lambda _ctx, _param, value: value or date.today(),
    metavar="DATE",
    help="Date for ages and reviews  [default: the system's]",
)


def dataset_folder(given: Path | None) -> Path:
    """Return the named folder, else the configured one.

    Raises DatasetNotFoundError if none is configured and the default one does not exist.
    """
    if given is not None:
        return given
    loaded = load_configuration(Path.cwd())
    folder = loaded.dataset_folder
    if loaded.file is None and not folder.is_dir():
        name = loaded.configuration.dataset
        help_ = 'create it, set `dataset = "FOLDER"` in comp-data.toml, or use --dataset'
        raise DatasetNotFoundError(f"the dataset folder {name} does not exist; {help_}")
    return folder


def read_records(folder: Path, ref: str | None) -> "Dataset":
    """Load the records of a dataset; standard error says how many files are not valid records."""
    from comp_data.dataset.loading import load  # noqa: PLC0415 - models take a while, and `new` needs none

    sources = load_configuration(Path.cwd()).market_files
    with progress("reading the dataset"):
        found = load(folder, ref=ref, on_error="skip", market_sources=sources)
    note_left_out(found)
    return found


def note_left_out(records: "Dataset") -> None:
    """Say on standard error how many files are not valid records."""
    if left_out := len({problem.path for problem in records.problems}):
        note(f"{plural(left_out, 'invalid guide')} left out; `comp-data lint` says why")


def note_excluded(guides: int) -> None:
    """Say on standard error how many guides of the data the linter does not check, because of the setting `exclude`."""
    if guides:
        note(f"{plural(guides, 'guide')} excluded from linting, so not checked, and part of the data")


def chosen_records(folder: Path, ref: str | None, *, quality: Any, **where: Any) -> "Dataset":
    """Load the records that the options of `where_options` select."""
    return read_records(folder, ref).where(quality_at_least=quality, **where)
