"""Time the language server as an editor sees it, and its memory over many random edits.

.venv/bin/python -m benchmarks.editor FOLDER [--guides 1176] [--edits 3600] [--seed 0]

Every guide is opened, changed and closed: milliseconds from a message to the diagnostics of that version, and to the
answers of requests. Then one guide is edited at random, as often as in an hour of a change a second. FOLDER has a
comp-data.toml that names the dataset: elsewhere the server leaves a guide alone while its front matter is broken.
"""

import argparse
import asyncio
import random
import statistics
import time
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from comp_data.base.discovery import reads_like_guide
from tests.server.client import Editor, editor

_EVERY = 20


def main() -> None:
    """Run both measurements and print their figures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--guides", type=int, default=1176)
    arguments.add_argument("--edits", type=int, default=3600)
    arguments.add_argument("--seed", type=int, default=0)
    asyncio.run(_measure(arguments.parse_args()))


async def _measure(chosen: argparse.Namespace) -> None:
    folder = chosen.folder.resolve()
    files = [file for file in sorted(folder.rglob("*.md")) if reads_like_guide(file)][: chosen.guides]
    taken: dict[str, list[float]] = {}
    async with editor(folder) as client:
        for file in files:
            await _visit(client, file, taken)
        for name, times in taken.items():
            at_95 = statistics.quantiles(times, n=20)[-1]
            print(f"{name}: median {statistics.median(times):.1f} ms, 95% {at_95:.1f} ms, {len(times):,} times")
        await _edit(client, files[0], random.Random(chosen.seed), chosen.edits)


async def _visit(client: Editor, file: Path, taken: dict[str, list[float]]) -> None:
    text = file.read_text("utf-8")
    started = time.perf_counter()
    uri = client.open(file, text)
    await client.diagnostics(uri, 1)
    _note(taken, "open", started)
    started = time.perf_counter()
    client.change(uri, text.replace("0", "1", 3), 2)
    await client.diagnostics(uri, 2)
    _note(taken, "change", started)
    document, line = lsp.TextDocumentIdentifier(uri), text[: text.find("base_low")].count("\n")
    requests: dict[str, Any] = {
        "hover": client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(line, 6))),
        "completion": client.text_document_completion_async(lsp.CompletionParams(document, lsp.Position(line, 4))),
        "fixes": client.actions(uri, lsp.Range(lsp.Position(0, 0), lsp.Position(line, 0))),
    }
    for name, request in requests.items():
        started = time.perf_counter()
        await request
        _note(taken, name, started)
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
    client.published.clear()


def _note(taken: dict[str, list[float]], name: str, started: float) -> None:
    taken.setdefault(name, []).append((time.perf_counter() - started) * 1000)


async def _edit(client: Editor, file: Path, chance: random.Random, edits: int) -> None:
    """Insert, delete and replace at random; most changes are outdated by the next before they are linted."""
    text = file.read_text("utf-8")
    uri, start = client.open(file, text), text
    await client.diagnostics(uri, 1)
    kept = []
    for version in range(2, edits + 2):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["", "x", "\n", "0", "- ", "é"]) + text[at + chance.randrange(3) :]
        if version % 200 == 0:
            text = start
        client.change(uri, text, version)
        if version % _EVERY == 0:
            await client.diagnostics(uri, version)
            client.published.clear()
        if version % (edits // 6) == 0:
            kept.append(f"{_memory(client):.1f}")
    print(f"memory of the server during {edits:,} edits: {', '.join(kept)} MiB")


def _memory(client: Editor) -> float:
    """Return the resident memory of the server, from Linux's /proc."""
    process: Any = client._server
    status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
