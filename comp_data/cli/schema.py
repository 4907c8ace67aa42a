"""`comp-data schema`: print a JSON Schema."""

import click

from comp_data.base.package import resource_folder

_RESULTS = ("overview", "pay-statistics", "lint-result", "diagnostic", "dataset-changes", "due-review", "match")


@click.command("schema")
@click.argument("name", type=click.Choice(("guide", "config", *_RESULTS)), default="guide")
def command(name: str) -> None:
    """Print the JSON Schema of a guide's front matter, of the configuration, or of a result's JSON (`to_json`)."""
    click.echo((resource_folder("schemas") / f"{name}.v1.schema.json").read_text("utf-8"), nl=False)
