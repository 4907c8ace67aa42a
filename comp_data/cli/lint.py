"""`comp-data lint`: guides → diagnostics → a report and an exit code."""

import gc
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.cli.outputs import Output, complete, keep_from, plan, read, write
from comp_data.cli.parameters import Changes
from comp_data.linter.config.config import Loaded, PresetName, load_configuration
from comp_data.linter.run import Request, Run, prepare
from comp_data.report.findings.formats import render
from comp_data.report.findings.view import View

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
    "--max-findings",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    metavar="N",
    help="Fold findings by rule if there are more (full, concise); 0 shows all.",
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
@click.option(
    "--preset",
    type=click.Choice(get_args(PresetName)),
    help="What fails the run: nothing by the clock (pull-request); CD406, warnings of money and body too (release).",
)
@click.option("--preview", is_flag=True, help="Let ALL, prefixes and the defaults mean preview rules too.")
@click.option(
    "--show-settings", "about", flag_value="settings", help="Print the settings in force, as TOML; lint nothing."
)
@click.option(
    "--explain-config", "about", flag_value="origins", help="Print where each setting comes from; lint nothing."
)
@click.option(
    "--base",
    metavar="REV",
    help="The git revision to hold the guides against (CD8), or auto: HEAD in a hook, else where the branch began.",
)
@click.option("--changed-only", is_flag=True, help="Tell only what is new against the base  [default base: auto].")
@click.option("--statistics", is_flag=True, help="Show counts by rule and company (as full, concise or json).")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, and lint what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: mend what needs a person's look, too.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option("--baseline", metavar="FILE", help="The file of known findings, which are not told again.")
@click.option("--no-baseline", "baseline", flag_value="", help="Tell known findings too, whatever is configured.")
@click.option("--write-baseline", is_flag=True, help="Write the findings there are as the baseline.")
@click.option("--add-ignores", is_flag=True, help="Write a suppression for each finding that is told.")
@click.option("--reason", metavar="TEXT", help="With --add-ignores: why the findings are accepted.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="With --add-ignores: the last day they hold."
)
@click.option("--stdin-filename", metavar="FILE", help="The name of what is read from standard input (path `-`).")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes to use  [default: as many as pay]")
@click.option(
    "--cache-dir",
    metavar="DIR",
    help="The folder of the cache, outside of the guides' checkout  [default: the user's].",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep what earlier runs found.")
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
    max_findings: int,
    today: datetime | None,
    config: str | None,
    no_config: bool,
    preset: PresetName | None,
    stdin_filename: str | None,
    jobs: int | None,
    no_cache: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    write_baseline: bool,
    add_ignores: bool,
    reason: str | None,
    until: datetime | None,
    about: str | None,
    statistics: bool,
    **chosen: Any,
) -> None:
    """Find what is wrong in guides, and say why.

    PATHS are guides, folders of guides (company/role.md), or - for standard input; with none, the configured
    dataset is linted. Rules that compare guides with one another run where a folder is linted.
    """
    day = today.date() if today else date.today()
    request = Request(paths=paths, stdin_filename=stdin_filename, cache=not no_cache, **chosen)
    outputs = plan(formats, output_file)
    rendered = _renderer(outputs, statistics)
    file = Path(config) if config else None
    loaded = load_configuration(request.start(), use_files=not no_config, file=file, preset=preset)
    if about:
        click.echo(_about(about, request, loaded, outputs[0].format == "json"), nl=False)
        return
    gc.disable()  # neither guides nor findings make cycles: looking for some takes a twentieth of a long run
    run = prepare(request, loaded, _read_stdin if "-" in paths else None)
    if not run.files and run.stdin is None:
        click.echo("comp-data: nothing to lint: no file that was named is a guide that is not excluded", err=True)
    keep_from(run.files.values(), outputs)
    changes = Changes(fix, unsafe_fixes, diff, write_baseline, add_ignores, reason, until.date() if until else None)
    if any(changes):
        from comp_data.cli.changes import make_changes  # noqa: PLC0415 - most runs change nothing

        make_changes(run, day, changes, Severity.from_label(level), jobs)
    is_for_people = not statistics and {output.format for output in outputs} <= {"full", "concise"}
    result = run.lint(day, jobs, counts_infos=is_for_people and level != "info")
    write(outputs, View(result, Severity.from_label(level), _Lines(run), _wants_colour(), max_findings), rendered)
    sys.exit(0 if result.ok else 1)


def _about(wanted: str, request: Request, loaded: Loaded, as_json: bool) -> str:
    from comp_data.linter.config.explain import explain  # noqa: PLC0415 - most runs lint
    from comp_data.report.pages.settings import explained_settings, shown_settings  # noqa: PLC0415 - the same

    show = shown_settings if wanted == "settings" else explained_settings
    return show(explain(request, loaded), as_json=as_json)


def _renderer(outputs: tuple[Output, ...], statistics: bool) -> Callable[[str, View], str]:
    """What turns the run into a report; raises UsageError, before anything is linted, where nothing does."""
    if not statistics:
        return render
    from comp_data.report.findings.statistics import renderer  # noqa: PLC0415 - most runs show findings

    counting = {output.format: renderer(output.format) for output in outputs}
    return lambda name, view: counting[name](view)


def _read_stdin(most: int) -> bytes:
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read(most)


class _Lines:
    """The lines of the linted files, asked for from top to bottom: each file is read when its first is."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.path = ""
        self.text = ""
        self.number = 1
        self.start = 0

    def __call__(self, path: str, number: int) -> str:
        if path != self.path or number < self.number:
            self.path, self.text, self.number, self.start = path, self._read(path), 1, 0
        while self.number < number:
            self.start = self.text.find("\n", self.start) + 1
            if self.start == 0:
                self.path = ""
                return ""
            self.number += 1
        end = self.text.find("\n", self.start)
        return self.text[self.start : end if end >= 0 else None].rstrip("\r")

    def _read(self, path: str) -> str:
        try:
            return self.run.text(path)
        except OSError:  # which the finding says itself
            return ""


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
