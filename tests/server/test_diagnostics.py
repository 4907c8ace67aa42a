"""Diagnostics as an editor gets them from a real server process."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from lsprotocol import types as lsp

import comp_data as cd
from comp_data.linter.suppressions.baseline import with_entries, write_baseline
from tests.fragments import guides
from tests.server.client import Editor, editor, position_of

pytestmark = pytest.mark.slow

WRONG = ("base_low: 150000", "base_low: 950000")


def write(top: Path, fragment: str = "") -> list[Path]:
    files = []
    for made in guides(fragment):
        file = top / made.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, "utf-8", newline="")
        files.append(file)
    return files


def session(*folders: Path, **options: object) -> Callable[[Callable[[Editor], Awaitable[None]]], None]:
    """Run what a test does in an editor that has some folders open."""

    def run(steps: Callable[[Editor], Awaitable[None]]) -> None:
        async def whole() -> None:
            async with editor(*folders, options=options or None) as client:
                await steps(client)

        asyncio.run(whole())

    return run


@pytest.mark.parametrize("name", ["pay guides", "Gehälter", "50%41"])
def test_a_folder_whose_name_is_escaped_in_addresses_is_linted(tmp_path: Path, name: str) -> None:
    (file,) = write(tmp_path / name / "seeds")
    wrong = file.read_text("utf-8").replace(*WRONG, 1)

    @session(tmp_path / name)
    async def _(client: Editor) -> None:
        uri = client.open(file, wrong)
        assert "CD503" in await client.codes(uri)
        (tmp_path / name / "comp-data.toml").write_text('ignore = ["CD503"]\n', "utf-8")
        client.save(uri)
        await client.until(lambda: "CD503" not in client.last(uri))
        assert set(client.published) == {uri}
        identifier, at = lsp.TextDocumentIdentifier(uri), position_of(wrong, "950000")
        assert await client.text_document_hover_async(lsp.HoverParams(identifier, at))


def test_a_guide_is_linted_as_it_is_typed(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert "CD503" not in await client.codes(uri)
        wrong = text.replace(*WRONG, 1)
        client.change(uri, wrong, 2)
        found = next(one for one in await client.diagnostics(uri, 2) if one.code == "CD503")
        start = position_of(wrong, "950000")
        assert found.range == lsp.Range(start, lsp.Position(start.line, start.character + 6))
        assert (found.severity, found.source) == (lsp.DiagnosticSeverity.Error, "comp-data")
        assert found.message.startswith("San Francisco: base_low 950,000 differs from the table, which gives 150,000")
        assert found.related_information
        assert found.related_information[0].location.uri == uri
        client.change(uri, text, 3)
        assert "CD503" not in await client.codes(uri, 3)
        client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        await client.until(lambda: client.last(uri) == set())


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_columns_are_counted_in_utf_16(tmp_path: Path, end: str) -> None:
    (file,) = write(tmp_path / "seeds")
    odd = "{ region: 'Zürich 🏔🏔 \u2028\x85', base_low: 950000, base_high: 200000, currency: CHF }"
    text = file.read_text("utf-8").replace("compensation:\n", f"compensation:\n  - {odd}\n").replace("\n", end)

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file, text)
        found = next(one for one in await client.diagnostics(uri) if one.code == "CD204")
        start = position_of(text.replace("\r\n", "\n"), "950000")
        assert found.range == lsp.Range(start, lsp.Position(start.line, start.character + 6))
        assert start.character == len("  - { region: 'Zürich 🏔🏔 \u2028\x85', base_low: ") + 2


BROKEN = (
    "", "-", "---", "---\r", "\x00", "---\ncompensation:\n", "---\ncompensation:\n  - [{\n",
    "---\ncompensation:\n  - base_low: \ud800\n---\n",
)  # fmt: skip


def test_a_broken_text_ends_nothing(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    whole = file.read_text("utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        await client.diagnostics(uri)
        for version, text in enumerate(BROKEN, 1):
            await ask_all(client, uri, text, 2 * version)
            client.change(uri, whole.replace(*WRONG, 1), 2 * version + 1)
            assert "CD503" in await client.codes(uri, 2 * version + 1), text


async def ask_all(client: Editor, uri: str, text: str, version: int) -> None:
    """Change a file to a text that has findings, and ask for everything that an editor asks for."""
    client.change(uri, text, version)
    assert await client.codes(uri, version), text
    identifier = lsp.TextDocumentIdentifier(uri)
    for place in (lsp.Position(0, 0), lsp.Position(2, 7), lsp.Position(9000, 9000)):
        await client.text_document_hover_async(lsp.HoverParams(identifier, place))
        await client.text_document_completion_async(lsp.CompletionParams(identifier, place))
        await client.text_document_definition_async(lsp.DefinitionParams(identifier, place))
        await client.actions(uri, lsp.Range(lsp.Position(0, 0), place), ["quickfix", "source.fixAll"])
    await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(identifier))
    await client.text_document_document_link_async(lsp.DocumentLinkParams(identifier))


def test_only_guides_are_linted(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    (tmp_path / "comp-data.toml").write_text('exclude = ["/seeds/acme/old.md"]\n')
    elsewhere = tmp_path / "drafts" / "pay.md"
    readme = tmp_path / "README.md"
    excluded = file.with_name("old.md")
    elsewhere.parent.mkdir()
    for one in (elsewhere, excluded):
        one.write_text(file.read_text("utf-8").replace(*WRONG, 1), "utf-8")
    readme.write_text("# Our guides\n\n| Region | Base |\n|---|---|\n| Paris | 950000 |\n", "utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        assert "CD503" in await client.codes(client.open(elsewhere))
        for one in (readme, excluded):
            assert await client.codes(client.open(one), None) == []
        untitled = "untitled:Untitled-1"
        item = lsp.TextDocumentItem(untitled, "markdown", 1, elsewhere.read_text("utf-8"))
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        assert "CD503" in await client.codes(untitled)


def test_each_folder_has_its_own_configuration(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    (first,), (second,) = write(one / "seeds"), write(other / "seeds")
    (other / "comp-data.toml").write_text('ignore = ["CD5"]\n')
    for file in (first, second):
        file.write_text(file.read_text("utf-8").replace(*WRONG, 1), "utf-8")

    @session(one, other)
    async def _(client: Editor) -> None:
        assert "CD503" in await client.codes(client.open(first))
        assert "CD503" not in await client.codes(client.open(second))


def test_a_changed_configuration_applies_at_once(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    file.write_text(file.read_text("utf-8").replace(*WRONG, 1), "utf-8")
    settings = tmp_path / "comp-data.toml"

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert "CD503" in await client.codes(uri)
        assert client.watched == ["workspace/didChangeWatchedFiles"]
        event = lsp.FileEvent(settings.as_uri(), lsp.FileChangeType.Changed)
        for text, is_reported in (('ignore = ["CD503"]\n', False), ("ignore = 1\n", False), ("", True)):
            settings.write_text(text, "utf-8")
            client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
            await client.until(lambda: ("CD503" in client.last(uri)) is is_reported)  # noqa: B023


def test_the_client_chooses_the_level(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds", "compensation:\n  - region: London (HQ)\n    base_low: 950000\n")

    @session(tmp_path, level="error")
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert {one.severity for one in await client.diagnostics(uri)} == {lsp.DiagnosticSeverity.Error}
        client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams({"comp-data": {"level": "info"}}))
        wanted = lsp.DiagnosticSeverity.Information
        await client.until(lambda: wanted in {one.severity for one in client.published[uri][-1].diagnostics})
        client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams({"level": "warn"}))
        await client.until(lambda: client.messages)
        assert client.messages == ["comp-data: the option level is 'warn'; it must be info, warning or error"]


def test_dataset_rules_run_on_save(tmp_path: Path) -> None:
    first, second = write(
        tmp_path / "seeds", "# file: acme/data-engineer.md\n# file: acme/data-scientist.md\ncompany_display: Akme\n"
    )
    text = second.read_text("utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(second)
        await client.until(lambda: "CD603" in client.last(uri))
        (found,) = [one for one in client.published[uri][-1].diagnostics if one.code == "CD603"]
        assert found.related_information
        assert found.related_information[0].location.uri == first.as_uri()
        second.write_text(text.replace("company_display: Akme", "company_display: Acme"), "utf-8")
        client.change(uri, second.read_text("utf-8"), 2)
        client.save(uri)
        await client.until(lambda: "CD603" not in client.last(uri))
        assert "CD606" in client.last(uri)
        second.unlink()
        client.workspace_did_change_watched_files(
            lsp.DidChangeWatchedFilesParams([lsp.FileEvent(uri, lsp.FileChangeType.Deleted)])
        )
        await client.until(lambda: "CD606" not in client.last(uri))


def test_what_the_baseline_accepts_is_not_reported(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    file.write_text(file.read_text("utf-8").replace(*WRONG, 1), "utf-8")
    (tmp_path / "comp-data.toml").write_text('baseline = "known.jsonl"\n')

    found = cd.lint(tmp_path / "seeds", use_config=False).diagnostics
    entries = [entry for one, entry in with_entries(found, tmp_path) if one.code == "CD503"]
    write_baseline(tmp_path / "known.jsonl", entries)

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        assert "CD503" not in await client.codes(uri)
        client.change(uri, file.read_text("utf-8").replace("950000", "960000"), 2)
        assert "CD503" in await client.codes(uri, 2)


def test_only_the_last_of_many_changes_is_linted(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        await client.diagnostics(uri)
        for version in range(2, 302):
            client.change(uri, text.replace("base_low: 150000", f"base_low: 95{version:04}", 1), version)
        found = await client.diagnostics(uri, 301)
        assert any("950,301" in one.message for one in found if one.code == "CD503")
        assert len(client.published[uri]) < 100


def test_a_request_can_be_cancelled(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        everything = lsp.Range(lsp.Position(0, 0), lsp.Position(999, 0))
        context = lsp.CodeActionContext([], ["source.fixAll"])
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), everything, context)
        for _ in range(20):
            request = client.protocol.send_request(lsp.TEXT_DOCUMENT_CODE_ACTION, params)
            number = next(reversed(client.protocol._request_futures))
            client.cancel_request(lsp.CancelParams(number))
            with suppress(Exception):  # cancelled, or answered before
                await asyncio.wrap_future(request)
        assert "CD503" not in await client.codes(uri)
        hover = await client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(1, 2))
        )
        assert hover


def test_each_change_is_linted(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8")

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file)
        await client.diagnostics(uri)
        for version in range(2, 42):
            client.change(uri, text.replace("150000", f"15{version:04}", 1), version)
            await client.diagnostics(uri, version)


def test_a_schema_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    pattern = {"properties": {"role_display": {"pattern": "^([a-z]|[a-z])*$"}}}
    (tmp_path / "own.json").write_text(json.dumps(pattern), "utf-8")
    (tmp_path / "comp-data.toml").write_text('[rules.custom-schema]\nfiles = ["own.json"]\n')
    text = file.read_text("utf-8")
    endless = text.replace("role_display: Data Engineer", f"role_display: {'a' * 60}1")
    assert endless != text

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file, endless.replace(*WRONG, 1))
        assert "CD503" in await client.codes(uri)
        assert any("checking the front matter takes more than 5 seconds" in one for one in client.messages)
        client.change(uri, endless, 2)
        assert "CD503" not in await client.codes(uri, 2)


def test_schemas_of_the_users_own_are_checked(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    (tmp_path / "own.json").write_text(json.dumps({"required": ["ticker"]}), "utf-8")
    (tmp_path / "comp-data.toml").write_text('[rules.custom-schema]\nfiles = ["own.json"]\n')

    @session(tmp_path)
    async def _(client: Editor) -> None:
        assert "CD110" in await client.codes(client.open(file))
