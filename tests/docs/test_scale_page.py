"""The recipes of `docs/scale.md` run: on a real cluster, and with guides in storage that is no folder."""

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data.base.package import load_extra
from tests.docs.pages import blocks

pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("default")]


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a cluster with one worker."""
    dask = load_extra("distributed", extra="dask")
    with dask.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def run(code: str) -> tuple[dict[str, Any], str]:
    names: dict[str, Any] = {}
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "scale.md", "exec"), names)
    return names, out.getvalue()


def test_a_dask_client_lints_what_this_process_would(folder: Path, scheduler: str) -> None:
    (recipe,) = (one for one in blocks("scale.md", "py") if "distributed" in one)
    names, _ = run(recipe.replace("tcp://scheduler:8786", scheduler))
    assert names["result"] == cd.lint("guides")
    assert names["result"].files == 3


def test_guides_in_storage_have_the_findings_of_a_folder(folder: Path) -> None:
    storage = load_extra("fsspec", extra="dask").filesystem("memory")
    storage.put("guides", "/", recursive=True)
    (recipe,) = (one for one in blocks("scale.md", "py") if "fsspec" in one)
    _, out = run(recipe)
    expected = [f"{one.path} {one.line} {one.code} {one.message}" for one in cd.lint("guides").diagnostics]
    assert sorted(out.replace("/guides/", "guides/").splitlines()) == sorted(expected)
    assert len(expected) > 2


def test_the_commands_run(folder: Path, scheduler: str) -> None:
    every = (line for block in blocks("scale.md", "bash") for line in block.splitlines())
    lines = [line for line in every if line.startswith("comp-data")]
    assert len(lines) == 3
    for line in lines:
        arguments = line.partition("#")[0].replace("tcp://scheduler:8786", scheduler).split()[1:]
        done = subprocess.run(
            [sys.executable, "-m", "comp_data", *arguments], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode in {0, 1}, done.stderr
        assert "Traceback" not in done.stderr
    assert (folder / "findings.parquet").stat().st_size > 1_000
