"""Values and groups of options that several commands use."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import click

from comp_data.base.escape import printable
from comp_data.base.vocabulary import is_slug, slug_of


class _Day(click.DateTime):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]
        return super().convert(value, param, ctx).date()


DAY: Final = _Day(["%Y-%m-%d"])
"""The type of an option with a date such as 2026-02-23."""


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


class GroupedCommand(click.Command):
    """A command whose `--help` shows its options in groups: `groups` has each title by the first option below it."""

    def __init__(self, *args: Any, groups: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a section for each group."""
        sections: dict[str, list[tuple[str, str]]] = {}
        title = ""
        for option in self.get_params(ctx):
            title = self.groups.get(option.opts[-1], title)
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx)):
                sections.setdefault(title, []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)
