"""An editor: a client that talks to a real server process over its standard input and output."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

from tests.conftest import ROOT

LONGEST = 120.0


class Editor(LanguageClient):
    """A client that remembers what the server published, by file."""

    def __init__(self) -> None:
        super().__init__("tests", "1", converter_factory=converter)
        self.published: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.applied: list[lsp.WorkspaceEdit] = []
        self.watched: list[str] = []
        self.arrived = asyncio.Condition()

        for name, handler in _HANDLERS.items():
            self.feature(name)(handler)

    def open(self, file: Path, text: str | None = None, version: int = 1) -> str:
        """Open a file, with a text that may differ from the saved one; returns its URI."""
        uri = file.as_uri()
        content = file.read_bytes().decode("utf-8") if text is None else text
        self.text_document_did_open(
            lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", version, content))
        )
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        identifier = lsp.VersionedTextDocumentIdentifier(version, uri)
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, [change]))

    def save(self, uri: str) -> None:
        self.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    async def until(self, true: Any) -> None:
        """Wait until something that the server sent makes a condition true."""
        async with asyncio.timeout(LONGEST), self.arrived:
            await self.arrived.wait_for(true)

    async def diagnostics(self, uri: str, version: int | None = 1) -> list[lsp.Diagnostic]:
        """Wait for the diagnostics of a version."""
        await self.until(lambda: any(one.version == version for one in self.published.get(uri, ())))
        return list(self.published[uri][-1].diagnostics)

    def last(self, uri: str) -> set[str]:
        """Return the codes that were published last."""
        return {str(one.code) for published in self.published.get(uri, [])[-1:] for one in published.diagnostics}

    async def codes(self, uri: str, version: int | None = 1) -> list[str]:
        return sorted(str(one.code) for one in await self.diagnostics(uri, version))

    async def actions(self, uri: str, where: lsp.Range, only: Sequence[str] | None = None) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext([], list(only) if only else None)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), where, context)
        found = await self.text_document_code_action_async(params)
        return [one for one in found or () if isinstance(one, lsp.CodeAction)]


def converter() -> Any:
    """Return a converter that takes an action with a command for an action; that of lsprotocol does not."""
    made = default_converter()  # type: ignore[no-untyped-call]

    def structure(found: dict[str, Any], _: object) -> lsp.Command | lsp.CodeAction:
        return made.structure(found, lsp.Command if isinstance(found.get("command"), str) else lsp.CodeAction)  # type: ignore[no-any-return]

    made.register_structure_hook(lsp.Command | lsp.CodeAction, structure)
    return made


async def on_diagnostics(ls: Editor, params: lsp.PublishDiagnosticsParams) -> None:
    ls.published.setdefault(params.uri, []).append(params)
    async with ls.arrived:
        ls.arrived.notify_all()


def on_message(ls: Editor, params: lsp.ShowMessageParams | lsp.LogMessageParams) -> None:
    ls.messages.append(params.message)


async def on_edit(ls: Editor, params: lsp.ApplyWorkspaceEditParams) -> lsp.ApplyWorkspaceEditResult:
    ls.applied.append(params.edit)
    async with ls.arrived:
        ls.arrived.notify_all()
    return lsp.ApplyWorkspaceEditResult(True)


def on_registration(ls: Editor, params: lsp.RegistrationParams) -> None:
    ls.watched += [one.method for one in params.registrations]


_HANDLERS: dict[str, Callable[..., Any]] = {
    lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: on_diagnostics,
    lsp.WINDOW_SHOW_MESSAGE: on_message,
    lsp.WINDOW_LOG_MESSAGE: on_message,
    lsp.WORKSPACE_APPLY_EDIT: on_edit,
    lsp.CLIENT_REGISTER_CAPABILITY: on_registration,
}


def position_of(text: str, marked: str, after: int = 0) -> lsp.Position:
    """Return the position of a part of a text in UTF-16, which must occur once; `after` counts from its beginning."""
    assert text.count(marked) == 1, (marked, text.count(marked))
    before = text[: text.index(marked) + after]
    line = before.rpartition("\n")[2]
    return lsp.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def applied(text: str, edits: Sequence[Any]) -> str:
    """Apply edits to a text as an editor does, in UTF-16."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(f"{line}\n".encode("utf-16-le")))
    data = text.encode("utf-16-le")

    def at(position: lsp.Position) -> int:
        return starts[position.line] + position.character * 2

    in_order = sorted(edits, key=lambda one: at(one.range.start))  # at one place in the order of the list
    for edit in reversed(in_order):
        data = data[: at(edit.range.start)] + edit.new_text.encode("utf-16-le") + data[at(edit.range.end) :]
    return data.decode("utf-16-le")


def edits_of(edit: lsp.WorkspaceEdit | None) -> list[Any]:
    """Return the edits of the one file that an edit of the workspace changes."""
    assert edit is not None
    if edit.document_changes:
        (change,) = edit.document_changes
        assert isinstance(change, lsp.TextDocumentEdit)
        return list(change.edits)
    assert edit.changes is not None
    ((_, edits),) = edit.changes.items()
    return list(edits)


@asynccontextmanager
async def editor(
    *folders: Path, options: dict[str, object] | None = None, capabilities: lsp.ClientCapabilities | None = None
) -> AsyncIterator[Editor]:
    """Start a server, open folders, and end it in order."""
    client = Editor()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    await client.start_io(sys.executable, "-m", "comp_data", "server", env=env)
    able = capabilities or lsp.ClientCapabilities(
        workspace=lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        )
    )
    opened = [lsp.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
    async with asyncio.timeout(LONGEST):
        await client.initialize_async(
            lsp.InitializeParams(capabilities=able, workspace_folders=opened, initialization_options=options)
        )
    client.initialized(lsp.InitializedParams())
    try:
        yield client
    finally:
        async with asyncio.timeout(LONGEST):
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()  # type: ignore[no-untyped-call]
