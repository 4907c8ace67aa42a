"""The command line: parse arguments, call the library, print, and set the exit code."""

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
from comp_data.base.escape import printable
from comp_data.base.wording import did_you_mean
from comp_data.version import __version__

_COMMANDS = {
    "lint": "Find what is wrong in guides, and say why.",
    "show": "Print all that is known of a guide.",
    "stats": "Summarize a dataset, or compute statistics of pay.",
    "due": "List the guides to review next.",
    "match": "Find the guide of a company and a title, however they are written.",
    "market": "Print official wages for a role and a place.",
    "query": "Query a dataset in SQL.",
    "table": "Print the parsed pay table of a guide's body.",
    "migrate": "Create front matter for guides from their bodies.",
    "init": "Set a repository up for linting, or say what is configured wrong.",
    "new": "Write the skeleton of a guide.",
    "export": "Write the records as CSV, Parquet, JSON Lines, SQLite or DuckDB.",
    "report": "Write the dataset as a static site.",
    "release": "Prepare a release: check, version, notes, export, site.",
    "diff": "Show what changed in the dataset between two revisions or folders.",
    "rule": "Explain a rule, or list them all.",
    "server": "Run the language server for an editor.",
    "schema": "Print a JSON Schema.",
}


class _Commands(click.Group):
    """Load the module of a command when it is called, so that no command imports what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        gc.disable()  # as `__main__` does while it imports this
        command: click.Command = import_module(f"comp_data.cli.{cmd_name}").command
        gc.freeze()
        gc.enable()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command if there is none of the name."""
        if (name := args[0]) not in _COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"no command {name}{did_you_mean(name, _COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="comp-data")
def cli() -> None:
    """Compensation guides as validated data: a linter, schemas and typed records.

    Exit codes: 0 success, 1 findings (or nothing found, or a difference), 2 could not run.
    """


def _prepare_process() -> None:
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is None:  # closed by the caller, who still needs the exit code
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the code page is
    # Processes that this one starts must import nothing from the working folder, which may be a stranger's.
    os.environ["PYTHONSAFEPATH"] = "1"
    # So that ending the run ends the processes that it started.
    for ending in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        if signal.getsignal(ending) is not signal.SIG_IGN:  # as nohup does
            signal.signal(ending, lambda number, _: sys.exit(128 + number))
    sys.unraisablehook = _end_if_asked


def _end_if_asked(lost: Any) -> None:
    """End the process if a signal arrived in a callback, where Python would only print the exception."""
    if issubclass(lost.exc_type, SystemExit | KeyboardInterrupt):
        os._exit(lost.exc_value.code if issubclass(lost.exc_type, SystemExit) else 128 + signal.SIGINT)
    sys.__unraisablehook__(lost)


def main() -> NoReturn:
    """Run the command line: the only place that turns errors into exit codes."""
    _prepare_process()
    try:
        _refuse_files_named_like_options(sys.argv[1:])
        _exit(cli.main(prog_name="comp-data", standalone_mode=False))
    except SystemExit as done:
        _exit(done.code)
    except (click.Abort, KeyboardInterrupt):
        _exit(128 + signal.SIGINT)
    except click.ClickException as error:
        _fail_for_usage(error)
    except BrokenPipeError:
        os._exit(1)
    except CompDataError as error:
        _fail(*error.lines)
    except (OSError, UnicodeEncodeError) as error:
        _fail(_message(error))
    except (MemoryError, RecursionError) as error:
        _fail("not enough memory" if isinstance(error, MemoryError) else "the input is nested too deeply")
    except Exception as error:
        if os.environ.get("COMP_DATA_DEBUG"):
            raise
        advice = "please report it. COMP_DATA_DEBUG=1 shows where it happened"
        _fail(f"internal error ({type(error).__name__}: {error}); {advice}")


def _refuse_files_named_like_options(arguments: list[str]) -> None:
    """Raise UsageError for an option that is also a file's name: a hook is given whatever files a change adds."""
    for one in takewhile(lambda argument: argument != "--", arguments):
        if one.startswith("-") and one != "-" and os.path.lexists(one):
            raise UsageError(f"`{one}` is an option and the name of a file: rename the file, or write ./{one}")


def _exit(code: object) -> NoReturn:
    """End the process at once: freeing 100,000 findings first takes a while."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        os._exit(2)
    os._exit(code if isinstance(code, int) else 0)


def _fail_for_usage(error: click.ClickException) -> NoReturn:
    """Report wrong usage in the form of all other errors, with the command that shows the help."""
    if not sys.argv[1:]:  # the error is the help text
        error.show()
        _exit(2)
    message = error.format_message().rstrip(".").replace("a valid integer range", "a whole number")
    lines = (message[:1].lower() + message[1:]).split("\n")
    context = getattr(error, "ctx", None)
    name = context.command_path if context else "comp-data"
    _fail(*lines, f"`{name} --help` lists arguments and options")


def _message(error: OSError | UnicodeEncodeError) -> str:
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object!a} cannot be the name of a file in the locale's encoding: set PYTHONUTF8=1"
    if error.filename is None:
        try:
            Path.cwd()
        except FileNotFoundError:
            return "the working folder does not exist any more: change to another one"
    return f"{error.filename or 'a file'} cannot be read or written: {error.strerror or error}"


def _fail(*lines: str) -> NoReturn:
    with suppress(OSError):  # the exit code reports the failure even if nobody reads the message
        click.echo("\n".join(map(printable, (f"comp-data: error: {lines[0]}", *lines[1:]))), err=True)
    _exit(2)
