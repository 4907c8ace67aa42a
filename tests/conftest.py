"""Fixtures: scratch datasets and the command line as a process."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pytest

from tests.fragments import guides

ROOT = Path(__file__).parents[1]


class CommandLine(Protocol):
    def __call__(
        self, *arguments: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture
def comp_data(tmp_path: Path) -> CommandLine:
    """Runs `comp-data` as a process of its own, in the test's folder unless told otherwise."""

    def run(
        *arguments: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "comp_data", *arguments],
            input=stdin,
            capture_output=True,
            cwd=cwd or tmp_path,
            env={**os.environ, "GITHUB_STEP_SUMMARY": "", "PYTHONPATH": str(ROOT), **(env or {})},
            check=False,
            timeout=120,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


@pytest.fixture
def dataset(tmp_path: Path) -> Callable[[str], Path]:
    """Writes the guides of a fragment into `seeds/` of the test's folder, and gives that folder."""

    def write(fragment: str) -> Path:
        folder = tmp_path / "seeds"
        for made in guides(fragment):
            file = folder / made.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made.text, "utf-8", newline="")
        return folder

    return write
