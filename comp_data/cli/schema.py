"""`comp-data schema`: print, write or check the JSON Schemas."""

import sys
from pathlib import Path

import click

from comp_data.base.files import write_atomic
from comp_data.report.generated.schemas import RESULTS, generated, out_of_date


@click.command("schema")
@click.argument("name", type=click.Choice(["guide", "config", *RESULTS]), default="guide")
@click.option("--write", "write", is_flag=True, help="Write every schema into the folder.")
@click.option("--check", is_flag=True, help="Exit with 1 if a schema in the folder is out of date.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("schemas"), show_default=True)
def command(name: str, write: bool, check: bool, folder: Path) -> None:
    """Print the JSON Schema of a guide's front matter, of the configuration, or of a result's JSON (`to_json`)."""
    schemas = generated()
    if write:
        for file_name, text in schemas.items():
            write_atomic(folder / file_name, text)
    if check:
        outdated = out_of_date(folder, schemas)
        for file_name in outdated:
            click.echo(f"{folder / file_name} is out of date; run `comp-data schema --write`", err=True)
        sys.exit(1 if outdated else 0)
    if not write:
        click.echo(schemas[f"{name}.v1.schema.json"], nl=False)
