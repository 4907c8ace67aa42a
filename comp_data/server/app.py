"""The language server: its state, what it does when an editor reports a change, and what it answers.

It runs nothing of a guide and fetches nothing. Guides are linted in threads; what is outdated by then is dropped.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from comp_data.base.diagnostics import Severity
from comp_data.base.errors import UsageError
from comp_data.base.files import resolved, shown
from comp_data.server import actions, places
from comp_data.server.protocol import Protocol, end_with
from comp_data.server.roots import Guide, Root, load
from comp_data.version import __version__

_WATCHED: Final = ("**/comp-data.toml", "**/pyproject.toml", "**/*.jsonl", "**/*.md", "**/.gitignore")

_T = TypeVar("_T")


class Server(LanguageServer):
    """The open guides and their roots; every method but those that `asyncio.to_thread` calls runs in one thread."""

    def __init__(self) -> None:
        kind = lsp.TextDocumentSyncKind.Full  # editors and Python do not agree on what ends a line
        super().__init__("comp-data", __version__, text_document_sync_kind=kind, protocol_cls=Protocol)
        self.least: Severity = Severity.INFO
        self.asks: bool = False
        self.guides: dict[str, Guide] = {}
        self.roots: dict[Path, Root] = {}
        self.former: dict[Path, Root] = {}
        self.tasks: dict[str | Root, asyncio.Task[None]] = {}
        self.wanted: set[str | Root] = set()
        self.reported: set[str] = set()

    def set_options(self, options: Any) -> None:
        """Take over the client's settings: `level`, and `asksReason` if it asks for the reason of a suppression."""
        if isinstance(options, dict):
            level = options.get("level")
            if level in [severity.label for severity in Severity]:
                self.least = Severity.from_label(level)
            elif level:
                self._warn(f"the option level is {level!r}; it must be info, warning or error")
            self.asks = bool(options.get("asksReason", self.asks))

    def guide(self, uri: str) -> Guide | None:
        """Return an open guide at its present version; None if the file is not a guide, or only shown: `git:`."""
        text_document = self.workspace.get_text_document(uri)
        if text_document.version is None or not uri.startswith(("file:", "untitled:")):
            return None
        known, version = self.guides.get(uri), text_document.version
        if known is None or known.version != version:
            file, text = _file_of(uri), text_document.source
            if not self.root(uri).excluded.is_guide(file, text):
                self.guides.pop(uri, None)
                return None
            known = Guide(shown(file) if file else "<text>", version, text, self.workspace.position_encoding)
            self.guides[uri] = known
        return known

    def root(self, uri: str) -> Root:
        """Return the root of a file, which is read at the first use: that of the innermost open folder around it."""
        file = _file_of(uri)
        folders = [_file_of(one.uri) for one in self.workspace.folders.values()]
        around = [one for one in folders if one and file and file.is_relative_to(one)]
        here = max(around, key=lambda one: len(one.parts), default=file.parent if file else Path.cwd())
        start = file.parent if file else here
        if start not in self.roots:
            loaded, problem = load(start, here)
            same = (one for one in self.roots.values() if loaded.file and one.loaded.file == loaded.file)
            root = next(same, None) or Root(loaded, problem)
            if not root.is_usable and (before := self.former.get(start)):
                self._warn(f"{root.problem} (the settings before that still apply)")
                before.stamps = root.stamps
                root = before
            self.roots[start] = root
            self._warn(root.problem)
        return self.roots[start]

    def _warn(self, problem: str | None) -> None:
        if problem and problem not in self.reported:
            self.reported.add(problem)
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"comp-data: {problem}"))

    async def run(self, root: Root, work: Callable[[], _T]) -> _T:
        """Run work in a thread; in this one if it checks schemas of the user's own, whose time limit needs it."""
        done = work() if root.has_schemas else await asyncio.to_thread(work)
        self._warn(root.problem)
        return done

    def check(self, uri: str) -> None:
        """Lint an open guide, with the settings as they are now."""
        if self.root(uri).is_outdated():
            self.reload()
        self.start(uri)

    def open(self, uri: str, *, is_saved: bool = False) -> None:
        """Lint a guide, and its dataset if that was not linted yet or the guide was saved."""
        self.check(uri)
        root = self.root(uri)
        if is_saved or root.of_dataset is None:
            self.start(root)

    def reload(self) -> None:
        """Read the configurations again, and lint all open guides; what cannot be read stays as it was."""
        self.former |= {start: root for start, root in self.roots.items() if root.is_usable}
        self.roots.clear()
        self.reported.clear()
        self.guides.clear()
        for one in list(self.workspace.text_documents.values()):  # whose keys are without the escapes of addresses
            self.open(one.uri)

    def start(self, key: str | Root) -> None:
        """Lint a guide, or run dataset rules over what is saved; again if that runs already: threads do not stop."""
        self.wanted.add(key)
        if key not in self.tasks:
            self.tasks[key] = asyncio.get_running_loop().create_task(self._work(key))

    async def _work(self, key: str | Root) -> None:
        try:
            while key in self.wanted:
                await asyncio.sleep(0.005)  # an editor may send many changes at once
                self.wanted.discard(key)
                await (self._lint(key) if isinstance(key, str) else self._lint_dataset(key))
        except Exception as error:  # whatever it is, the next change is linted again
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"comp-data: {error}"))
        finally:
            del self.tasks[key]

    async def _lint(self, uri: str) -> None:
        """Lint an open guide, and publish what was found unless the guide has changed since."""
        if (guide := self.guide(uri)) is None:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
            return
        if guide.diagnostics is None:
            root = self.root(uri)
            guide.diagnostics = await self.run(root, partial(root.lint, guide))
        await self._publish(uri, guide)

    async def _lint_dataset(self, root: Root) -> None:
        root.of_dataset = await asyncio.to_thread(root.lint_dataset)
        self._warn(root.problem)
        for uri, guide in list(self.guides.items()):
            if self.root(uri) is root and guide.diagnostics is not None:
                await self._publish(uri, guide)

    async def _publish(self, uri: str, guide: Guide) -> None:
        """Publish the findings of a guide and those that dataset rules have of it; of very many the worst."""
        file, of_dataset = _file_of(uri), self.root(uri).of_dataset
        more = (of_dataset or {}).get(str(resolved(file)), []) if file else []
        found = [one for one in (*(guide.diagnostics or ()), *more) if one.severity >= self.least]
        worst = sorted(found, key=lambda one: -one.severity)[:1000]
        listed = await asyncio.to_thread(lambda: [actions.diagnostic(guide, one, uri) for one in worst])
        # What dataset rules found meanwhile is published by itself, and must not be taken away again.
        if self.guides.get(uri) is guide and self.root(uri).of_dataset is of_dataset:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, listed, guide.version))

    def edit(self, uri: str, guide: Guide, edits: Sequence[lsp.TextEdit]) -> lsp.WorkspaceEdit:
        """Return edits of a guide, for the version that they were made from if the client can check that."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            identifier = lsp.OptionalVersionedTextDocumentIdentifier(uri, guide.version)
            return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(identifier, list(edits))])
        return lsp.WorkspaceEdit(changes={uri: list(edits)})

    async def linted(self, uri: str) -> Guide | None:
        """Return an open guide, with its findings unless it changes meanwhile."""
        if (guide := self.guide(uri)) and guide.diagnostics is None:
            self.check(uri)
            await asyncio.wait([self.tasks[uri]])
            guide = self.guide(uri)
        return guide


def _file_of(uri: str) -> Path | None:
    return Path(path) if uri.startswith("file:") and (path := to_fs_path(uri)) else None


def started(ls: Server, params: lsp.InitializeParams) -> None:
    """Take over the client's settings, and end with its process even if another one holds the pipe open."""
    ls.set_options(params.initialization_options)
    if params.process_id:
        end_with(params.process_id)


def initialized(ls: Server, _: lsp.InitializedParams) -> None:
    """Ask the client to watch the files that decide about findings."""
    workspace = ls.client_capabilities.workspace
    if workspace and (watched := workspace.did_change_watched_files) and watched.dynamic_registration:
        options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(one) for one in _WATCHED])
        registration = lsp.Registration("watch", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(lsp.RegistrationParams([registration]))


def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    """Forget a guide, and take its findings away."""
    uri = params.text_document.uri
    ls.guides.pop(uri, None)
    ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def configured(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
    """Take over the client's settings."""
    settings = params.settings if isinstance(params.settings, dict) else {}
    ls.set_options(settings.get("comp-data", settings))
    ls.reload()


def files_changed(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    """Read the configuration again if it changed, and run dataset rules if another guide did."""
    if any(not one.uri.endswith(".md") for one in params.changes):
        ls.reload()
        return
    for root in {ls.root(uri) for uri in ls.guides}:
        ls.start(root)


def in_thread(answer: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """Return a handler that calls `answer` with the guide, and the offset if there is a position, in a thread."""

    async def handler(ls: Server, params: Any) -> Any:
        uri = params.text_document.uri
        if (guide := ls.guide(uri)) is None:
            return None
        at = (guide.positions.offset(params.position),) if hasattr(params, "position") else ()
        found = await asyncio.to_thread(answer, guide, *at)
        return lsp.Location(uri, found) if isinstance(found, lsp.Range) else found

    return handler


async def on_code_action(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """List fixes and suppressions."""
    uri = params.text_document.uri
    if (guide := await ls.linted(uri)) is None:
        return []
    root = ls.root(uri)
    return await ls.run(root, partial(actions.code_actions, guide, root, params, partial(ls.edit, uri, guide), ls.asks))


async def on_suppress(ls: Server, uri: str, code: str, line: int, reason: str) -> None:
    """Accept the findings of a rule on a line, with the reason that a person gave."""
    guide = await ls.linted(uri)
    found = [one for one in (guide.diagnostics or ()) if (one.code, one.span.line) == (code, line)] if guide else []
    given = " ".join(reason.split())
    if "-->" in given or not given.isprintable():
        raise UsageError("the reason must be text without --> and invisible characters")
    if guide and found and given and (edits := actions.suppressed(guide, found[0], given)):
        ls.workspace_apply_edit(lsp.ApplyWorkspaceEditParams(ls.edit(uri, guide, edits)))


# pygls gives a handler the server if its first parameter is named `ls`.
_HANDLERS: Final[dict[str, Callable[..., Any]]] = {
    lsp.INITIALIZE: started,
    lsp.INITIALIZED: initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: lambda ls, params: ls.open(params.text_document.uri),
    lsp.TEXT_DOCUMENT_DID_SAVE: lambda ls, params: ls.open(params.text_document.uri, is_saved=True),
    lsp.TEXT_DOCUMENT_DID_CHANGE: lambda ls, params: ls.check(params.text_document.uri),
    lsp.TEXT_DOCUMENT_DID_CLOSE: closed,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: configured,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: files_changed,
    lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: lambda ls, _: ls.reload(),
    lsp.TEXT_DOCUMENT_HOVER: in_thread(places.hover),
    lsp.TEXT_DOCUMENT_COMPLETION: in_thread(places.completions),
    lsp.TEXT_DOCUMENT_DEFINITION: in_thread(places.definition),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: in_thread(places.symbols),
    lsp.TEXT_DOCUMENT_DOCUMENT_LINK: in_thread(places.links),
    lsp.TEXT_DOCUMENT_CODE_ACTION: on_code_action,
}
_OPTIONS: Final[dict[str, Any]] = {
    lsp.TEXT_DOCUMENT_COMPLETION: lsp.CompletionOptions(trigger_characters=[" ", "[", ","]),
    lsp.TEXT_DOCUMENT_CODE_ACTION: lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, actions.FIX_ALL]),
}


def make_server() -> Server:
    """Return a server that answers requests."""
    server = Server()
    for name, handler in _HANDLERS.items():
        server.feature(name, _OPTIONS.get(name))(handler)
    server.command(actions.SUPPRESS)(on_suppress)
    return server
