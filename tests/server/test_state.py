"""What the server keeps, in this process."""

import asyncio
import gc
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from comp_data.server.app import make_server
from tests.fragments import guides


class Nowhere:
    """Takes what the server sends."""

    def write(self, data: bytes) -> None:
        assert data

    def close(self) -> None:
        raise AssertionError


def test_what_dataset_rules_found_meanwhile_is_not_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text
    sent: list[lsp.PublishDiagnosticsParams] = []

    async def publish() -> None:
        server = make_server()
        server.protocol.set_writer(Nowhere())
        handle: Any = server.protocol.handle_message
        handle(lsp.InitializeRequest(1, lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=tmp_path.as_uri())))
        item = lsp.TextDocumentItem(uri, "markdown", 1, text)
        handle(lsp.DidOpenTextDocumentNotification(lsp.DidOpenTextDocumentParams(item)))
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


@pytest.mark.slow
def test_nothing_is_kept_of_a_change(tmp_path: Path) -> None:
    uri, text = (tmp_path / "chef.md").as_uri(), guides("")[0].text

    async def type_and_count() -> int:
        server = make_server()
        server.protocol.set_writer(Nowhere())
        handle: Any = server.protocol.handle_message
        params = lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=tmp_path.as_uri())
        handle(lsp.InitializeRequest(1, params))
        item = lsp.TextDocumentItem(uri, "markdown", 1, text)
        handle(lsp.DidOpenTextDocumentNotification(lsp.DidOpenTextDocumentParams(item)))
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
