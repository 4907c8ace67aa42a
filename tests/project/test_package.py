"""What a user installs: the wheel, built from the source archive, in an empty environment."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT

ONE_LINE = (
    "import comp_data; print(comp_data.load()['huggingface-enterprise/ml-ai-engineer'].pay('Paris').total_comp);"
    " print(comp_data.lint(comp_data.load(), use_config=False).files)"
)


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.install
def test_it_works_from_an_empty_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--outdir", str(tmp_path / "dist"), str(ROOT), cwd=tmp_path)
    (wheel,), (_,) = (tmp_path / "dist").glob("*.whl"), (tmp_path / "dist").glob("*.tar.gz")
    venv.create(tmp_path / "empty", with_pip=True)
    python = str(tmp_path / "empty" / "bin" / "python")
    run(python, "-m", "pip", "install", "--quiet", str(wheel), cwd=tmp_path)
    assert run(python, "-c", ONE_LINE, cwd=tmp_path) == "EUR 232,000–345,000\n1\n"
    explained = run(str(tmp_path / "empty" / "bin" / "comp-data"), "rule", "CD201", cwd=tmp_path)
    assert explained.startswith("CD201 total-mismatch")
    assert "Why:" in explained
    assert "-     total_comp_high: 330000" in explained
