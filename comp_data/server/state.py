"""The state of the language server: the open guides, their roots, and the work that is under way.

It runs nothing of a guide and fetches nothing. Guides are linted in threads; what is outdated by then is dropped.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.uris import to_fs_path

from comp_data.base.diagnostics import Severity
from comp_data.base.files import resolved, shown
from comp_data.server import actions
from comp_data.server.roots import Guide, Root, load, open_folder
from comp_data.version import __version__

_QUIET: Final = 0.005
"""Seconds without a change before a guide is linted: an editor may send many at once."""
_MOST_PUBLISHED: Final = 1000


_T = TypeVar("_T")
_AtPosition = lsp.HoverParams | lsp.CompletionParams | lsp.DefinitionParams


class _Protocol(LanguageServerProtocol):
    """The protocol, without what pygls 2.1 keeps of each notification: a future of about 2 kB."""

    def _execute_handler(self, msg_id: str | int, *args: Any, **kwargs: Any) -> None:
        super()._execute_handler(msg_id, *args, **kwargs)
        if future := self._request_futures.get(msg_id):
            future.add_done_callback(lambda _: self._request_futures.pop(msg_id, None))


class Server(LanguageServer):
    """The open guides and their roots; every method but those that `asyncio.to_thread` calls runs in one thread."""

    def __init__(self) -> None:
        # Full texts: editors and Python do not agree on what ends a line, which incremental changes would need.
        kind = lsp.TextDocumentSyncKind.Full
        super().__init__("comp-data", __version__, text_document_sync_kind=kind, protocol_cls=_Protocol)
        self.least: Severity = Severity.INFO
        self.asks: bool = False
        self.guides: dict[str, Guide] = {}
        self.roots: dict[Path, Root] = {}
        self.tasks: dict[str | Root, asyncio.Task[None]] = {}
        self.wanted: set[str | Root] = set()
        self.reported: set[str] = set()

    def set_options(self, options: Any) -> None:
        """Take over the client's settings: `level`, and `asksReason` if it asks for the reason of a suppression."""
        if isinstance(options, dict):
            level = options.get("level")
            if level in [severity.label for severity in Severity]:
                self.least = Severity.from_label(level)
            self.asks = bool(options.get("asksReason", self.asks))

    def guide(self, uri: str) -> Guide | None:
        """Return an open guide at its present version; None if the file is not a guide."""
        text_document = self.workspace.text_documents.get(uri)
        if text_document is None:
            return None
        known = self.guides.get(uri)
        if known is None or known.version != text_document.version:
            file, text = _file_of(uri), text_document.source
            if not self.root(uri).has_guide(file, text):
                self.guides.pop(uri, None)
                return None
            path = shown(file) if file else "<text>"
            known = Guide(path, text_document.version, text, self.workspace.position_encoding)
            self.guides[uri] = known
        return known

    def root(self, uri: str) -> Root:
        """Return the root of a file, which is read at the first use."""
        file = _file_of(uri)
        here = open_folder(file, [folder for one in self.workspace.folders if (folder := _file_of(one))])
        start = file.parent if file else here
        if start not in self.roots:
            loaded, problem = load(start, here)
            same = (one for one in self.roots.values() if loaded.file and one.loaded.file == loaded.file)
            self.roots[start] = next(same, None) or Root(loaded, problem)
            self._warn(self.roots[start])
        return self.roots[start]

    def _warn(self, root: Root) -> None:
        """Show what is wrong with a root, once."""
        if root.problem and root.problem not in self.reported:
            self.reported.add(root.problem)
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"comp-data: {root.problem}"))

    async def run(self, root: Root, work: Callable[[], _T]) -> _T:
        """Run work in a thread; in this one if it checks schemas of the user's own, whose time limit needs it."""
        done = work() if root.has_schemas else await asyncio.to_thread(work)
        self._warn(root)
        return done

    def check(self, uri: str) -> None:
        """Lint an open guide."""
        self._start(uri, partial(self._lint, uri))

    def check_dataset(self, root: Root) -> None:
        """Run the dataset rules of a root over what is saved."""
        self._start(root, partial(self._lint_dataset, root))

    def open(self, uri: str) -> None:
        """Lint a guide, and its dataset if it was not linted yet."""
        self.check(uri)
        root = self.root(uri)
        if root.of_dataset is None:
            self.check_dataset(root)

    def reload(self) -> None:
        """Read the configurations again, and lint all open guides."""
        self.roots.clear()
        self.reported.clear()
        self.guides.clear()
        for uri in list(self.workspace.text_documents):
            self.open(uri)

    def _start(self, key: str | Root, work: Callable[[], Awaitable[None]]) -> None:
        """Start work, or do it once more after what is under way: a thread cannot be stopped."""
        self.wanted.add(key)
        if key not in self.tasks:
            self.tasks[key] = asyncio.get_running_loop().create_task(self._work(key, work))

    async def _work(self, key: str | Root, work: Callable[[], Awaitable[None]]) -> None:
        try:
            while key in self.wanted:
                await asyncio.sleep(_QUIET)
                self.wanted.discard(key)
                await work()
        except Exception as error:  # whatever it is, the next change is linted again
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"comp-data: {error}"))
        finally:
            del self.tasks[key]

    async def _lint(self, uri: str) -> None:
        """Lint an open guide, and publish what was found unless the guide has changed since."""
        guide = self.guide(uri)
        if guide is None:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
            return
        if guide.diagnostics is None:
            root = self.root(uri)
            guide.diagnostics = await self.run(root, partial(root.lint, guide))
        await self._publish(uri, guide)

    async def _lint_dataset(self, root: Root) -> None:
        root.of_dataset = await asyncio.to_thread(root.lint_dataset)
        for uri, guide in list(self.guides.items()):
            if self.root(uri) is root and guide.diagnostics is not None:
                await self._publish(uri, guide)

    async def _publish(self, uri: str, guide: Guide) -> None:
        """Publish the findings of a guide and those that dataset rules have of it; of very many the worst."""
        file, of_dataset = _file_of(uri), self.root(uri).of_dataset
        more = (of_dataset or {}).get(str(resolved(file)), []) if file else []
        found = [one for one in (*(guide.diagnostics or ()), *more) if one.severity >= self.least]
        worst = sorted(found, key=lambda one: -one.severity)[:_MOST_PUBLISHED]
        listed = await asyncio.to_thread(lambda: [actions.diagnostic(guide, one, uri) for one in worst])
        # What dataset rules found meanwhile is published by itself, and must not be taken away again.
        if self.guides.get(uri) is guide and self.root(uri).of_dataset is of_dataset:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, listed, guide.version))

    def edit(self, uri: str, edits: Sequence[lsp.TextEdit]) -> lsp.WorkspaceEdit:
        """Return edits of a guide, for its present version if the client can check that."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            guide = self.guides.get(uri)
            identifier = lsp.OptionalVersionedTextDocumentIdentifier(uri, guide.version if guide else None)
            return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(identifier, list(edits))])
        return lsp.WorkspaceEdit(changes={uri: list(edits)})

    async def linted(self, uri: str) -> Guide | None:
        """Return an open guide, with its findings unless it changes meanwhile."""
        guide = self.guide(uri)
        if guide and guide.diagnostics is None:
            self.check(uri)
            await asyncio.wait([self.tasks[uri]])
            guide = self.guide(uri)
        return guide

    def place(self, params: _AtPosition) -> tuple[Guide, int] | None:
        """Return the guide and the offset that a request is about."""
        guide = self.guide(params.text_document.uri)
        return (guide, guide.positions.offset(params.position)) if guide else None


def _file_of(uri: str) -> Path | None:
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
