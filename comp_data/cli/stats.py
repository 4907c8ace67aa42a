"""`comp-data stats`: summarize a dataset, or compute statistics of pay by group."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from comp_data.cli.options import by_comma, chosen_records, dataset_folder, dataset_options, today_option, where_options
from comp_data.report.pages.stats_page import overview_json, overview_text, pay_json, pay_text


@click.command("stats")
@dataset_options
@click.option("--by", multiple=True, callback=by_comma, metavar="COLUMNS", help="Group by these: role,place,currency.")
@click.option("--field", metavar="FIELD", help="Figure to use: base.low, stock.high  [default: total_comp.mid]")
@click.option("--currency", metavar="CODE", help="Convert all figures to this currency.")
@click.option("--rates", metavar="RATES", help="Rates to convert with: your own file, or ecb:2026-03-01.")
@click.option("--sound", is_flag=True, help="Leave out pay ranges in which the linter finds errors; say how many.")
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
    sound: bool,
    today: date,
    format_: str,
    **where: Any,
) -> None:
    """Summarize what a dataset covers, its age and quality; with --by or --field, compute statistics of pay.

    Pay has count, minimum, quartiles and maximum by group. Currencies are never mixed: group by currency too, or
    convert with --currency and --rates. Exits with 1 if no record is found.
    """
    folder = dataset_folder(dataset)
    if not (records := chosen_records(folder, ref, **where)):
        sys.exit(1)
    asked = {name: str(value) if name == "updated_since" and value else value for name, value in where.items()}
    about = {"dataset": folder.as_posix(), "ref": ref, "where": {name: one for name, one in asked.items() if one}}
    if by or field or currency or rates or sound:
        checked = records.with_findings(records.lint(today)) if sound else records
        places = {name: where[name] for name in ("region", "country")}
        found = checked.stats(by, field or "total_comp.mid", currency=currency, rates=rates, sound=sound, **places)
        text = pay_json(found, about) if format_ == "json" else pay_text(found)
    else:
        overview = records.overview(today)
        text = overview_json(overview, about) if format_ == "json" else overview_text(overview)
    click.echo(text, nl=False)
