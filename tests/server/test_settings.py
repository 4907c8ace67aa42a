"""How the server follows its settings without events, keeps the last good ones, and leaves other files alone."""

import os
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from tests.server.client import Editor
from tests.server.test_diagnostics import WRONG, session, write

pytestmark = pytest.mark.slow


def set_up(top: Path, settings: str) -> tuple[Path, Path]:
    (file,) = write(top / "seeds")
    file.write_text(file.read_text("utf-8").replace(*WRONG, 1), "utf-8")
    (top / "comp-data.toml").write_text(settings, "utf-8")
    return file, top / "comp-data.toml"


@pytest.mark.parametrize("how", ["change", "save", "open"])
def test_changed_settings_apply_without_an_event(tmp_path: Path, how: str) -> None:
    file, settings = set_up(tmp_path, "")
    text = file.read_text("utf-8")
    other = file.with_name("chef.md")
    other.write_text(text, "utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert "CD503" in await client.codes(uri)
        settings.write_text('ignore = ["CD503"]\n')
        if how == "change":
            client.change(uri, f"{text}\n", 2)
        elif how == "save":
            client.save(uri)
        else:
            client.open(other)
        await client.until(lambda: "CD503" not in client.last(uri))


def test_the_last_good_settings_apply_while_the_file_is_broken(tmp_path: Path) -> None:
    file, settings = set_up(tmp_path, 'ignore = ["CD503"]\n')
    text = file.read_text("utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert "CD503" not in await client.codes(uri)
        for version, broken in enumerate(("ignore = [", "ignore = 1\n", 'ignore = ["CD2345"]\n'), 2):
            settings.write_text(broken, "utf-8")
            client.change(uri, f"{text}{version}\n", version)
            codes = await client.codes(uri, version)
            assert "CD503" not in codes
            assert codes
            assert len(client.messages) == version - 1
            assert client.messages[-1].endswith(" (the settings before that still apply)")
        settings.write_text("")
        client.change(uri, text, 9)
        assert "CD503" in await client.codes(uri, 9)
        assert len(client.messages) == 3


def test_a_dataset_that_does_not_exist_is_reported_if_it_is_named(tmp_path: Path) -> None:
    file = set_up(tmp_path, 'dataset = "guide"\n')[0]

    @session(tmp_path)
    async def _(client: Editor) -> None:
        client.open(file)
        await client.until(lambda: client.messages)
        advice = "create it, or correct `dataset` in comp-data.toml"
        assert client.messages == [f"comp-data: the dataset folder guide does not exist; {advice}"]


def test_the_settings_of_a_file_that_was_touched_are_read_once(tmp_path: Path) -> None:
    file, settings = set_up(tmp_path, "ignore = 1\n")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert "CD503" in await client.codes(uri)
        os.utime(settings)
        client.save(uri)
        client.change(uri, file.read_text("utf-8").replace("950000", "960000"), 2)
        assert "CD503" in await client.codes(uri, 2)
        assert len(set(client.messages)) == 1


@pytest.mark.parametrize("scheme", ["git", "vscode-vfs"])
def test_a_document_that_is_only_shown_has_no_findings(tmp_path: Path, scheme: str) -> None:
    file = set_up(tmp_path, "")[0]

    @session(tmp_path)
    async def _(client: Editor) -> None:
        shown = file.as_uri().replace("file:", f"{scheme}:", 1)
        item = lsp.TextDocumentItem(shown, "markdown", 1, file.read_text("utf-8"))
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        assert await client.codes(shown, None) == []
        assert await client.actions(shown, lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))) == []
