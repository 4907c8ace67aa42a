"""`comp-data server`: the language server on standard input and output."""

import logging
import os
import sys

import click

from comp_data.base.escape import printable
from comp_data.base.package import load_extra


class _OneLine(logging.Formatter):
    """Log messages that cannot be handled without tracebacks, which would fill the editor's log."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        cause = f" ({type(error).__name__}: {error})" if error else ""
        return printable(f"comp-data: {record.getMessage().splitlines()[0]}{cause}")


@click.command("server")
@click.option("--stdio", is_flag=True, expose_value=False, help="Changes nothing; some editors add it.")
def command() -> None:
    """Run the language server for an editor, on standard input and output.

    It needs the extra `lsp`. docs/editors.md shows how editors start it.
    """
    load_extra("pygls", extra="lsp")
    from comp_data.server.app import make_server  # noqa: PLC0415 - it needs the extra

    log = logging.StreamHandler()
    log.setFormatter(_OneLine())
    logging.basicConfig(handlers=[log])
    # What is printed by mistake must not end up between messages of the protocol.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as messages:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        make_server().start_io(stdout=messages)
