"""`comp-data server`: the language server on standard input and output."""

import os
import sys

import click

from comp_data.base.package import load_extra


@click.command("server")
def command() -> None:
    """Run the language server for an editor, on standard input and output.

    It needs the extra `lsp`. docs/editors.md shows how editors start it.
    """
    load_extra("pygls", extra="lsp")
    from comp_data.server.app import make_server  # noqa: PLC0415 - it needs the extra

    # What is printed by mistake must not end up between messages of the protocol.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as messages:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        make_server().start_io(stdout=messages)
