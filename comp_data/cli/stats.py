"""`comp-data stats`: what a dataset covers, and what pay comes to group by group."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from comp_data.cli.datasets import (
    chosen_records,
    dataset_folder,
    dataset_options,
    today_option,
    where_options,
)


def _names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@click.command("stats")
@dataset_options
@click.option(
    "--by", multiple=True, callback=_names, metavar="COLUMNS", help="Count pay by these: role,country,currency."
)
@click.option("--field", metavar="FIELD", help="The figure to count: base.low, stock.high  [default: total_comp.mid]")
@click.option("--currency", metavar="CODE", help="Convert all figures to this currency.")
@click.option("--rates", metavar="RATES", help="What to convert by: a file of your own, or ecb:2026-03-01.")
@where_options
@today_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    dataset: Path | None,
    ref: str | None,
    by: tuple[str, ...],
    field: str | None,
    currency: str | None,
    rates: str | None,
    today: date,
    format_: str,
    **where: Any,
) -> None:
    """Tell what a dataset covers, how old it is and how good; with --by or --field, what pay comes to.

    Pay is told as count, least, quartiles and most of each group. Figures of several currencies are never counted
    together: group by currency too, or convert with --currency and --rates. Exits with 1 where no record is found.
    """
    folder = dataset_folder(dataset)
    records = chosen_records(folder, ref, **where)
    if not records:
        click.echo("comp-data: no record meets all that is asked for", err=True)
        sys.exit(1)
    asked = {name: str(value)[:10] if name == "updated_since" and value else value for name, value in where.items()}
    about = {"dataset": folder.as_posix(), "ref": ref, "where": {name: one for name, one in asked.items() if one}}
    if by or field or currency or rates:
        from comp_data.report.pages import pay_page  # noqa: PLC0415 - one of two pages

        found = records.stats(
            by,
            field or "total_comp.mid",
            currency=currency,
            rates=rates,
            region=where["region"],
            country=where["country"],
        )
        click.echo(pay_page.json_of(found, about) if format_ == "json" else pay_page.text_of(found), nl=False)
    else:
        from comp_data.report.pages import overview_page  # noqa: PLC0415 - one of two pages

        overview = records.overview(today)
        text = overview_page.json_of(overview, about) if format_ == "json" else overview_page.text_of(overview)
        click.echo(text, nl=False)
