"""`comp-data init`: set a repository up to lint its guides, or say what is configured wrong."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from shlex import quote
from textwrap import indent
from typing import Final

import click

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import CompDataError, DatasetNotFoundError, UsageError
from comp_data.base.escape import printable
from comp_data.base.files import repository_top, shown, write_new
from comp_data.base.wording import plural
from comp_data.cli.terminal import progress
from comp_data.linter.config.config import FILE_NAME, Loaded, load_configuration, parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.result import LintResult
from comp_data.linter.run import prepare
from comp_data.linter.suppressions.baseline import FILE_NAME as BASELINE
from comp_data.linter.suppressions.baseline import with_entries, write_baseline
from comp_data.migrate.adoption import Place, files_for, find_place, installed_origin, is_set_up, origin_of, problems_of
from comp_data.report.findings.view import counts
from comp_data.version import __version__

_NEXT: Final = "next: `pip install pre-commit`, `pre-commit install`, `git add --all`, `git commit`"
_FIRST: Final = "next: `comp-data new COMPANY ROLE` writes the first guide; complete it, then commit: CI needs one"
_ADVICE: Final = (
    "`comp-data lint {folder} --fix` fixes what is safe to fix; then `comp-data {accept}` accepts the other "
    "errors and warnings, so that only new ones are reported"
)


@click.command("init")
@click.option("--dry-run", is_flag=True, help="Print the files that would be written, and write nothing.")
@click.option(
    "--baseline/--no-baseline",
    default=None,
    help="Accept the present errors and warnings  [default: asked on a terminal, else no]",
)
@click.option(
    "--source",
    metavar="URL",
    help="Repository of comp-data, for hooks and CI  [default: the one it was installed from]",
)
@click.option("--rev", metavar="REV", help="Revision of comp-data, for hooks and CI  [default: the installed one]")
def command(dry_run: bool, baseline: bool | None, source: str | None, rev: str | None) -> None:
    """Set a repository up: settings, hooks, a CI job and, if wanted, a baseline.

    Run it at the top of the repository. It finds the guides, writes what is missing and never changes a file that
    exists. Run again, it reports what is configured wrong; the exit code is 1 if something is left to do by hand.
    """
    top = Path.cwd()
    if (above := repository_top(top)) not in (None, top):
        raise UsageError(f"run it at the top of the repository: {above}")
    loaded, place = load_configuration(top), find_place(top)
    is_new = loaded.file is None
    if is_new:
        loaded = parse_configuration({"dataset": place.dataset, "exclude": list(place.excluded)}, top / FILE_NAME)
    elif baseline:
        raise UsageError(f"{shown(loaded.file or top)} exists: `comp-data lint --write-baseline` writes a baseline")
    origin = origin_of(source, f"v{__version__}") if source else installed_origin()
    if origin and rev:
        origin = origin_of(origin.repository, rev)
    result, to_do = _lint(loaded, place)
    for line in _about(place, loaded, result):
        click.echo(printable(line))
    accepts = result is not None and is_new and _accepts(result, place.dataset, baseline, is_dry=dry_run)
    files = files_for(top, place, origin, BASELINE if accepts else loaded.configuration.baseline)
    to_do += _write(top, files if is_new else {**files, FILE_NAME: ""}, is_dry=dry_run)
    if accepts and result and not dry_run:
        accepted = [entry for one, entry in with_entries(result.diagnostics, top) if one.severity >= Severity.WARNING]
        write_baseline(top / BASELINE, accepted)
        click.echo(f"wrote {BASELINE}")
        if left := len(result.at_least(Severity.WARNING)) - len(accepted):
            to_do.append(f"{plural(left, 'finding')} that no baseline accepts; `comp-data lint` shows what to correct")
    to_do += problems_of(top, origin)
    for line in to_do:
        click.echo("\n".join(map(printable, f"to do: {line}".split("\n"))))
    if is_new and not dry_run:
        click.echo(_NEXT if place.guides else _FIRST)
    sys.exit(1 if to_do else 0)


def _lint(loaded: Loaded, place: Place) -> tuple[LintResult | None, list[str]]:
    """Lint the dataset; without a result, return why there is none."""
    try:
        run = prepare(Request(cache=True), loaded)
        with progress(f"linting {plural(len(run.files), 'guide')}"):
            result = run.lint(date.today())
    except DatasetNotFoundError:
        problem = f"{shown(loaded.file or loaded.root)}: the dataset has no guides"
        return None, [f"{problem}; {place.dataset} has {place.guides:,}"] if place.guides else []
    except CompDataError as error:
        return None, list(error.lines)
    notes = [note for note in run.notes() if not note.startswith("configuration: ")]
    if stale := sum(one.code == "CD904" for one in result.diagnostics):
        notes.append(f"the baseline has {plural(stale, 'stale entry')}: `comp-data lint --fix` removes what is stale")
    return result, notes


def _about(place: Place, loaded: Loaded, result: LintResult | None) -> Iterator[str]:
    folder = loaded.configuration.dataset
    if result is None:
        yield f"{plural(place.guides, 'guide')} in {place.dataset}" if place.guides else f"no guides in {folder}"
        return
    found = ", ".join(plural(number, severity.label) for severity, number in counts(result.diagnostics).items())
    yield f"{plural(result.files, 'guide')} in {folder}: {found}"
    if others := [name for name in place.others if name != folder]:
        yield f"guides outside of it, which are not linted: {', '.join(others)}"


def _accepts(result: LintResult, folder: str, wanted: bool | None, *, is_dry: bool) -> bool:
    """Whether the present findings are accepted; a person at a terminal is asked."""
    number = len(result.at_least(Severity.WARNING))
    if wanted and not number:
        click.echo("no errors or warnings to accept: no baseline is written")
    if wanted is not None or not number:
        return bool(wanted and number)
    if sys.stdin is not None and sys.stdin.isatty() and not is_dry:
        return click.confirm(f"accept the present errors and warnings ({number:,}) with a baseline?", default=True)
    accept = "init --baseline" if is_dry else "lint --write-baseline"
    click.echo(printable(_ADVICE.format(folder=quote(folder), accept=accept)))
    return False


def _write(top: Path, files: Mapping[str, str], *, is_dry: bool) -> list[str]:
    """Write the files that do not exist, and return what to add to those that do."""
    to_do = []
    for name, text in files.items():
        if not text or is_set_up(top, name):
            continue
        if (top / name).exists():
            to_do.append(f"{name} exists and is left unchanged; add to it:\n{indent(text, '    ')}".rstrip())
        elif is_dry:
            click.echo(f"would write {name}:\n{indent(text, '    ')}", nl=False)
        else:
            write_new(top / name, text)
            click.echo(f"wrote {name}")
    return to_do
