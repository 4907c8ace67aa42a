"""`comp-data lint --dask`, and a Dask cluster from Python: the same findings, also if a worker is killed."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data.base.package import load_extra
from tests.conftest import CommandLine

pytestmark = pytest.mark.cluster
TODAY = date(2026, 3, 1)
ODD = ("", "role_type: senior\n", "compensation:\n  - base_low: 300000\n", "company_display: [\n")
LINT = ("lint", "--no-config", "--no-cache", "seeds", "--today", str(TODAY), "--format", "json")


@pytest.fixture
def folder(dataset: Callable[[str], Path]) -> Path:
    return dataset("".join(f"# file: company-{i // 14}/role-{i}.md\n{ODD[i % 4]}" for i in range(700)))


@pytest.fixture
def client() -> Iterator[Any]:
    """A client of a local cluster with two workers."""
    dask = load_extra("distributed", extra="dask")
    with (
        dask.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        dask.Client(cluster) as client,
    ):
        yield client


@pytest.mark.filterwarnings("default")
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    folder: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    expected = cd.lint("seeds", today=TODAY)
    killed = []

    def guides() -> Iterator[tuple[str, bytes]]:
        for number, file in enumerate(sorted(Path("seeds").glob("*/*.md"))):
            if number == 600:
                (victim, *_) = client.run(os.getpid).values()
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            yield str(file), file.read_bytes()

    with client.get_executor(retries=3) as executor:
        found = cd.lint(guides(), today=TODAY, executor=executor)
    assert killed
    assert found.files == 700
    assert found == expected


@pytest.mark.filterwarnings("default")
def test_a_cluster_prints_the_same_bytes(comp_data: CommandLine, folder: Path, client: Any) -> None:
    expected = comp_data(*LINT)
    assert expected.returncode == 1
    assert comp_data(*LINT, "--jobs=2").stdout == expected.stdout
    for address in (client.scheduler.address, client.scheduler.address.replace("tcp://", "dask://")):
        done = comp_data(*LINT, "--dask", address)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout == expected.stdout


@pytest.mark.filterwarnings("default")
def test_a_cluster_is_started_where_none_is_named(comp_data: CommandLine, folder: Path) -> None:
    done = comp_data(*LINT, "--dask", "local")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == comp_data(*LINT).stdout


def test_an_address_without_a_scheduler_is_an_error(comp_data: CommandLine, folder: Path) -> None:
    for address in ("tcp://127.0.0.1:9", "nowhere"):
        done = comp_data(*LINT, "--dask", address)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"no Dask scheduler at {address}" in done.stderr
        assert "Traceback" not in done.stderr
