"""`comp-data due`: which guides to review next."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import click

from comp_data.cli.options import DAY, chosen_records, dataset_folder, dataset_options, today_option, where_options
from comp_data.cli.terminal import note, progress
from comp_data.dataset.overview import DueReview
from comp_data.report.pages import query_page


@click.command("due")
@dataset_options
@click.option("--by", type=DAY, metavar="DATE", help="Guides whose review is due by this date  [default: today]")
@click.option("--spread", type=click.IntRange(1), metavar="DAYS", help="Propose review dates over this many days.")
@where_options
@today_option
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(
    dataset: Path | None, ref: str | None, by: date | None, spread: int | None, today: date, format_: str, **where: Any
) -> None:
    """List the guides to review next, the most urgent first.

    They are ordered by age, overdue days, quality (low first), errors, warnings, and by how many guides of the role
    changed since. --spread proposes dates from today on that do not all fall on one day (CD409), and none later than
    a guide's present date, unless that has passed.
    """
    records = chosen_records(dataset_folder(dataset), ref, **where)
    with progress("linting the dataset"):
        found = records.due(by, today=today, spread=spread)
    if not found and records:
        following = min(records.values(), key=lambda guide: guide.next_review_due)
        note(f"no review is due; the next one is that of {following.id} on {following.next_review_due}")
    columns = [one.name for one in fields(DueReview) if spread or one.name != "proposed"]
    rows = [[getattr(one, name) for name in columns] for one in found]
    click.echo(query_page.rendered(format_, columns, rows), nl=False)
