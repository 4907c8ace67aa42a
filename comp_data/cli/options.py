"""Options of several commands: the dataset to use, which of its records, dates, names; and how help groups them."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.escape import printable
from comp_data.base.files import shown
from comp_data.base.vocabulary import QUALITIES, is_slug, slug_of
from comp_data.base.wording import did_you_mean, plural
from comp_data.cli.terminal import note, progress
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.find_files import existing_dataset
from comp_data.values.yaml_scalars import as_date

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset


class _Day(click.DateTime):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]
        return as_date(value) or self.fail(f"{printable(value)} is not a date such as 2026-02-23", param, ctx)


DAY: Final = _Day()
"""The type of an option with a date such as 2026-02-23."""


def slug(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Check that a value is a slug; otherwise name the nearest one."""
    if value is None or is_slug(value):
        return value
    nearest = slug_of(value)
    hint = f"use {nearest}" if nearest else "a slug is a-z, 0-9 and hyphens between them"
    raise click.BadParameter(f"{printable(value)} is not a valid slug; {hint}")


def by_comma(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split comma-separated values of an option that can be repeated."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


class Changes(NamedTuple):
    """The changes to files that the command line asks for, by the names of its options."""

    fix: bool
    fix_only: bool
    unsafe_fixes: bool
    diff: bool
    write_baseline: bool
    add_ignores: bool
    reason: str | None
    until: date | None


_GROUPS: Final = {
    "--select": "What to check",
    "--format": "Output",
    "--baseline": "Baseline and suppressions",
    "--fix": "Fixing",
    "--config": "Configuration",
    "--help": "Other",
}
"""The titles in the help of `lint`, by the first option below each."""


class GroupedCommand(click.Command):
    """A command whose `--help` shows its options in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group."""
        sections: dict[str, list[tuple[str, str]]] = {}
        title = ""
        for option in self.get_params(ctx):
            title = _GROUPS.get(option.opts[-1], title)
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx)):
                sections.setdefault(title, []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)


dataset_option = click.option(
    "--dataset", type=click.Path(path_type=Path), metavar="FOLDER", help="Folder of the dataset  [default: configured]"
)

config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Use this configuration file.",
)


def _options(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return lambda command: reduce(lambda decorated, option: option(decorated), reversed(options), command)


dataset_options = _options(
    dataset_option,
    click.option("--ref", metavar="REVISION", help="Read the dataset at this git revision: a branch, tag or commit."),
)
where_options = _options(
    click.option("--company", metavar="NAME", help="Only guides of this company."),
    click.option("--role", metavar="NAME", help="Only guides for this role."),
    click.option("--region", metavar="PLACE", help="Only guides and pay ranges of this place: NYC, Bay Area, EMEA."),
    click.option("--country", metavar="COUNTRY", help="Only guides and pay ranges of this country: a name or code."),
    click.option("--quality", type=click.Choice(QUALITIES), help="Only guides of at least this quality."),
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

level_option = click.option(
    "--level",
    type=click.Choice([severity.label for severity in Severity]),
    callback=lambda _ctx, _param, value: Severity.from_label(value),
    default="warning",
    show_default=True,
    help="Lowest severity of findings to show (JSON always has all).",
)


def dataset_folder(given: Path | None) -> Path:
    """Return the named folder, else the configured one; raises DatasetNotFoundError if there is neither."""
    if given is not None:
        return given
    loaded = load_configuration(Path.cwd())
    return Path(shown(loaded.dataset_folder if loaded.file else existing_dataset(loaded)))


def read_records(folder: Path, ref: str | None, *, skips_invalid: bool = True) -> "Dataset":
    """Load the records of a dataset; standard error says how many files were skipped because they are invalid."""
    from comp_data.dataset.loading import load  # noqa: PLC0415 - models take a while, and `new` needs none

    sources = load_configuration(Path.cwd()).market_files
    with progress("reading the dataset"):
        found = load(folder, ref=ref, on_error="skip" if skips_invalid else "raise", market_sources=sources)
    if left_out := len({problem.path for problem in found.problems}):
        how = f"`comp-data lint {quote(shown(folder))} --no-baseline` says why"
        note(f"{plural(left_out, 'invalid guide')} left out; {how}")
    return found


def note_excluded(guides: int) -> None:
    """Say on standard error how many guides of the data the linter does not check, because of the setting `exclude`."""
    if guides:
        note(f"{plural(guides, 'guide')} excluded from linting, so not checked, and part of the data")


def chosen_records(folder: Path, ref: str | None, *, quality: Any, **where: Any) -> "Dataset":
    """Load the records that the options of `where_options` select."""
    records = read_records(folder, ref)
    if not (found := records.where(quality_at_least=quality, **where)):
        known = {key: sorted({getattr(one, key) for one in records.values()}) for key in ("company", "role")}
        asked = [(key, slug_of(where[key]) or "", names) for key, names in known.items() if where[key]]
        hints = [f"no {key} {where[key]}{did_you_mean(name, of)}" for key, name, of in asked if name not in of]
        for line in [f"{shown(folder)} has {hint}" for hint in hints] or ["no record matches all options"]:
            note(line)
    return found
