"""Where reports go: to standard output or into files, several of one run, and into the job summary of GitHub."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import click

from comp_data.base.errors import UsageError
from comp_data.base.files import resolved
from comp_data.report.escape import printable
from comp_data.report.findings.formats import FORMATS
from comp_data.report.findings.view import View, totals_line


class Output(NamedTuple):
    """A format, and the file that it is written to; without one it goes to standard output."""

    format: str
    file: Path | None = None


def read(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    """The values of `--format`, each a format's name or `NAME=FILE`."""
    return tuple(map(_output, values))


def _output(value: str) -> Output:
    name, sign, file = value.partition("=")
    if name not in FORMATS:
        raise click.BadParameter(f"{printable(name)} is not one of {', '.join(FORMATS)}")
    if sign and not file:
        raise click.BadParameter(f"{name}= names no file; {name} alone goes to standard output")
    return Output(name, Path(file) if file else None)


def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The formats that begin so, for shells."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def plan(chosen: tuple[Output, ...], output_file: str | None) -> tuple[Output, ...]:
    """The outputs of a run, each to a place of its own; raises UsageError where two clash."""
    without_file = [output.format for output in chosen if output.file is None]
    if output_file is not None and not without_file:
        raise UsageError(
            f"--output-file {output_file} is for a format without a file, and "
            f"{', '.join(output.format for output in chosen)} has one: leave one of the two out"
        )
    if len(without_file) > 1:
        first, second = without_file[:2]
        place = "standard output" if output_file is None else output_file
        raise UsageError(
            f"--format {first} and --format {second} would both go to {place}: give one a file, as in {second}=FILE"
        )
    default = None if output_file is None else Path(output_file)
    outputs = tuple(output if output.file else output._replace(file=default) for output in chosen)
    taken: dict[Path, str] = {}
    for output in outputs:
        if output.file is not None:
            check_file(output.file)
            other = taken.get(resolved(output.file))
            if other:
                raise UsageError(f"{other} and {output.format} would both be written to {output.file}")
            taken[resolved(output.file)] = output.format
    return outputs


def check_file(file: Path) -> None:
    """Raises UsageError where no file can be written: before the work, not after it."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name the file that the report is to be written to")
    if not file.parent.is_dir():
        raise UsageError(f"{file} cannot be written: the folder {file.parent} is not there")


def keep_from(guides: Iterable[str], outputs: tuple[Output, ...]) -> None:
    """Raises UsageError where a report would be written over a guide that is linted."""
    files = {resolved(output.file): output.file for output in outputs if output.file is not None}
    if files:
        for guide in map(Path, guides):
            if resolved(guide) in files:
                raise UsageError(
                    f"{files[resolved(guide)]} is a guide that is linted: name another file for the report"
                )


def write(outputs: tuple[Output, ...], view: View, rendered: Callable[[str, View], str]) -> None:
    """Renders each format by its name and brings it where it goes.

    Files come first, for a reader of standard output may go away.
    """
    for output in outputs:
        if output.file is not None:
            write_file(output.file, rendered(output.format, view._replace(colour=False)))
    if any(output.format == "github" for output in outputs):
        _add_to_job_summary(view)
    for output in outputs:
        if output.file is None:
            click.echo(rendered(output.format, view), nl=False)
    if all(output.file is not None for output in outputs):  # a run that fails without a word helps nobody
        files = ", ".join(str(output.file) for output in outputs)
        click.echo(f"{totals_line(view)}; written to {printable(files)}", err=True)


def write_file(file: Path, text: str) -> None:
    """Writes a file whole, or into what is no file (/dev/null, a pipe); raises UsageError where it cannot."""
    from comp_data.base.files import write_atomic  # noqa: PLC0415 - most runs write no file

    try:
        if file.exists() and not file.is_file():  # /dev/null, a pipe: what is no file cannot be replaced by one
            file.write_text(text, "utf-8", newline="")
        else:
            write_atomic(file, text)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from error


def _add_to_job_summary(view: View) -> None:
    """Appends the findings to the job summary of GitHub, in Markdown: of annotations it shows ten a step."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    from comp_data.report.findings.markdown import JOB_SUMMARY, within  # noqa: PLC0415 - only GitHub has summaries

    file = Path(name)
    try:
        written = file.stat().st_size if file.exists() else 0
        apart = "\n" if written else ""
        text = apart + within(view, JOB_SUMMARY - written - len(apart))
        if written + len(text.encode()) > JOB_SUMMARY:
            click.echo("comp-data: the job summary has no room left for the findings", err=True)
            return
        with file.open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:  # the annotations are there: a summary is no reason to fail
        click.echo(f"comp-data: the job summary cannot be written: {error.strerror or error}", err=True)
