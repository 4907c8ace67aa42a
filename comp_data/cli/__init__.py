"""The command line: parses, calls the library, prints, and sets the exit code."""

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import Any, NoReturn

import click

from comp_data.base.errors import CompDataError, UsageError
from comp_data.report.escape import printable
from comp_data.version import __version__

_COMMANDS = {
    "lint": "Find what is wrong in guides, and say why.",
    "show": "Print all that is known of a guide.",
    "stats": "Tell what a dataset covers, or what pay comes to.",
    "match": "Find the guide of a company and a title, however they are written.",
    "market": "Print official wages for a role and a place.",
    "query": "Ask a dataset in SQL.",
    "table": "Print what the table in a guide's body was read as.",
    "migrate": "Give guides their front matter, made from their bodies.",
    "new": "Write the skeleton of a guide.",
    "export": "Write the records as CSV, Parquet, JSON Lines, SQLite or DuckDB.",
    "diff": "Tell what changed in the dataset between two revisions or folders.",
    "rule": "Explain a rule, or list them all.",
    "schema": "Print, write or check the JSON Schemas.",
}
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """Loads a command's module when it is called, so that none pays for another's imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        gc.disable()  # imports make no garbage: looking for some takes a twentieth of a short run
        command: click.Command = import_module(f"comp_data.cli.{cmd_name}").command
        gc.freeze()
        gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="comp-data")
def cli() -> None:
    """Compensation guides as validated data: a linter, schemas and typed records.

    Exit codes: 0 nothing found that fails the run, 1 findings, 2 could not run.
    """


def _prepare_process() -> None:
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is None:  # closed by the caller, who still wants the exit code
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # Processes that this one starts must import nothing from the working folder, which may be a stranger's.
    os.environ["PYTHONSAFEPATH"] = "1"
    # So that ending the run ends the processes that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def main() -> NoReturn:
    """Runs the command line: the one place that turns errors into exit codes."""
    _prepare_process()
    try:
        _refuse_files_named_like_options(sys.argv[1:])
        _exit(cli.main(prog_name="comp-data", standalone_mode=False))
    except SystemExit as done:
        _exit(done.code)
    except (click.Abort, KeyboardInterrupt):
        _exit(128 + signal.SIGINT)
    except click.ClickException as error:
        error.show()
        _exit(error.exit_code)
    except BrokenPipeError:
        os._exit(1)
    except CompDataError as error:
        _fail(*error.lines)
    except OSError as error:
        _fail(_said(error))
    except (MemoryError, RecursionError) as error:
        is_memory = isinstance(error, MemoryError)
        _fail("there is not enough memory for this" if is_memory else "the input is nested too deeply")
    except Exception as error:
        if os.environ.get("COMP_DATA_DEBUG"):
            raise
        _fail(
            f"internal error ({type(error).__name__}: {error}); please report it. "
            "COMP_DATA_DEBUG=1 shows where it happened"
        )


def _refuse_files_named_like_options(arguments: list[str]) -> None:
    """Raise UsageError for an option that is also a file's name: a hook is given whatever files a change adds."""
    for one in takewhile(lambda argument: argument != "--", arguments):
        if one.startswith("-") and one != "-" and os.path.lexists(one):
            raise UsageError(f"`{one}` is an option and the name of a file: rename the file, or write ./{one}")


def _exit(code: object) -> NoReturn:
    """Ends the process at once where all is written: to take 100,000 findings apart first takes a while."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(2)
    os._exit(code if isinstance(code, int) else 0)


def _said(error: OSError) -> str:
    if error.filename is None:
        try:
            Path.cwd()
        except FileNotFoundError:
            return "the folder that this runs in is not there any more: go to one that is"
    return f"{error.filename or 'a file'} cannot be read or written: {error.strerror or error}"


def _fail(*lines: str) -> NoReturn:
    with suppress(OSError):  # that nobody can be told does not change what is to be told by the exit code
        click.echo("\n".join(map(printable, (f"comp-data: error: {lines[0]}", *lines[1:]))), err=True)
    _exit(2)
