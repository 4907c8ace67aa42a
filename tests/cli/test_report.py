"""`comp-data report`: what it writes and prints, and when it refuses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine


@pytest.mark.slow
def test_writes_a_site_and_then_only_what_changed(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    done = comp_data("report", "out", "--today", "2026-03-01")
    assert (done.returncode, done.stdout) == (0, "out/index.html\n")
    assert (tmp_path / "out" / "guides" / "acme" / "data-engineer.html").is_file()
    again = comp_data("report", "out", "--today", "2026-03-01")
    assert again.stderr.startswith("comp-data: 0 files written, ")
    (tmp_path / "seeds" / "globex" / "data-engineer.md").unlink()
    fewer = comp_data("report", "out", "--today", "2026-03-01")
    assert fewer.returncode == 0
    assert not (tmp_path / "out" / "guides" / "globex").exists()


def test_refuses_a_folder_with_other_files(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset("")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    done = comp_data("report", "out")
    assert done.returncode == 2
    assert done.stderr.startswith("comp-data: error: out is not empty and was not written by `comp-data report`")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["notes.txt"]


def test_an_unknown_base_is_an_error_and_writes_nothing(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset("")
    done = comp_data("report", "out", "--base", "nowhere")
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()


def test_a_dataset_without_a_guide_is_an_error(comp_data: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    done = comp_data("report", "out")
    assert done.returncode == 2
    assert "no guide" in done.stderr


@pytest.mark.slow
def test_without_the_extra_the_error_names_it(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    dataset("")
    (tmp_path / "stubs" / "jinja2").mkdir(parents=True)
    (tmp_path / "stubs" / "jinja2" / "__init__.py").write_text("raise ImportError('not installed')")
    paths = f"{tmp_path / 'stubs'}:{Path(__file__).parents[2]}"
    done = comp_data("report", "out", env={"PYTHONPATH": paths})
    assert done.returncode == 2
    assert "comp-data[report]" in done.stderr
    assert not (tmp_path / "out").exists()
