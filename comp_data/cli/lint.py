"""`comp-data lint`: lint guides, print a report and set the exit code."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import CompDataError, UsageError
from comp_data.base.escape import printable
from comp_data.base.package import load_extra
from comp_data.base.wording import plural
from comp_data.cli import outputs, terminal
from comp_data.cli.options import DAY, Changes, GroupedCommand, by_comma, config_option, level_option
from comp_data.linter.config.config import PresetName, load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.result import LintResult
from comp_data.linter.run import Run, prepare
from comp_data.report.findings.view import View, pieces

if TYPE_CHECKING:
    from concurrent.futures import Executor

LOCAL: Final = "local"
_SETTINGS: Final = {
    "distributed.admin.low-level-log-length": 10,
    "distributed.admin.system-monitor.interval": "2s",
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.worker.profile.enabled": False,
}
"""Dask keeps the last 1,000 messages, 2.4 GB of guides here, and looks 100 times a second at what its processes do."""

_rules = partial(click.option, multiple=True, callback=by_comma, metavar="RULES")


@click.command("lint", cls=GroupedCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=str))
@_rules("--select", help="Run only these rules (codes, prefixes, names, ALL; comma-separated).")
@_rules("--extend-select", help="Run these rules too.")
@_rules("--ignore", help="Do not run these rules.")
@click.option("--preview", is_flag=True, help="Include preview rules in ALL, in prefixes and in the defaults.")
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Check front matter against this JSON Schema too.",
)
@click.option(
    "--base",
    metavar="REV",
    help="Compare with this git revision (rules CD8), or auto: HEAD in a hook, else where the branch began.",
)
@click.option("--changed-only", is_flag=True, help="Report only what is new since the base  [default base: auto].")
@click.option("--today", type=DAY, metavar="DATE", help="Date for date-dependent rules  [default: the system's]")
@click.option(
    "--within-dataset", is_flag=True, help="Skip named files that are not guides of the configured dataset (for hooks)."
)
@click.option("--stdin-filename", metavar="FILE", help="Name of the guide on standard input (path `-`).")
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=outputs.read_formats,
    shell_complete=outputs.complete_format,
    default=["full"],
    show_default=True,
    metavar="FORMAT[=FILE]",
    help="Output format; repeat with files for several: "
    "full, concise, markdown; github, gitlab, junit, sarif, rdjson; json, jsonl, parquet (docs/formats.md).",
)
@click.option("--output-file", metavar="FILE", help="Write to FILE instead of standard output.")
@level_option
@click.option(
    "--max-findings",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    metavar="N",
    help="Fold findings by rule if there are more (full, concise), and list as many fixes; 0 shows all.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.label for severity in Severity), "never"]),
    help="Lowest severity that fails the run  [default: error]",
)
@click.option("--statistics", is_flag=True, help="Print counts by rule and company (as full, concise or json).")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only: no summary and no notes.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Color the output; auto follows NO_COLOR, FORCE_COLOR and the terminal.",
)
@click.option("--baseline", metavar="FILE", help="File of known findings, which are not reported again.")
@click.option(
    "--no-baseline", "baseline", flag_value="", help="Report known findings too, even if a baseline is configured."
)
@click.option("--write-baseline", is_flag=True, help="Write the findings of at least --level as the baseline.")
@click.option("--add-ignores", is_flag=True, help="Write a suppression for each reported finding.")
@click.option("--reason", metavar="TEXT", help="With --add-ignores: why the findings are accepted.")
@click.option("--until", type=DAY, metavar="DATE", help="With --add-ignores: the last date the suppressions apply.")
@click.option("--fix", is_flag=True, help="Fix what is safe to fix, and lint the result.")
@click.option("--fix-only", is_flag=True, help="Fix what is safe to fix, and neither report nor fail on the rest.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: include fixes that a person must review.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@config_option
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option(
    "--preset",
    type=click.Choice(get_args(PresetName)),
    help="Which findings fail the run: no date-dependent ones (pull-request); "
    "CD406 and warnings of money and body too (release).",
)
@click.option("--show-settings", "about", flag_value="settings", help="Print the effective settings as TOML and exit.")
@click.option("--explain-config", "about", flag_value="origins", help="Print where each setting comes from and exit.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes to use  [default: automatic]")
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Lint on a Dask cluster: the address of its scheduler, or local to start one (extra dask).",
)
@click.option("--cache-dir", metavar="DIR", help="Folder of the cache, outside of the checkout  [default: the user's]")
@click.option("--no-cache", is_flag=True, help="Do not read or write the cache.")
def command(
    paths: tuple[str, ...],
    formats: tuple[outputs.Output, ...],
    output_file: str | None,
    level: Severity,
    max_findings: int,
    statistics: bool,
    quiet: bool,
    color: str,
    today: date | None,
    config: Path | None,
    no_config: bool,
    preset: PresetName | None,
    about: str | None,
    jobs: int | None,
    dask: str | None,
    no_cache: bool,
    **given: Any,
) -> None:
    """Find what is wrong in guides, and say why.

    PATHS are guides, folders of guides (company/role.md), or - for standard input. Without any, the configured
    dataset is linted. Rules that compare guides with one another run if a folder is linted.
    """
    # The options that are not named above are the fields of Changes and of Request.
    given["fix"] |= given["fix_only"]
    changes = Changes(**{name: given.pop(name) for name in Changes._fields})
    request = Request(paths, cache=not no_cache, **given)
    if request.stdin_filename and "-" not in paths:
        raise UsageError("--stdin-filename needs the path `-`, which is standard input")
    if config and no_config:
        raise UsageError("--config FILE uses a file and --no-config none: leave one of them out")
    reports = outputs.outputs_for(formats, output_file)
    if changes.fix and "-" in paths and any(report.file for report in reports):
        raise UsageError("a fixed guide is written to standard output, without a report: name no file for one")
    loaded = load_configuration(request.start(), use_file=not no_config, file=config, preset=preset)
    if about:
        from comp_data.report.pages import settings  # noqa: PLC0415 - most runs lint

        explain = settings.shown_settings if about == "settings" else settings.explained_settings
        click.echo(explain(request, loaded, as_json=reports[0].format == "json"), nl=False)
        return
    show: Callable[[str, View], Iterable[str]] = pieces
    if statistics:
        from comp_data.report.findings.statistics import renderer  # noqa: PLC0415 - most runs show findings

        show = renderer(output.format for output in reports)
    gc.disable()  # neither guides nor findings form cycles: searching for some takes a twentieth of a long run
    run = prepare(request, loaded, _read_stdin if "-" in paths else None)
    view = View(LintResult((), 0), level, outputs.lines_of(run.text), max_findings=max_findings, quiet=quiet)
    view = view._replace(color=terminal.wants_color(color), ci_path=outputs.ci_path_of(reports), note=terminal.note)
    with dask_executor(dask) if dask is not None else nullcontext() as executor:
        passes = _lint(run, changes, reports, view, show, today or date.today(), jobs, executor)
    sys.exit(0 if passes else 1)


def _lint(
    run: Run,
    changes: Changes,
    reports: tuple[outputs.Output, ...],
    view: View,
    show: Callable[[str, View], Iterable[str]],
    today: date,
    jobs: int | None,
    executor: "Executor | None",
) -> bool:
    """Make the requested changes, lint, and write the reports; return whether the run passes."""
    if not run.files and not run.lints_stdin:
        terminal.note("nothing to lint: no named file is a guide that is not excluded")
    outputs.protect_inputs(run, reports)
    if any(changes):
        from comp_data.cli.changes import make_changes  # noqa: PLC0415 - most runs change nothing

        make_changes(run, today, changes, view.level, view.max_findings, jobs)
    formats = {output.format for output in reports if show is pieces}
    with terminal.progress(f"linting {plural(len(run.files), 'guide')}"):
        if formats == {outputs.PARQUET} and len(reports) == 1 and run.baseline is None and run.base is None:
            # A table needs neither all findings at once nor a summary.
            return outputs.write_as_table(reports[0], run, run.stream(today, jobs, executor), quiet=view.quiet)
        result = run.lint(today, jobs, executor)
    outputs.write_reports(reports, view._replace(result=result._replace(notes=run.notes())), show)
    return result.ok


def _read_stdin(most: int) -> bytes:
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read(most)


@contextmanager
def dask_executor(address: str, workers: int | None = None) -> Iterator["Executor"]:
    """Connect to the scheduler of a Dask cluster, or start some local processes, by default one for each core.

    Raises MissingExtraError without the extra `dask`, and CompDataError if there is no scheduler at the address, or if
    guides were lost with their workers again and again.
    """
    dask = load_extra("distributed", extra="dask")
    load_extra("dask.config", extra="dask").set(_SETTINGS)
    # When it is closed, a worker may log that it cannot reach the scheduler.
    options = {"threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": "CRITICAL"}
    running = nullcontext(address.replace("dask://", "tcp://", 1))
    with dask.LocalCluster(n_workers=workers, **options) if address == LOCAL else running as cluster:
        try:
            client = dask.Client(cluster, timeout=10)
        except (OSError, ValueError) as error:
            raise CompDataError(f"no Dask scheduler at {printable(address)}: {error}") from error
        try:
            with client, client.get_executor(retries=3, pure=False) as executor:
                yield executor
        except dask.KilledWorker as error:
            raise CompDataError(f"workers of the Dask cluster {printable(address)} died again and again") from error
