"""Neovim without a screen opens, edits, hovers, completes, fixes and saves the real record."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from comp_data.guide.document import read_document
from tests.conftest import ROOT

LONGEST = 120


@pytest.mark.editor
def test_a_guide_in_neovim(tmp_path: Path) -> None:
    copytree(ROOT / "seeds", tmp_path / "seeds")
    guide = tmp_path / "seeds" / "huggingface-enterprise" / "ml-ai-engineer.md"
    result = tmp_path / "result.json"
    env = {
        **os.environ,
        "COMP_DATA_GUIDE": str(guide),
        "COMP_DATA_ROOT": str(tmp_path),
        "COMP_DATA_PYTHON": sys.executable,
        "COMP_DATA_RESULT": str(result),
        "PYTHONPATH": str(ROOT),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    script = Path(__file__).with_name("comp_data.lua")
    done = subprocess.run(
        ["nvim", "--headless", "--clean", "-n", "-c", f"luafile {script}"],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=LONGEST,
    )
    found = json.loads(result.read_text("utf-8"))
    assert "problem" not in found, (found, done.stderr)
    assert found["wrong"] == [0, 14, 20]
    assert "base 200,000 + stock 180,000/4 + bonus 5% = 255,000" in found["hover"]
    assert found["completion"] == ["standard", "specialty"]
    assert found["action"] == "Fix everything that is safe to fix"
    assert found["definition"].startswith("| San Francisco |")
    values = read_document(guide).values
    assert values is not None
    entry = values["compensation"][0]
    assert (entry["base_low"], entry["bonus_pct"], entry["bonus_pct_high"]) == (200000, 5, 15)
