"""Reports: the values of `--format`, the files that reports are written to, and which files may be one."""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import IO, Final, NamedTuple

import click

from comp_data.base.diagnostics import Diagnostic, Severity
from comp_data.base.discovery import reads_like_guide
from comp_data.base.errors import GitError, UsageError, os_errors_as
from comp_data.base.escape import printable
from comp_data.base.files import check_target, open_atomic, relative_path, repository_top, resolved
from comp_data.base.wording import plural
from comp_data.linter.config.request import schemas_of
from comp_data.linter.result import DIAGNOSTIC_ORDER, Part
from comp_data.linter.run import Run
from comp_data.report.findings.view import CI_FORMATS, FORMATS, View, overall

PARQUET: Final = "parquet"
"""The format that is a table in a file, not text."""

_NAMES: Final = (*FORMATS, PARQUET)
_OF_REPORTS: Final = (".csv", ".html", ".json", ".jsonl", ".parquet", ".sarif", ".txt", ".xml")


class Output(NamedTuple):
    """A format and the file to write it to; None is standard output."""

    format: str
    file: Path | None = None


def read_formats(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    """Parse the values of `--format`: `NAME` or `NAME=FILE`."""
    outputs = []
    for value in values:
        name, sign, file = value.partition("=")
        if name not in _NAMES:
            raise click.BadParameter(f"{printable(name)} is not one of {', '.join(_NAMES)}")
        if sign and not file:
            raise click.BadParameter(f"{name}= has no file name; write {name} alone for standard output")
        outputs.append(Output(name, Path(file) if file else None))
    return tuple(outputs)


def complete_format(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a format for a shell."""
    return [name for name in _NAMES if name.startswith(incomplete)]


def outputs_for(chosen: tuple[Output, ...], output_file: str | None) -> tuple[Output, ...]:
    """Return the outputs of a run; raises UsageError if two have the same destination."""
    default = None if output_file is None else Path(output_file)
    if default and all(output.file for output in chosen):
        advice = "needs a format without a file, and each has one: leave one of them out"
        raise UsageError(f"--output-file {output_file} {advice}")
    outputs = tuple(output if output.file else output._replace(file=default) for output in chosen)
    taken: dict[Path | None, str] = {}
    for name, file in outputs:
        if file is not None:
            check_file(file)
        elif name == PARQUET:
            raise UsageError("--format parquet is not text: name a file, as in parquet=FILE")
        place = None if file is None else resolved(file)
        if place in taken:
            advice = f"give one a file of its own, as in {name}=FILE"
            both = f"--format {taken[place]} and --format {name}"
            raise UsageError(f"{both} would both go to {file or 'standard output'}: {advice}")
        taken[place] = name
    return outputs


def check_file(file: Path) -> None:
    """Raise UsageError if the file cannot be written, before the work is done."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name a file for the report")
    if not file.parent.is_dir():
        raise UsageError(f"{file} cannot be written: the folder {file.parent} does not exist")
    if file.is_symlink() and repository_top(file.parent):  # a pull request can add one to a file that git ignores
        raise UsageError(f"{file} is a link: name the file that it leads to")
    if reads_like_guide(file):  # an option without a value takes the first file of a hook's list
        raise UsageError(f"{file} is a guide; name another file for the report")
    if file.is_file() and not file.name.lower().endswith(_OF_REPORTS):
        from comp_data.base.git import Repository  # noqa: PLC0415 - a report is mostly a new file

        with contextlib.suppress(GitError):
            if file.name in Repository.around(file.parent).tracked():
                raise UsageError(f"{file} is tracked by git and not named like a report: name another file")


def protect_inputs(run: Run, outputs: tuple[Output, ...]) -> None:
    """Raise UsageError if a report would overwrite a file that the run reads."""
    files = [output.file for output in outputs if output.file is not None and output.file.is_file()]
    inputs: list[str | Path] = [run.loaded.file or "", run.baseline or "", *run.loaded.market_files]
    for file, read in product(files, [*run.files.values(), *inputs, *schemas_of(run.request, run.loaded)]):
        if os.path.exists(read) and os.path.samefile(file, read):  # noqa: PTH110, PTH121 - paths take long
            raise UsageError(f"{file} is read by this run: name another file for the report")


def write_reports(outputs: tuple[Output, ...], view: View, rendered: Callable[[str, View], Iterable[str]]) -> None:
    """Render and write each format in pieces, files first: the reader of standard output may stop reading."""
    for output in outputs:
        if output.file is not None and output.format == PARQUET:
            write_table(output.file, view.result.diagnostics)
        elif output.file is not None:
            write_file(output.file, rendered(output.format, view._replace(color=False)))
    if any(output.format == "github" for output in outputs):
        _add_to_job_summary(view)
    for output in outputs:
        if output.file is None:
            sys.stdout.writelines(rendered(output.format, view))
            sys.stdout.flush()
    if not view.quiet and all(output.file is not None for output in outputs):  # a run must not fail silently
        note_written(outputs, overall(view))


def note_written(outputs: tuple[Output, ...], totals: str) -> None:
    """Print the totals and the files, if nothing else is printed."""
    files = ", ".join(str(output.file) for output in outputs)
    click.echo(f"{totals}; written to {printable(files)}", err=True)


def write_as_table(output: Output, run: Run, parts: Iterable[Part], *, quiet: bool) -> bool:
    """Write the findings of a run as a table, as they come; return whether the run passes."""
    number: Counter[Severity] = Counter()
    failing: list[bool] = []

    def found() -> Iterator[Diagnostic]:
        for part in parts:
            number.update(one.severity for one in part.diagnostics)
            failing.append(any(map(run.gate.fails, part.diagnostics)))
            yield from sorted(part.diagnostics, key=DIAGNOSTIC_ORDER)

    if output.file is not None:
        write_table(output.file, found())
    if not quiet:
        counted = ", ".join(plural(number[severity], severity.label) for severity in sorted(Severity, reverse=True))
        note_written((output,), f"{plural(len(run.files), 'guide')}: {counted}")
    return not any(failing)


def write_table(file: Path, findings: Iterable[Diagnostic]) -> None:
    """Write findings as a Parquet file atomically, as they come; raises UsageError if that fails."""
    from comp_data.tables.frames import write_findings  # noqa: PLC0415 - imports the models

    with os_errors_as(f"{file} cannot be written"), open_atomic(file) as stream:
        write_findings(findings, stream)


def lines_of(text: Callable[[str], str]) -> Callable[[str, int], str]:
    """Return a function that gives a line of a linted file, empty after its end."""

    @lru_cache(maxsize=1)  # reports go file by file
    def lines(path: str) -> list[str]:
        try:
            return text(path).split("\n")
        except OSError:  # the finding itself reports it
            return []

    return lambda path, number: "".join(lines(path)[number - 1 : number]).rstrip("\r")


def write_file(file: Path, texts: Iterable[str]) -> None:
    """Write pieces of text to a file atomically, or to a device or pipe; raises UsageError if that fails."""
    with os_errors_as(f"{file} cannot be written"):
        check_target(file)
        with _opened(file) as stream:
            stream.writelines(text.encode("utf-8") for text in texts)


def _opened(file: Path) -> contextlib.AbstractContextManager[IO[bytes]]:
    if not file.exists() or file.is_file():
        return open_atomic(file)
    if not file.is_fifo():
        return file.open("wb")  # a device cannot be replaced
    try:  # without O_NONBLOCK it would wait for a reader
        descriptor = os.open(file, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        raise OSError(error.errno, "nothing reads this pipe; start its reader first") from error
    os.set_blocking(descriptor, True)
    return os.fdopen(descriptor, "wb")


def _add_to_job_summary(view: View) -> None:
    """Append the findings to the job summary of GitHub, because it shows only ten annotations per step."""
    if not (name := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    from comp_data.report.findings.markdown import JOB_SUMMARY, markdown  # noqa: PLC0415 - only GitHub has summaries

    file = Path(name)
    try:
        written = file.stat().st_size if file.exists() else 0
        apart = "\n" if written else ""
        text = apart + markdown(view, JOB_SUMMARY - written - len(apart))
        if written + len(text.encode()) > JOB_SUMMARY:
            view.note("the job summary has no room left for the findings")
            return
        with file.open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:  # the annotations are written: a missing summary does not fail the run
        view.note(f"the job summary cannot be written: {error.strerror or error}")


def ci_path_of(outputs: tuple[Output, ...]) -> Callable[[str], str]:
    """Return a function that makes a path in a repository relative to its root, where CI looks for it."""
    if not any(output.format in CI_FORMATS for output in outputs):
        return str
    from comp_data.base.git import Repository  # noqa: PLC0415 - most runs are not for CI

    here = Path.cwd()
    try:
        top = Repository.around(here).top
    except GitError:
        return str

    @cache
    def ci_path(path: str) -> str:
        inside = relative_path(here / path, top)
        return path if inside.startswith("..") else inside

    return ci_path
