"""`comp-data server`: the language server on standard input and output."""

import click

from comp_data.base.package import load_extra


@click.command("server")
def command() -> None:
    """Run the language server for an editor, on standard input and output.

    It needs the extra `lsp`. docs/editors.md shows how editors start it.
    """
    load_extra("pygls", extra="lsp")
    from comp_data.server.app import make_server  # noqa: PLC0415 - it needs the extra

    make_server().start_io()
