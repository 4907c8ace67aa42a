"""The folder that the pages in `docs` take for granted."""

from pathlib import Path

import pytest

from docs.make_examples import make_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder as the examples expect it."""
    make_folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
