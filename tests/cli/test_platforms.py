"""Without `fcntl`, without `fork` or with a locale of ASCII only, commands do what they do everywhere."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, CommandLine, GitRepository

pytestmark = pytest.mark.slow

Write = Callable[[str], Path]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
WITHOUT = {"fcntl": "import sys; sys.modules['fcntl'] = None\n", "fork": "import os; del os.fork\n"}
GUIDES = "".join(f"# file: c{number}/data-engineer.md\n" for number in range(4))
TODAY = "--today=2026-03-01"
COMMANDS = {
    "lint": ["lint", TODAY, "--level=info", "--max-findings=0", "--no-cache"],
    "processes": ["lint", TODAY, "--jobs=2", "--no-cache"],
    "base": ["lint", TODAY, "--base=HEAD", "--select=CD8"],
    "fix": ["lint", TODAY, "--fix"],
    "baseline": ["lint", TODAY, "--write-baseline"],
    "diff": ["diff", "HEAD"],
    "export": ["export", "out", "--format=csv,jsonl,sqlite"],
}


@pytest.fixture
def variables(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, str]]:
    """The environment in which Python lacks something."""

    def make(what: str) -> Mapping[str, str]:
        if what == "a UTF-8 locale":
            return ASCII
        folder = tmp_path_factory.mktemp("without")
        (folder / "sitecustomize.py").write_text(WITHOUT[what], "utf-8")
        return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}

    return make


def files_in(folder: Path) -> dict[str, bytes]:
    found = (one for one in sorted(folder.rglob("*")) if one.is_file() and ".git" not in one.parts)
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


@pytest.mark.parametrize("missing", [*WITHOUT, "a UTF-8 locale"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_the_same_on_such_a_platform(
    command: str,
    missing: str,
    comp_data: CommandLine,
    dataset: Write,
    tmp_path: Path,
    variables: Callable[[str], Mapping[str, str]],
) -> None:
    original = dataset(GUIDES)
    folder = tmp_path / "repository"
    results = []
    for env in ({}, variables(missing)):
        shutil.copytree(original, folder / "seeds")
        GitRepository(folder).commit()
        changed = folder / "seeds" / "c1" / "data-engineer.md"
        text = changed.read_text("utf-8").replace("base_low: 150000", "base_low: 75000")
        changed.write_text(text.replace("San Francisco", "Zürich"), "utf-8")
        done = comp_data(*COMMANDS[command], cwd=folder, env=env)
        assert "internal error" not in done.stderr
        results.append((done.returncode, done.stdout, done.stderr, files_in(folder)))
        shutil.rmtree(folder)
    assert results[0] == results[1]
    assert results[0][0] < 2


def test_a_name_that_the_locale_cannot_write_is_a_clear_error(
    comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("").rename(tmp_path / os.fsdecode("gehälter".encode()))
    (tmp_path / "comp-data.toml").write_text('dataset = "gehälter"\n', "utf-8")
    done = comp_data("lint", TODAY, env=ASCII)
    assert (done.returncode, done.stdout) == (2, "")
    assert "geh\\xe4lter' cannot be the name of a file in the locale's encoding: set PYTHONUTF8=1" in done.stderr
    assert comp_data("lint", TODAY, env={**ASCII, "PYTHONUTF8": "1"}).returncode == 0
