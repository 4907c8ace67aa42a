"""Values and groups of options that several commands use."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

import click

from comp_data.base.escape import printable
from comp_data.base.vocabulary import is_slug, slug_of

DAY: Final = click.DateTime(["%Y-%m-%d"])
"""A date such as 2026-02-23."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def slug(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Check that a value is a slug; otherwise name the nearest one."""
    if value is None or is_slug(value):
        return value
    nearest = slug_of(value)
    hint = f"use {nearest}" if nearest else "a slug is a-z, 0-9 and hyphens between them"
    raise click.BadParameter(f"{printable(value)} is not a valid slug; {hint}")


def split_names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split comma-separated values of an option that can be repeated."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


class Changes(NamedTuple):
    """The changes to files that the command line asks for."""

    fix: bool
    unsafe_fixes: bool
    diff: bool
    write_baseline: bool
    add_ignores: bool
    reason: str | None
    until: date | None
    fix_only: bool = False


class _GroupedOption(click.Option):
    """An option that `--help` shows below the title of its group."""

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose `--help` shows its options in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group; options without a group come last."""
        groups: dict[str, list[tuple[str, str]]] = {}
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        for param in sorted(options, key=lambda param: not isinstance(param, _GroupedOption)):
            record = param.get_help_record(ctx)
            if record is not None:
                groups.setdefault(getattr(param, "group", "Other"), []).append(record)
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)


def grouped(title: str) -> Callable[..., Callable[[_Command], _Command]]:
    """Return a decorator like `click.option` for the options of one group."""

    def option(*names: str, **settings: Any) -> Callable[[_Command], _Command]:
        return click.option(*names, cls=_GroupedOption, group=title, **settings)

    return option
