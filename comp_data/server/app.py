"""The language server: what it does when an editor reports a change, and what it answers."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from lsprotocol import types as lsp

from comp_data.server import actions, outline
from comp_data.server.completion import completions
from comp_data.server.hover import hover
from comp_data.server.state import Server

_WATCHED: Final = ("**/comp-data.toml", "**/pyproject.toml", "**/*.jsonl", "**/*.md", "**/.gitignore")


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
        ls.check_dataset(root)


def on_hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """Show what is known of a place."""
    place = ls.place(params)
    text = hover(*place) if place else None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text)) if text else None


def on_definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Go from an entry to its row of the table, and back."""
    place = ls.place(params)
    found = outline.definition(*place) if place else None
    return lsp.Location(params.text_document.uri, found) if found else None


def on_symbols(ls: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """List the parts of a guide."""
    guide = ls.guide(params.text_document.uri)
    return outline.symbols(guide) if guide else []


def on_links(ls: Server, params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    """List the links of a guide."""
    guide = ls.guide(params.text_document.uri)
    return list(outline.links(guide)) if guide else []


async def on_code_action(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """List fixes and suppressions."""
    uri = params.text_document.uri
    guide = await ls.linted(uri)
    if guide is None:
        return []
    root = ls.root(uri)
    return await ls.run(root, partial(actions.code_actions, guide, root, params, partial(ls.edit, uri), ls.asks))


async def on_suppress(ls: Server, uri: str, code: str, line: int, reason: str) -> None:
    """Accept the findings of a rule on a line, with the reason that a person gave."""
    guide = await ls.linted(uri)
    found = [one for one in (guide.diagnostics or ()) if (one.code, one.span.line) == (code, line)] if guide else []
    if guide and found and reason.strip() and (edit := actions.suppressed(guide, found[0], " ".join(reason.split()))):
        ls.workspace_apply_edit(lsp.ApplyWorkspaceEditParams(ls.edit(uri, [edit])))


# pygls gives a handler the server if its first parameter is named `ls`.
_HANDLERS: Final[dict[str, Callable[..., Any]]] = {
    lsp.INITIALIZE: lambda ls, params: ls.set_options(params.initialization_options),
    lsp.INITIALIZED: initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: lambda ls, params: ls.open(params.text_document.uri),
    lsp.TEXT_DOCUMENT_DID_SAVE: lambda ls, params: ls.check_dataset(ls.root(params.text_document.uri)),
    lsp.TEXT_DOCUMENT_DID_CHANGE: lambda ls, params: ls.check(params.text_document.uri),
    lsp.TEXT_DOCUMENT_DID_CLOSE: closed,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: configured,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: files_changed,
    lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: lambda ls, _: ls.reload(),
    lsp.TEXT_DOCUMENT_HOVER: on_hover,
    lsp.TEXT_DOCUMENT_COMPLETION: lambda ls, params: completions(*place) if (place := ls.place(params)) else [],
    lsp.TEXT_DOCUMENT_DEFINITION: on_definition,
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: on_symbols,
    lsp.TEXT_DOCUMENT_DOCUMENT_LINK: on_links,
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
