"""Write made-up guides, and check that the linter finds exactly the planted defects."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.defects import Planted, make_guides
from benchmarks.generator import TODAY
from benchmarks.timing import environment

LINT = (sys.executable, "-m", "comp_data", "lint", "--no-config", "--fail-on", "never", "--today", str(TODAY))


class Outcome(NamedTuple):
    """The findings of a run compared with the planted ones: which are missing, and which are unexpected."""

    planted: int
    missing: tuple[Planted, ...]
    extra: tuple[Planted, ...]


def write_guides(folder: Path, seed: int, count: int, defects: float = 0.0) -> list[Planted]:
    """Write guides as files; returns the findings that were planted in them."""
    planted: list[Planted] = []
    for made in make_guides(seed, count, defects):
        file = folder / made.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made.text, "utf-8", newline="")
        planted += made.planted
    return planted


def held_against(folder: Path, planted: Iterable[Planted]) -> Outcome:
    """Lint a folder of made-up guides and compare every finding, of any severity, with the planted ones."""
    line = (*LINT, "--format", "jsonl", ".")
    done = subprocess.run(line, capture_output=True, check=True, cwd=folder, env=environment())
    found = Counter(map(_found, done.stdout.decode().splitlines()))
    wanted = Counter(planted)
    return Outcome(wanted.total(), tuple((wanted - found).elements()), tuple((found - wanted).elements()))


def _found(line: str) -> Planted:
    one = json.loads(line)
    return Planted(one["path"], one["code"], tuple(one["key_path"]))
