"""What commands show beside their output: notes, progress and colors, and paths for CI formats."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import click

from comp_data.base.errors import GitError
from comp_data.base.escape import printable
from comp_data.cli.outputs import Output
from comp_data.report.findings.formats import CI_FORMATS

_DELAY: Final = 2.0
"""How many seconds something takes before its progress is shown."""


def note(text: str) -> None:
    """Print a note on standard error, unless the command has `--quiet`."""
    say(f"comp-data: {text}")


def say(text: str) -> None:
    """Print what was done on standard error, unless the command has `--quiet`."""
    if not _is_quiet():
        click.echo(printable(text), err=True)


def _is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("quiet"))


def wants_color(chosen: str) -> bool:
    """Whether to color the output: as chosen, else by NO_COLOR, FORCE_COLOR and the terminal, in this order."""
    if chosen != "auto":
        return chosen == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


@contextlib.contextmanager
def progress(text: str) -> Iterator[None]:
    """Show on a terminal what is being done if it takes more than two seconds."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or _is_quiet():
        yield
        return
    with contextlib.ExitStack() as shown:
        lock = threading.Lock()

        def show() -> None:
            from rich.console import Console  # noqa: PLC0415 - rich takes as long to import as a short run
            from rich.status import Status  # noqa: PLC0415 - rich takes as long to import as a short run

            with lock:
                if not timer.finished.is_set():
                    shown.enter_context(Status(f"{text} …", console=Console(stderr=True)))

        timer = threading.Timer(_DELAY, show)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            with lock:
                timer.cancel()


def ci_path_of(outputs: tuple[Output, ...]) -> Callable[[str], str]:
    """Return a function that makes a path relative to the root of the repository, which is where CI looks for it.

    A path outside of the repository, or without one, stays as it is.
    """
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
        try:
            inside = os.path.relpath(here / path, top)
        except ValueError:  # another drive of Windows
            return path
        return path if inside.startswith("..") else Path(inside).as_posix()

    return ci_path
