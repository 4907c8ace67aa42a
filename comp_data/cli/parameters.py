"""Values of options that several commands take."""

from datetime import date
from typing import Final, NamedTuple

import click

from comp_data.base.vocabulary import is_slug, slug_of
from comp_data.report.escape import printable

DAY: Final = click.DateTime(["%Y-%m-%d"])
"""A date as 2026-02-23."""


def slug(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A slug; a text that is none is refused, with the slug that it comes nearest to."""
    if value is None or is_slug(value):
        return value
    nearest = slug_of(value)
    hint = f"use {nearest}" if nearest else "a slug is a-z, 0-9 and hyphens between them"
    raise click.BadParameter(f"{printable(value)} is no slug; {hint}")


class Changes(NamedTuple):
    """What a run is to change, as asked for on the command line."""

    fix: bool
    unsafe_fixes: bool
    diff: bool
    write_baseline: bool
    add_ignores: bool
    reason: str | None
    until: date | None
