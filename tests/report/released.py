"""Kills a release at random moments that touch the disk or start git, and checks what each death left.

    python -m tests.report.released SCRATCH TRIES

Prints, as JSON, how often the release was not there, and how often it was whole.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from comp_data.linter.api import lint
from comp_data.report.release import CHECKSUMS, PRESET, release
from tests.conftest import GitRepository
from tests.report.site.made import write_guides

TODAY = date(2026, 3, 1)
_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "subprocess.Popen"}
_OLD = "# Changes\n\n## 1.2.0 - 2026-02-01\n"


def main(scratch: Path, tries: int) -> None:
    repository = GitRepository(scratch / "made")
    folder, out = write_guides(repository.top / "seeds", 3), scratch / "out"
    changelog = folder / "CHANGELOG.md"
    changelog.write_text(_OLD, "utf-8")
    repository.commit()
    write_guides(folder, 1, first=3)
    repository.commit()
    steps = _run(folder, out, None)
    assert state(out) == "whole"
    new = changelog.read_text("utf-8")
    found: Counter[str] = Counter()
    chosen = random.Random(5).sample(range(steps // 2), tries // 2)
    for last in [*chosen, *range(max(steps - tries // 2, 0), steps)]:  # half of them near the end, where it is decided
        _clear(scratch, out)
        changelog.write_text(_OLD, "utf-8")
        _run(folder, out, last)
        found[state(out)] += 1
        assert changelog.read_text("utf-8") in (_OLD, new), last
        assert changelog.read_text("utf-8") == new or state(out) == "absent", last
        if state(out) == "absent" and (found["absent"] == 1 or last % 5 == 0):
            _run(folder, out, None)
            assert state(out) == "whole", last
            assert changelog.read_text("utf-8") == new, last
            assert sorted(os.listdir(scratch)) == ["made", "out"], last
    sys.stdout.write(json.dumps(found))


def state(out: Path) -> str:
    """`absent`, `whole` if every file is as the checksums say, else `torn`."""
    if not out.exists():
        return "absent"
    sums = {line[66:]: line[:64] for line in (out / CHECKSUMS).read_text("utf-8").splitlines()}
    files = {file.relative_to(out).as_posix(): file for file in out.rglob("*") if file.is_file()}
    files.pop(CHECKSUMS)
    same = all(hashlib.sha256(file.read_bytes()).hexdigest() == sums.get(name) for name, file in files.items())
    return "whole" if same and files.keys() == sums.keys() and len(files) > 20 else "torn"


def _run(folder: Path, out: Path, last: int | None) -> int:
    """Release in a process of its own, which dies at its step `last`; return how many steps it took."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def at_step(event: str, _arguments: tuple[Any, ...]) -> None:
            nonlocal steps
            if event in _EVENTS:
                if steps == last:
                    os.kill(os.getpid(), signal.SIGKILL)
                steps += 1

        sys.addaudithook(at_step)
        code = 1
        try:
            release(folder, out, TODAY, lint(folder, today=TODAY, preset=PRESET))
            os.write(send, str(steps).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(send)
    _, status = os.waitpid(child, 0)
    with os.fdopen(receive, "rb") as stream:
        said = stream.read()
    assert said if last is None else os.WIFSIGNALED(status) or said, status
    return int(said or 0)


def _clear(scratch: Path, out: Path) -> None:
    for entry in scratch.iterdir():
        if entry.name != "made":
            shutil.rmtree(entry)
    assert not out.exists()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
