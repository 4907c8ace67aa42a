"""Print on the terminal what is no report: notes and progress, and whether in color."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

import click

from comp_data.base.escape import printable

_DELAY: Final = 2.0
"""How many seconds something takes before its progress is shown."""


def note(text: str) -> None:
    """Print a line on standard error, after the name of the program, unless the command has `--quiet`."""
    say(f"comp-data: {text}")


def say(text: str) -> None:
    """Print a line on standard error, unless the command has `--quiet`."""
    if not _is_quiet():
        click.echo(printable(text), err=True)


def print_exactly(content: bytes) -> None:
    """Print the bytes of a text as they are to a file or program, and without control characters to a terminal."""
    if sys.stdout.isatty():
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        content = "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines).encode("utf-8")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _is_quiet() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("quiet"))


def wants_color(chosen: str) -> bool:
    """Whether to color the output: as chosen, else by NO_COLOR, FORCE_COLOR and the terminal, in this order."""
    if chosen != "auto":
        return chosen == "always"
    can_color = bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
    return can_color and not os.environ.get("NO_COLOR")


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show on a terminal what is being done if it takes more than two seconds."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or _is_quiet():
        yield
        return
    with ExitStack() as shown:

        def show() -> None:
            from rich.console import Console  # noqa: PLC0415 - rich takes as long to import as a short run

            shown.enter_context(Console(stderr=True).status(f"{text} …"))

        timer = threading.Timer(_DELAY, show)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # it may be about to show the text
