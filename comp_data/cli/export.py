"""`comp-data export`: write the records to files for other programs."""

from pathlib import Path
from shlex import quote

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.escape import printable
from comp_data.base.files import shown
from comp_data.base.wording import plural
from comp_data.cli.options import by_comma, dataset_folder, dataset_options, note_excluded, read_records
from comp_data.cli.terminal import note, progress
from comp_data.export.formats import NAMES, formats_named
from comp_data.linter.config.config import load_configuration

formats_option = click.option(
    "--format",
    "formats",
    multiple=True,
    callback=lambda *given: tuple(one.name for one in formats_named(by_comma(*given))),
    default=["csv"],
    show_default=True,
    metavar="FORMATS",
    help=f"{', '.join(NAMES)}; comma-separated.",
)


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@formats_option
@dataset_options
@click.option("--skip-invalid", is_flag=True, help="Leave out invalid guides, and say how many.")
@click.option("--findings", is_flag=True, help="Also write the findings of the linter as a table.")
@click.option("--force", is_flag=True, help="Also replace files of an earlier export that were changed since.")
def command(
    folder: Path,
    formats: tuple[str, ...],
    dataset: Path | None,
    ref: str | None,
    skip_invalid: bool,
    findings: bool,
    force: bool,
) -> None:
    """Write the records into the folder DIR, all or nothing, and print its files.

    DIR is new, empty, or an earlier export, which is replaced. README.md, datapackage.json and croissant.json
    describe the columns. Parquet needs the extra `arrow`, DuckDB the extra `sql`.
    """
    source = dataset_folder(dataset)
    if not (records := read_records(source, ref, skips_invalid=skip_invalid)):
        raise UsageError(f"{shown(source)} contains no valid guide")
    with progress("linting"):
        result = records.lint()
        records = records.with_findings(result)
    note_excluded(result.excluded)
    with progress("exporting"):
        files = records.export(folder, formats, force=force, findings=findings)
    for file in files:
        click.echo(printable(shown(folder / file.name)))
    exported = {shown(file) for file in records.files.values()}
    errors = sum(one.path in exported for one in result.at_least(Severity.ERROR))
    accepted = result.accepted(load_configuration(source).configuration)
    if errors or accepted:
        left = f" (not counted: {printable(accepted)})" if accepted else ""
        how = f"; `comp-data lint {quote(shown(source))}` lists them" if errors else ""
        note(f"{plural(errors, 'error')} in the exported guides{left}{how}")
