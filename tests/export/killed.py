"""Kills an export at every step that touches the disk, and reports what each death left; then exports again.

    python -m tests.export.killed SCRATCH

Prints, as JSON, how often the old export or the new one was in its place, or the old one aside.
"""

import json
import os
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import comp_data as cd

_STEPS = {
    "open",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.chmod",
}


def main(scratch: Path) -> None:
    records = cd.load()
    place = scratch / "out"
    old = {file.name: file.read_bytes() for file in records.export(scratch / "old", ["csv"])}
    new = {file.name: file.read_bytes() for file in records.export(scratch / "new", ["jsonl"])}
    os.fsync = _nothing  # a process that is killed loses nothing that it wrote: the system lives on
    found: Counter[str] = Counter()
    for last in range(1, 200):
        _clear(scratch)
        shutil.copytree(scratch / "old", place)
        died = _export(records, place, last)
        present = _content(place)
        found["old" if present == old else "new" if present == new else "aside" if present is None else "torn"] += 1
        if present is None:
            (aside,) = scratch.glob(".out.*.replaced")
            assert _content(aside) == old
        records.export(place, ["jsonl"])
        assert _content(place) == new, last
        assert sorted(os.listdir(scratch)) == ["new", "old", "out"], (last, os.listdir(scratch))
        if not died:
            break
    sys.stdout.write(json.dumps(found))


def _export(records: cd.Dataset, place: Path, last: int) -> bool:
    """Exports in a process of its own, which dies at its step number `last`; False where it ends before."""
    child = os.fork()
    if child == 0:
        steps = 0

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal steps
            if event not in _STEPS or (event == "open" and str(place.parent) not in str(arguments[0])):
                return
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        records.export(place, ["jsonl"])
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _nothing(fd: Any) -> None:
    pass


def _content(folder: Path) -> dict[str, bytes] | None:
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else None


def _clear(scratch: Path) -> None:
    shutil.rmtree(scratch / "out", ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
