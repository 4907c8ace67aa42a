"""`comp-data match`: find the guide of a company and title as people write them."""

import sys
from pathlib import Path

import click

from comp_data.cli.datasets import dataset_folder, dataset_options, read_records
from comp_data.report.findings.json_text import json_text
from comp_data.report.pages.matches import match_object, text_of


@click.command("match")
@click.argument("company")
@click.argument("title")
@dataset_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(company: str, title: str, dataset: Path | None, ref: str | None, format_: str) -> None:
    """Find the guide of COMPANY and TITLE, and say how it was found.

    An ambiguous or merely similar name is no match: the possible guides are listed instead, and the exit code is 1.
    A dataset can define more names in the aliases.toml of its folder.
    """
    match = read_records(dataset_folder(dataset), ref).match(company, title)
    click.echo(json_text(match_object(match), indent=2) if format_ == "json" else text_of(match), nl=format_ == "text")
    sys.exit(0 if match.guide else 1)
