"""`comp-data match`: find the guide of a company and title as people write them."""

import sys
from pathlib import Path

import click

from comp_data.base.escape import printable
from comp_data.cli.options import dataset_folder, dataset_options, read_records
from comp_data.matching.matcher import Match
from comp_data.report.findings.json_format import json_text
from comp_data.report.text_table import aligned


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
    if format_ == "json":
        click.echo(json_text({**match.to_dict(), "how": match.how, "score": match.score}, indent=2), nl=False)
    else:
        click.echo(_text(match))
    sys.exit(0 if match.guide else 1)


def _text(match: Match) -> str:
    if match.guide is not None:
        company, title = (printable(text) for text in match.query)
        parts = (f"  company {company}", match.company), (f"  title {title}", match.role)
        rows = [(label, f"{part.slug}  ({part.how}, {part.score:.2f})") for label, part in parts]
        return "\n".join((match.guide.id, *aligned(rows, left=2)))
    found = [f"  {one.guide.id}  ({one.how}, {one.score:.2f})" for one in match.alternatives]
    return "\n".join((f"no match: {printable(match.reason)}", *(["similar guides:"] if found else []), *found))
