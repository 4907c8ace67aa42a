"""What the server keeps, in this process."""

import asyncio
import gc
import json
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from comp_data.base.diagnostics import Diagnostic
from comp_data.linter.config.config import load_configuration
from comp_data.server import actions, app
from comp_data.server.app import Server, make_server
from comp_data.server.roots import Root
from tests.fragments import guides


class Nowhere:
    """Takes what the server sends."""

    def write(self, data: bytes) -> None:
        assert data

    def close(self) -> None:
        raise AssertionError


def opened(folder: Path, text: str, writer: Any, able: lsp.WorkspaceClientCapabilities | None = None) -> Server:
    """Start a server in a folder, and open `chef.md` there."""
    server = make_server()
    server.protocol.set_writer(writer)
    handle: Any = server.protocol.handle_message
    handle(lsp.InitializeRequest(1, lsp.InitializeParams(lsp.ClientCapabilities(able), root_uri=folder.as_uri())))
    item = lsp.TextDocumentItem((folder / "chef.md").as_uri(), "markdown", 1, text)
    handle(lsp.DidOpenTextDocumentNotification(lsp.DidOpenTextDocumentParams(item)))
    return server


def test_what_dataset_rules_found_meanwhile_is_not_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text
    sent: list[lsp.PublishDiagnosticsParams] = []

    async def publish() -> None:
        server = opened(tmp_path, text, Nowhere())
        await asyncio.wait(list(server.tasks.values()))
        monkeypatch.setattr(server, "text_document_publish_diagnostics", sent.append)
        under_way = asyncio.create_task(server._publish(uri, server.guides[uri]))
        await asyncio.sleep(0)
        server.root(uri).of_dataset = {"found": []}
        await under_way
        assert sent == []
        await server._publish(uri, server.guides[uri])

    asyncio.run(publish())
    assert [one.version for one in sent] == [1]


def test_a_schema_outside_of_the_repository_is_a_problem_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "comp-data.toml").write_text('[rules.custom-schema]\nfiles = ["../own.json"]\n')
    root = Root(load_configuration(tmp_path, here=tmp_path))
    assert root.problem
    assert "custom-schema.files is ../own.json, which is outside of" in root.problem
    assert not root.is_usable


class Answers:
    """Keeps what the server answers, by the number of the request."""

    def __init__(self) -> None:
        self.by_id: dict[object, dict[str, Any]] = {}
        self.arrived = asyncio.Event()

    def write(self, data: bytes) -> None:
        message: dict[str, Any] = json.loads(data.partition(b"\r\n\r\n")[2])
        self.by_id[message.get("id")] = message
        self.arrived.set()

    async def of(self, number: int) -> dict[str, Any]:
        async with asyncio.timeout(30):
            while number not in self.by_id:
                self.arrived.clear()
                await self.arrived.wait()
        return self.by_id[number]

    def close(self) -> None:
        raise AssertionError


def test_a_long_request_holds_up_no_other_and_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text
    goes_on = threading.Event()
    symbols = app.in_thread(lambda _: [] if goes_on.wait(30) else None)
    monkeypatch.setitem(app._HANDLERS, lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols)

    async def ask() -> tuple[dict[str, Any], dict[str, Any]]:
        answers = Answers()
        server = opened(tmp_path, text, answers)
        handle: Any = server.protocol.handle_message
        document = lsp.TextDocumentIdentifier(uri)
        line = text[: text.index("base_low")].count("\n")
        handle(lsp.DocumentSymbolRequest(2, lsp.DocumentSymbolParams(document)))
        handle(lsp.HoverRequest(3, lsp.HoverParams(document, lsp.Position(line, 6))))
        hovered = await answers.of(3)
        assert 2 not in answers.by_id
        handle(lsp.CancelNotification(lsp.CancelParams(2)))
        cancelled = await answers.of(2)
        goes_on.set()
        if tasks := list(server.tasks.values()):  # of a slow machine, all have ended by now
            await asyncio.wait(tasks)
        return hovered, cancelled

    hovered, cancelled = asyncio.run(ask())
    assert "base" in hovered["result"]["contents"]["value"]
    assert cancelled["error"]["code"] == lsp.LSPErrorCodes.RequestCancelled


def test_an_edit_is_for_the_version_that_it_was_made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text.replace("data_quality: ", "data_quality: x")
    began, goes_on, list_actions = threading.Event(), threading.Event(), actions.code_actions

    def wait_and_list(*given: Any) -> Any:
        began.set()
        return list_actions(*given) if goes_on.wait(30) else None

    monkeypatch.setattr(actions, "code_actions", wait_and_list)

    async def ask() -> dict[str, Any]:
        answers = Answers()
        able = lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
        )
        server = opened(tmp_path, text, answers, able)
        handle: Any = server.protocol.handle_message
        await asyncio.wait(list(server.tasks.values()))
        everywhere = lsp.Range(lsp.Position(0, 0), lsp.Position(999, 0))
        asked = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), everywhere, lsp.CodeActionContext([]))
        handle(lsp.CodeActionRequest(2, asked))
        await asyncio.to_thread(began.wait, 30)
        change = lsp.TextDocumentContentChangeWholeDocument(f"{text}\n")
        changed = lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(2, uri), [change])
        handle(lsp.DidChangeTextDocumentNotification(changed))
        await asyncio.wait(list(server.tasks.values()))
        assert server.guides[uri].version == 2
        goes_on.set()
        return await answers.of(2)

    edits = [one["edit"]["documentChanges"][0]["textDocument"] for one in asyncio.run(ask())["result"]]
    assert {one["version"] for one in edits} == {1}


@pytest.mark.posix
def test_a_server_outlives_its_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor may be started in a folder that is deleted later, by a branch that lacks it."""
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text.replace("data_quality: ", "data_quality: x")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    async def lint() -> tuple[Diagnostic, ...] | None:
        server = opened(tmp_path, text, Nowhere())
        await asyncio.wait(list(server.tasks.values()))
        return server.guides[uri].diagnostics

    assert "CD105" in {one.code for one in asyncio.run(lint()) or ()}


@pytest.mark.slow
def test_nothing_is_kept_of_a_change(tmp_path: Path) -> None:
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text

    async def type_and_count() -> int:
        server = opened(tmp_path, text, Nowhere())
        handle: Any = server.protocol.handle_message
        for version in range(2, 202):
            identifier = lsp.VersionedTextDocumentIdentifier(version, uri)
            change = lsp.TextDocumentContentChangeWholeDocument(text.replace("150000", str(150000 + version)))
            changed = lsp.DidChangeTextDocumentParams(identifier, [change])
            handle(lsp.DidChangeTextDocumentNotification(changed))
        await asyncio.wait(list(server.tasks.values()))
        assert server.guides[uri].version == 201
        gc.collect()
        return sum(isinstance(one, Future) for one in gc.get_objects())

    assert asyncio.run(type_and_count()) < 20
