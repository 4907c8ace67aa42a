"""`comp-data lint`: guides → diagnostics → a report and an exit code."""

import gc
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from comp_data.cli.outputs import Output, complete, keep_from, plan, read, write
from comp_data.diagnostics import Severity
from comp_data.errors import UsageError
from comp_data.linter.config import FailOn, load_configuration
from comp_data.linter.run import Request, Run, prepare
from comp_data.report.view import View

_LEVELS = ("info", "warning", "error")


def _selectors(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@click.option(
    "--select",
    multiple=True,
    callback=_selectors,
    metavar="RULES",
    help="Run these rules only (codes, prefixes, names, ALL; comma-separated).",
)
@click.option("--extend-select", multiple=True, callback=_selectors, metavar="RULES", help="Run these rules too.")
@click.option("--ignore", multiple=True, callback=_selectors, metavar="RULES", help="Do not run these rules.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=read,
    shell_complete=complete,
    default=["full"],
    show_default=True,
    metavar="FORMAT[=FILE]",
    help="Output format, several with files for all but one: "
    "full, concise, markdown; github, gitlab, junit, sarif, rdjson; json, jsonl (docs/formats.md).",
)
@click.option("--output-file", metavar="FILE", help="Write what would go to standard output into FILE.")
@click.option(
    "--level",
    type=click.Choice(_LEVELS),
    default="warning",
    show_default=True,
    help="Least severity to show (json and jsonl always have all).",
)
@click.option(
    "--fail-on", type=click.Choice((*_LEVELS, "never")), help="Least severity that fails the run  [default: error]"
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that clock rules go by  [default: the system's]",
)
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A JSON Schema of your own that front matter must meet.",
)
@click.option(
    "--config", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Use this configuration file."
)
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, and lint what is left.")
@click.option("--stdin-filename", metavar="FILE", help="The name of what is read from standard input (path `-`).")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes to use  [default: as many as pay]")
@click.option(
    "--within-dataset",
    is_flag=True,
    help="Leave out named files that are no guides of the configured dataset (for hooks).",
)
def command(
    paths: tuple[str, ...],
    formats: tuple[Output, ...],
    output_file: str | None,
    level: str,
    fail_on: FailOn | None,
    today: datetime | None,
    config: str | None,
    no_config: bool,
    stdin_filename: str | None,
    jobs: int | None,
    fix: bool,
    **chosen: Any,
) -> None:
    """Find what is wrong in guides, and say why.

    PATHS are guides, folders of guides (company/role.md), or - for standard input; with none, the configured
    dataset is linted. Rules that compare guides with one another run where a folder is linted.
    """
    day = today.date() if today else date.today()
    request = Request(paths=paths, stdin_filename=stdin_filename, **chosen)
    loaded = load_configuration(request.start(), use_files=not no_config, file=Path(config) if config else None)
    outputs = plan(formats, output_file)
    gc.disable()  # neither guides nor findings make cycles: looking for some takes a twentieth of a long run
    run = prepare(request, loaded, _read_stdin if "-" in paths else None)
    if not run.files and run.stdin is None:
        click.echo("comp-data: nothing to lint: no file that was named is a guide that is not excluded", err=True)
    keep_from(run.files.values(), outputs)
    if fix:
        _fix(run, day)
    result = run.lint(day, jobs)
    least = fail_on or loaded.configuration.fail_on
    fails = None if least == "never" else Severity.from_label(least)
    write(outputs, View(result, Severity.from_label(level), _Lines(run), _wants_colour(), fails))
    sys.exit(1 if fails and result.at_least(fails) else 0)


def _fix(run: Run, day: date) -> None:
    """Mends the files, and tells on standard error what was mended: standard output is the report's."""
    from comp_data.linter.fix import fix_files  # noqa: PLC0415 - most runs mend nothing
    from comp_data.report.mended import mended_lines  # noqa: PLC0415

    if run.stdin is not None:
        raise UsageError("--fix writes files, and cannot write standard input: name the files to mend")
    for line in mended_lines(fix_files(run.files, day, run.settings, lambda one: one.safe)):
        click.echo(line, err=True)


def _read_stdin(most: int) -> bytes:
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read(most)


class _Lines:
    """The lines of the linted files, each file read again when the first of its lines is asked for."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.path = ""
        self.lines: list[str] = []

    def __call__(self, path: str, number: int) -> str:
        if path != self.path:
            self.path, self.lines = path, self.run.document(path).text.split("\n")
        return self.lines[number - 1].rstrip("\r") if number <= len(self.lines) else ""


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
