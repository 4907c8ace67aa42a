"""What an editor asks a real server about the real record: fixes, hover, completion, outline, links, definitions."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from shutil import copytree

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from comp_data.guide.document import parse_document
from tests.conftest import ROOT
from tests.server.client import Editor, applied, edits_of, position_of
from tests.server.test_diagnostics import session, write

pytestmark = pytest.mark.slow

RECORD = "huggingface-enterprise/ml-ai-engineer.md"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The real record in a dataset of its own."""
    copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path / "seeds" / RECORD


def whole(text: str) -> lsp.Range:
    return lsp.Range(lsp.Position(0, 0), lsp.Position(text.count("\n"), 0))


async def hover(client: Editor, uri: str, where: lsp.Position) -> str:
    found = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), where))
    if found is None:
        return ""
    assert isinstance(found.contents, lsp.MarkupContent)
    return found.contents.value


def test_all_that_is_safe_is_fixed_at_once(record: Path) -> None:
    text = record.read_text("utf-8").replace("bonus_pct: 5\n", "bonus_pct: null\n")

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        uri = client.open(record, text)
        (action,) = await client.actions(uri, whole(text), ["source.fixAll"])
        assert action.kind == "source.fixAll.comp-data"
        fixed = applied(text, edits_of(action.edit))
        values = parse_document(fixed).values or {}
        assert [entry["bonus_pct"] for entry in values["compensation"]] == [5, 5, 5]
        assert [entry["bonus_pct_high"] for entry in values["compensation"]] == [15, 15, 15]
        client.change(uri, fixed, 2)
        assert await client.actions(uri, whole(fixed), ["source.fixAll.comp-data"]) == []
        assert await client.actions(uri, whole(fixed), ["refactor"]) == []


def test_a_value_and_a_line_are_written_at_one_place(record: Path) -> None:
    text = record.read_text("utf-8").replace("bonus_pct: 5\n", "bonus_pct:\n", 1)

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        where = position_of(text, "bonus_pct:\n")
        found = await client.actions(client.open(record, text), lsp.Range(where, where))
        (action,) = [one for one in found if one.title.startswith("CD504")]
        assert "    bonus_pct: 5\n    bonus_pct_high: 15\n" in applied(text, edits_of(action.edit))


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_all_fixes_are_one_edit_for_each_run_of_lines(record: Path, end: str) -> None:
    text = record.read_text("utf-8").replace("bonus_pct: 5\n", "bonus_pct: null\n").replace("\n", end)

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        uri = client.open(record, text)
        (action,) = await client.actions(uri, whole(text), ["source.fixAll"])
        edits = edits_of(action.edit)
        fixed = applied(text, edits)
        assert "\r" not in fixed
        lines = [(one.range.start.line, one.range.end.line) for one in edits]
        if end == "\n":
            values = text.split("\n")
            assert lines == [(at, at + 1) for at, line in enumerate(values) if "bonus_pct: null" in line]
        else:
            assert lines == [(0, text.count("\r\n"))]
        client.change(uri, fixed, 2)
        assert "CD008" not in await client.codes(uri, 2)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_fixes_come_safe_ones_first_and_then_suppressions(tmp_path: Path, end: str) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8").replace(
        "bonus_pct: 8\n    bonus_pct_high: 12", "bonus_pct: 8\n    bonus_pct_high: null"
    )
    text = text.replace("company_display: Acme", "company_display: Acmé 🏔").replace("\n", end)

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file, text)
        found = await client.actions(uri, whole(text))
        kinds = ["suppress" if one.title.startswith("Suppress") else "fix" for one in found]
        assert kinds == sorted(kinds)
        assert [one.is_preferred for one in found if not one.title.startswith("Suppress")][:1] == [True]
        for one in found:
            changed = applied(text, edits_of(one.edit))
            assert changed != text
            assert changed.count("\r\n") == (changed.count("\n") if end == "\r\n" else 0)
            assert parse_document(changed).values is not None
            assert one.diagnostics
        suppression = next(one for one in found if one.title.startswith("Suppress CD5"))
        code = suppression.title.split()[1]
        client.change(uri, applied(text, edits_of(suppression.edit)), 2)
        assert code not in await client.codes(uri, 2)


def test_a_client_may_ask_for_the_reason(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8").replace("base_low: 150000", "base_low: 950000")

    @session(tmp_path, asksReason=True)
    async def _(client: Editor) -> None:
        uri = client.open(file, text)
        commands = {one.title: one.command for one in await client.actions(uri, whole(text)) if one.command}
        command = commands["Suppress CD503 figure-differs here, with a reason"]
        assert command.command == "comp-data.askReason"
        for reason in (" ", "the range\nis right"):
            arguments = [*(command.arguments or ()), reason]
            await client.workspace_execute_command_async(lsp.ExecuteCommandParams("comp-data.suppress", arguments))
        await client.until(lambda: client.applied)
        changed = applied(text, edits_of(client.applied[0]))
        assert "    # comp-data: ignore[CD503] the range is right\n    base_low: 950000\n" in changed
        for reason in ("a --> b", "a\x1b[31m", "a\u202eb", "a\0"):
            arguments = [*(command.arguments or ()), reason]
            with pytest.raises(JsonRpcException, match="text without --> and invisible characters"):
                await client.workspace_execute_command_async(lsp.ExecuteCommandParams("comp-data.suppress", arguments))
        assert len(client.applied) == 1


def test_hover_shows_the_formula_with_its_numbers(record: Path) -> None:
    text = record.read_text("utf-8")

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        uri = client.open(record)
        formula = (
            "**`San Francisco`**, `USD` a year\n\n"
            "- low: base 200,000 + stock 180,000/4 + bonus 5% = 255,000; stated total 273,000 (+7.1%)\n"
            "- high: base 260,000 + stock 320,000/4 + bonus 15% = 379,000; stated total 405,000 (+6.9%)"
        )
        shown = await hover(client, uri, position_of(text, "total_comp_low: 273000", 18))
        assert shown.startswith(formula)
        assert "otal compensation" in shown
        assert await hover(client, uri, position_of(text, "$273K–$405K", 7)) == formula
        assert await hover(client, uri, position_of(text, "| San Francisco |", 4)) == formula
        assert await hover(client, uri, position_of(text, "**Negotiation DNA:**", 4)) == ""
        unknown = text.replace("    currency: USD\n", "", 1)
        client.change(uri, unknown, 2)
        shown = await hover(client, uri, position_of(unknown, "total_comp_low: 273000", 18))
        assert shown.startswith("**`San Francisco`**, in no known currency a year\n")
        assert "supported by sources" in await hover(client, uri, position_of(text, "data_quality: high", 3))


def test_hover_shows_how_a_region_is_read(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = (
        file.read_text("utf-8")
        .replace("- region: New York\n", "- region: NYC\n")
        .replace("- region: London\n", "- region: Atlantis [x](command:y) <b>\n")
    )

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file, text)
        assert await hover(client, uri, position_of(text, "- region: NYC", 11)) == (
            "`NYC` is read as `New York`\n- New York (city, NY, US, USD)"
        )
        shown = await hover(client, uri, position_of(text, "Atlantis", 2))
        assert shown.startswith("- `Atlantis")
        assert "<b>" not in shown.replace("`", " ` ").split("`")[0::2]


def test_hover_shows_the_rule_of_a_code(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8").replace(
        "    base_low: 150000", "    base_low: 150000  # comp-data: ignore[CD204, total-mismatch] because"
    )

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file, text)
        assert (await hover(client, uri, position_of(text, "CD204", 2))).startswith(
            "**CD204 inverted-range** (error)\n\n"
        )
        assert "**CD201 total-mismatch**" in await hover(client, uri, position_of(text, "total-mismatch", 8))


def test_completion_offers_keys_and_the_values_of_the_schema(record: Path) -> None:
    text = record.read_text("utf-8")

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        uri = client.open(record)

        async def offered(old: str, new: str, version: int) -> list[str]:
            """Write a text in place of another, and return what is offered at its end."""
            changed = text.replace(old, f"{new}§", 1)
            before = changed[: changed.index("§")]
            client.change(uri, changed.replace("§", ""), version)
            where = lsp.Position(before.count("\n"), len(before.rpartition("\n")[2]))
            params = lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), where)
            found = await client.text_document_completion_async(params)
            assert isinstance(found, list)
            return [one.label for one in found]

        assert await offered("role_type: standard", "role_type: ", 2) == ["standard", "specialty"]
        assert await offered("data_quality: high", "data_quality: m", 3) == ["high", "medium", "low"]
        assert {"USD", "EUR"} < set(await offered("    currency: EUR", "    currency:  ", 4))
        regions = await offered("- region: Paris", "- region:  ", 5)
        assert regions == ["San Francisco", "New York", "Paris"]
        keys = await offered("role_type: standard", "rol", 6)
        assert "role_type" in keys
        assert "industry" in keys
        assert "company" not in keys
        assert "base_low" not in keys
        within = await offered("    bonus_pct: 5", "    bon", 7)
        assert {"bonus_pct", "bonus_pct_high", "level"} <= set(within)
        assert not {"region", "base_low", "currency"} & set(within)
        assert len(await offered("quarter: 2025-Q4", "quarter:   ", 8)) == 4
        rules = await offered("    base_low: 200000", "    base_low: 200000  # comp-data: ignore[", 9)
        assert "CD201" in rules
        assert "CD001" not in rules
        assert await offered("The role builds", "The role ", 10) == []


async def chosen(client: Editor, uri: str, text: str, version: int) -> dict[str, str]:
    """Return the lines that the completions at `§` make of a text's line, by their labels; those that match so far."""
    before = text[: text.index("§")]
    plain = text.replace("§", "")
    client.change(uri, plain, version)
    where = lsp.Position(before.count("\n"), len(before.rpartition("\n")[2]))
    found = await client.text_document_completion_async(lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), where))
    items = found.items if isinstance(found, lsp.CompletionList) else found or ()
    assert [one.sort_text for one in items] == sorted(one.sort_text or "" for one in items) or not items[0].sort_text
    made = {}
    for one in items:
        assert isinstance(one.text_edit, lsp.TextEdit)
        start = one.text_edit.range.start
        assert (start.line, one.text_edit.range.end.line) == (where.line, where.line)
        typed = plain.split("\n")[where.line][start.character : where.character]
        if (one.filter_text or one.label).casefold().startswith(typed.casefold()):
            made[one.label] = applied(plain, [one.text_edit]).split("\n")[where.line]
    return made


def completing(client: Editor, uri: str, text: str) -> Callable[[str, str], Awaitable[dict[str, str]]]:
    """Return what gives the lines of the completions at `§` where a part of a text is replaced."""
    version = iter(range(2, 99))

    async def made(old: str, new: str) -> dict[str, str]:
        assert old in text
        return await chosen(client, uri, text.replace(old, new, 1), next(version))

    return made


def test_a_completion_replaces_what_is_written(record: Path) -> None:
    text = record.read_text("utf-8").replace("| Paris |", "| \u202eParis |")

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        made = completing(client, client.open(record), text)
        assert (await made("- region: Paris", "- region: San Fr§"))["San Francisco"] == "  - region: San Francisco"
        assert (await made("- region: Paris", '- region: "New Y§"'))["New York"] == "  - region: New York"
        assert (await made("- region: Paris", "- region: Stock§  # why"))["Stockholm"] == "  - region: Stockholm  # why"
        assert (await made("- region: Paris", "- region: nyc§"))["New York"] == "  - region: New York"
        assert (await made("- region: Paris", "- region: Sankt G§"))["St. Gallen"] == "  - region: St. Gallen"
        assert (await made("- region: Paris", "- region:  §"))["\\u202eParis"] == '  - region:  "\u202eParis"'
        assert (await made("role_type: standard", "role_type: st§and"))["standard"] == "role_type: standard"
        assert (await made("role_type: standard", "rol§: standard"))["role_type"] == "role_type: standard"
        assert (await made("role_type: standard", "rol§"))["role_type"] == "role_type: "
        assert (await made("role: ml-ai-engineer", "role: ml-§"))["ml-ai-engineer"] == "role: ml-ai-engineer"
        assert list(await made("company: huggingface-enterprise", "company: §")) == ["huggingface-enterprise"]
        due = await made("next_review_due:", "last_updated: 2025-12-01\nnext_review_due: §\nrest:")
        assert list(due.values()) == [f"next_review_due: {next(iter(due))}"]
        assert list(await made("next_review_due:", "last_updated: 9999-12-31\nnext_review_due: §\nrest:")) == [
            "9999-12-31"
        ]
        currencies = list(await made("    currency: EUR", "    currency: §"))
        assert currencies[:4] == ["USD", "EUR", "GBP", "CAD"]
        assert currencies[9:] == sorted(currencies[9:])


def test_a_key_is_offered_only_where_it_belongs(record: Path) -> None:
    text = record.read_text("utf-8")

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        made = completing(client, client.open(record), text)
        for before_a_key in ("§    currency: EUR", "  §  currency: EUR", "    §\n    currency: EUR\n"):
            assert "industry" not in await made("    currency: EUR", before_a_key)
        assert await made("    currency: EUR", "  §  currency: EUR") == {}
        assert await made("  - region: Paris", "§  - region: Paris") == {}
        assert await made("    currency: EUR", "§\n    currency: EUR") == {}
        assert await made("    currency: EUR", "  §\n    currency: EUR") == {}
        assert await made("company: huggingface-enterprise", "  §\ncompany: huggingface-enterprise") == {}
        within = await made("    currency: EUR", "    # a remark\n\n    §\n    currency: EUR")
        assert within["bonus_pct_high"] == "    bonus_pct_high: "
        assert not {"region", "base_low", "currency"} & set(within)
        assert (await made("  - region: Paris", "  - §\n  - region: Paris"))["region"] == "  - region: "
        assert (await made("level_mapping:", "§\nlevel_mapping:"))["industry"] == "industry: "
        assert await made("level_mapping:", "§") == {"level_mapping": "level_mapping:"}
        assert (await made("compensation:", "co§"))["compensation"] == "compensation:"
        assert await made("compensation:", "compensation:\n    §") == {}  # its entries begin at two blanks
        begun = await made(text, "---\ncompany: acme\n§\n### Title\n\n- Glassdoor: pay\n")
        assert begun["role"] == "role: "
        assert "company" not in begun
        wide = await made("  - region: Paris", "  -   region: Rome\n      b§\n  -   region: Paris")
        assert wide["base_low"] == "      base_low: "
        assert "region" not in wide
        assert (await made("  - region: Paris", "  -   region: Lon§"))["London"] == "  -   region: London"


def test_completion_works_in_front_matter_that_cannot_be_read(record: Path) -> None:
    text = record.read_text("utf-8")
    broken = text[: text.index("level_mapping")].replace("role_type: standard", "role_type: ", 1) + "data_sources: [\n"

    @session(record.parents[2])
    async def _(client: Editor) -> None:
        uri = client.open(record, broken)
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), position_of(broken, "role_type: ", 11))
        found = await client.text_document_completion_async(params)
        assert isinstance(found, list)
        assert [one.label for one in found] == ["standard", "specialty"]


def test_symbols_links_and_definitions(tmp_path: Path) -> None:
    (file,) = write(tmp_path / "seeds")
    text = file.read_text("utf-8").replace("https://www.glassdoor.com", "javascript:alert(1)")
    text = text.replace("**Level Mapping:**", "**\u202eLevel Mapping:**").replace(
        "region: London", "region: \u202eLondon"
    )

    @session(tmp_path)
    async def _(client: Editor) -> None:
        uri = client.open(file, text)
        identifier = lsp.TextDocumentIdentifier(uri)
        symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(identifier))
        assert symbols
        tree = {one.name: one for one in symbols if isinstance(one, lsp.DocumentSymbol)}
        assert [one.name for one in tree["compensation"].children or ()] == [
            "San Francisco",
            "New York",
            "\\u202eLondon",
        ]
        assert "\\u202eLevel Mapping" in tree
        for one in symbols:
            assert isinstance(one, lsp.DocumentSymbol)
            assert one.range.start <= one.selection_range.start <= one.selection_range.end <= one.range.end, one.name

        links = await client.text_document_document_link_async(lsp.DocumentLinkParams(identifier))
        assert links
        assert [one.target for one in links] == ["https://www.levels.fyi"]

        async def leads_to(marked: str, after: int) -> str:
            found = await client.text_document_definition_async(
                lsp.DefinitionParams(identifier, position_of(text, marked, after))
            )
            assert isinstance(found, lsp.Location)
            lines = text.split("\n")[found.range.start.line : found.range.end.line + 1]
            return "\n".join(lines)

        assert (await leads_to("base_low: 82000", 3)).startswith("| London | GBP 82000")
        assert (await leads_to("- region: \u202eLondon", 5)).startswith("| London | GBP 82000")
        assert (await leads_to("| GBP 82000–GBP 112000 |", 5)).startswith(
            "  - region: \u202eLondon\n    base_low: 82000\n"
        )
        assert (await leads_to("| London |", 3)).startswith("  - region: \u202eLondon\n    base_low: 82000\n")


def test_a_client_that_knows_no_versions_gets_plain_edits(record: Path) -> None:
    import asyncio  # noqa: PLC0415 - another editor than that of the session

    from tests.server.client import editor  # noqa: PLC0415 - the same

    text = record.read_text("utf-8").replace("bonus_pct: 5\n", "bonus_pct: null\n")

    async def plain() -> None:
        encodings = lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind.Utf8])
        async with editor(record.parents[2], capabilities=lsp.ClientCapabilities(general=encodings)) as client:
            uri = client.open(record, text)
            (action,) = await client.actions(uri, whole(text), ["source.fixAll"])
            assert action.edit
            assert action.edit.changes
            assert list(action.edit.changes) == [uri]
            assert client.watched == []

    asyncio.run(plain())
