"""The processes that a run starts import nothing from the working folder.

Holds this sentence of docs/security.md: "no process imports a module from the working folder".
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = """\
import os, threading
from comp_data.__main__ import main
from comp_data.linter import chunks
if __name__ == "__main__":
    {first}
    assert chunks.start_method() == {method!r}
    main()
"""
FIRST = {
    "forked": ("fork" if sys.platform == "linux" else "spawn", "pass"),
    "with threads": ("spawn", "threading.Thread(target=threading.Event().wait, daemon=True).start()"),
    "on a platform without fork": ("spawn", "vars(os).pop('fork', None)"),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", FIRST)
def test_worker_processes_import_nothing_from_the_working_folder(
    how: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, dataset: Callable[[str], Path]
) -> None:
    dataset("".join(f"# file: c{number}/data-engineer.md\n" for number in range(60)))
    for name in ("multiprocessing", "re", "pickle", "signal", "concurrent", "comp_data", "runpy"):
        (tmp_path / f"{name}.py").write_text("import pathlib; pathlib.Path('ran').touch()\n")
    script = tmp_path_factory.mktemp("bin") / "comp-data"  # like the installed command: its folder is on the path
    script.write_text(SCRIPT.format(method=FIRST[how][0], first=FIRST[how][1]), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), "lint", "seeds", "--jobs=2", "--no-cache", "--today=2026-03-01"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert not (tmp_path / "ran").exists(), done.stderr
    assert "60 guides" in done.stdout, done.stdout + done.stderr
