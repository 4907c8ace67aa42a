"""`comp-data export`: what it prints, refuses and needs."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, CommandLine

Write = Callable[[str], Path]


def test_the_configured_dataset_as_csv(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    done = comp_data("export", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == ["out/guides.csv", "out/pay.csv"]
    assert all((tmp_path / line).is_file() for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) == len(os.listdir(tmp_path / "out")) == 9


def test_formats_with_commas_and_one_by_one(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    assert comp_data("export", "out", "--format", "csv, jsonl", "--format", "sqlite").returncode == 0
    assert {"pay.csv", "pay.jsonl", "dataset.sqlite"} <= set(os.listdir(tmp_path / "out"))


def test_errors_in_what_it_exports_are_counted(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("compensation:\n  - total_comp_high: 999000\n")
    done = comp_data("export", "out")
    assert done.returncode == 0
    assert done.stderr == "comp-data: 1 error in the exported guides; `comp-data lint seeds` lists them\n"
    (tmp_path / "seeds").rename(tmp_path / "old guides")
    done = comp_data("export", "out", "--dataset", "old guides")
    assert done.stderr == "comp-data: 1 error in the exported guides; `comp-data lint 'old guides'` lists them\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["out", "--format", "xlsx"], "unknown export format 'xlsx': choose from csv, parquet, jsonl, sqlite, duckdb"),
        (["out", "--format", ""], "unknown export format '': choose from csv"),
        (["seeds/out"], "seeds/out and the dataset seeds contain each other"),
        (["out", "--ref", "HEAD"], "git"),
        (["out", "--dataset", "nowhere"], "nowhere cannot be read as a dataset"),
    ],
)
def test_what_cannot_be_done_is_reported(
    arguments: list[str], message: str, comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("")
    done = comp_data("export", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["seeds"]


def test_guides_that_are_no_records(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\ncompany_display: [\n")
    refused = comp_data("export", "out")
    assert refused.returncode == 2
    assert "\nseeds/globex/data-engineer.md:" in refused.stderr
    assert not (tmp_path / "out").exists()
    done = comp_data("export", "out", "--skip-invalid")
    assert done.returncode == 0
    assert done.stderr == "comp-data: 1 invalid guide left out; `comp-data lint seeds --no-baseline` says why\n"
    assert len((tmp_path / "out" / "guides.csv").read_text("utf-8").splitlines()) == 2
    (tmp_path / "seeds" / "acme" / "data-engineer.md").unlink()
    assert "contains no valid guide" in comp_data("export", "none", "--skip-invalid").stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hidden", "works", "fails", "extra"),
    [
        ("pyarrow", "csv,jsonl,sqlite,duckdb", "parquet", "arrow"),
        ("duckdb", "csv,jsonl,sqlite,parquet", "duckdb", "sql"),
    ],
)
def test_each_extra_alone_works_and_a_missing_one_is_named(
    hidden: str, works: str, fails: str, extra: str, tmp_path: Path
) -> None:
    others = {"pyarrow", "duckdb", "pandas", "polars", "numpy"} - {"duckdb" if hidden == "pyarrow" else "pyarrow"}
    script = (
        "import sys; from comp_data.cli import main\n"
        f"sys.modules.update(dict.fromkeys({sorted(others)!r}))\n"
        "sys.argv[0] = 'comp-data'; main()"
    )

    def run(folder: str, formats: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", script, "export", folder, "--format", formats, "--dataset", f"{ROOT}/seeds"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)

    assert run("works", works).returncode == 0
    done = run("fails", fails)
    assert done.returncode == 2
    assert f"pip install 'comp-data[{extra}]'" in done.stderr
    assert os.listdir(tmp_path) == ["works"]
