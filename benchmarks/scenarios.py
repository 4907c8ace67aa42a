"""The timed commands of comp-data, each in a group with the commands that it is compared with in the same rounds."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import LINT
from benchmarks.peers import peers_over, write_sheets
from benchmarks.timing import ROOT, Command, environment

_OURS = (sys.executable, "-m", "comp_data")
_LINT = (*LINT, "--format", "concise")
MOST_FOR_PEERS = 20_000
"""Guides up to which the peers take part: they are given files by name, and a command line has an end."""


class Group(NamedTuple):
    """Commands that run in the same turns; `missing` are scenarios that this comp-data has no command for."""

    name: str
    ours: tuple[Command, ...]
    peers: tuple[Command, ...] = ()
    missing: tuple[str, ...] = ()


class Ground(NamedTuple):
    """What is run over: guides in a folder, and a scratch folder, which is the working folder too."""

    folder: Path
    guides: Sequence[Path]
    scratch: Path
    with_peers: bool


@cache
def has(command: str, option: str = "") -> bool:
    """Whether there is a command of comp-data, and an option of it."""
    line = [*_OURS, *([command] if option else []), "--help"]
    shown = subprocess.run(line, capture_output=True, text=True, check=False, env=environment()).stdout
    return (option or f"\n  {command} ") in shown


def groups(ground: Ground) -> Iterator[Group]:
    """Every group, one after the other, each set up when it is due."""
    sheets = write_sheets(ground.guides, ground.scratch / "sheets") if ground.with_peers else []
    yield _one_guide(ground, sheets)
    yield _all_guides(ground, sheets)
    yield _library(ground)
    yield _export(ground)
    yield _diff(ground)


def _one_guide(ground: Ground, sheets: Sequence[Path]) -> Group:
    guide = str(ground.guides[0])
    peers = [
        Command("importing the models", (sys.executable, "-c", "import comp_data.records.models")),
        _floor(guide),
        *(peers_over(sheets[0]) if sheets else ()),
    ]
    return Group("one guide", (Command("lint", (*_LINT, *_no_cache(), guide)),), tuple(peers))


def _all_guides(ground: Ground, sheets: Sequence[Path]) -> Group:
    folder = str(ground.folder)
    counts = [count for count in (1, 2, 4, 8) if count <= _cores()]
    ours = [
        Command(f"lint, {_processes(count)}", (*_LINT, *_no_cache(), "--jobs", str(count), folder)) for count in counts
    ]
    missing: tuple[str, ...] = ()
    if has("lint", "--no-cache"):
        # A cache in the working folder would not be used.
        warm = (*_LINT, "--cache-dir", str(ground.scratch.parent / "cache"), folder)
        changed = ground.guides[len(ground.guides) // 2]
        ours += [
            Command("lint, warm cache", warm),
            Command("lint, warm, one guide changed", warm, _changes(changed)),
        ]
    else:
        missing = ("lint, warm cache", "lint, warm, one guide changed")
    peers = [_floor(folder)]
    if 0 < len(sheets) <= MOST_FOR_PEERS:
        peers += peers_over(sheets[0].parent)
    return Group(f"{len(ground.guides):,} guides", tuple(ours), tuple(peers), missing)


def _library(ground: Ground) -> Group:
    code = "import sys, comp_data; print(len(comp_data.load(sys.argv[1], on_error='skip')))"
    load = Command("load", (sys.executable, "-c", code, str(ground.folder)))
    return Group("the library", (load,), (_floor(str(ground.folder)),))


def _export(ground: Ground) -> Group:
    if not has("export"):
        return Group("export", (), missing=("export",))
    options = ("--dataset", str(ground.folder), "--skip-invalid", "--force")
    formats = ("csv", "jsonl", "sqlite")
    ours = tuple(
        Command(f"export, {name}", (*_OURS, "export", str(ground.scratch / name), "--format", name, *options))
        for name in formats
    )
    return Group("export", ours, (_floor(str(ground.folder)),))


def _diff(ground: Ground) -> Group:
    """The guides as a repository whose one commit has them all, and 1 in 100 changed since. To be set up last."""
    if not has("diff"):
        return Group("diff", (), missing=("diff",))
    git = ("git", "-C", str(ground.folder), "-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")
    for step in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Guides")):
        subprocess.run((*git, *step), check=True)
    for guide in ground.guides[::100]:
        text = guide.read_text("utf-8")
        guide.write_text(text.replace("bonus_pct: 10\n", "bonus_pct: 11\n"), "utf-8", newline="")
    line = (*_OURS, "diff", "HEAD", "--dataset", str(ground.folder), "--format", "json")
    return Group("diff", (Command("diff", line),), (_floor(str(ground.folder)),))


def _floor(given: str) -> Command:
    return Command("floor", (sys.executable, str(ROOT / "benchmarks" / "floor.py"), given))


def _no_cache() -> tuple[str, ...]:
    return ("--no-cache",) if has("lint", "--no-cache") else ()


def _changes(guide: Path) -> Callable[[], None]:
    """What makes a guide another one than it was at the last run."""
    turn = 0
    text = guide.read_text("utf-8")

    def change() -> None:
        nonlocal turn
        turn += 1
        guide.write_text(f"{text}\n<!-- turn {turn} -->\n", "utf-8")

    return change


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
