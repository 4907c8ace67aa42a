"""The same records make the same bytes, in whatever process, place, language and time zone."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

import comp_data as cd
from comp_data.export.formats import NAMES
from tests.conftest import CommandLine, GitRepository
from tests.export.made import ODD


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@pytest.mark.slow
def test_two_processes_write_the_same(comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path) -> None:
    folder = dataset(ODD)
    here = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    there = {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}
    for name, env in (("one", here), ("two", there)):
        (tmp_path / name).mkdir()
        done = comp_data(
            "export", "out", "--format", ",".join(NAMES), "--dataset", str(folder), cwd=tmp_path / name, env=env
        )
        assert done.returncode == 0, done.stderr
    one, two = digests(tmp_path / "one" / "out"), digests(tmp_path / "two" / "out")
    assert len(one) == 23
    assert one == two


def test_the_order_of_formats_is_not_a_matter(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "one", ["csv", "sqlite"])
    cd.load().export(tmp_path / "two", ["sqlite", "csv", "csv"])
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_day_is_that_of_the_data(dataset: Callable[[str], Path], tmp_path: Path) -> None:
    folder = dataset("")
    (folder / "CHANGELOG.md").write_text("## 1.2.0 - 2026-03-01\n")
    cd.load(folder).export(tmp_path / "released")
    (folder / "CHANGELOG.md").unlink()
    cd.load(folder).export(tmp_path / "unknown")
    package = (tmp_path / "released" / "datapackage.json").read_text("utf-8")
    assert '"version": "1.2.0",\n  "created": "2026-03-01T00:00:00Z",' in package
    assert '"datePublished": "2026-03-01",' in (tmp_path / "released" / "croissant.json").read_text("utf-8")
    assert '"created"' not in (tmp_path / "unknown" / "datapackage.json").read_text("utf-8")


@pytest.mark.slow
def test_a_revision_is_exported_with_the_day_of_its_commit(
    comp_data: CommandLine, dataset: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = dataset("")
    GitRepository(folder).commit(day="2026-02-03")
    committed = comp_data("export", "clean", "--dataset", str(folder))
    dataset("# file: globex/data-engineer.md\n")
    changed = comp_data("export", "changed", "--dataset", str(folder))
    asked = comp_data("export", "asked", "--dataset", str(folder), "--ref", "HEAD")
    assert [one.returncode for one in (committed, changed, asked)] == [0, 0, 0]
    assert digests(tmp_path / "clean") == digests(tmp_path / "asked")
    assert '"created": "2026-02-03T00:00:00Z"' in (tmp_path / "asked" / "datapackage.json").read_text("utf-8")
    assert '"created"' not in (tmp_path / "changed" / "datapackage.json").read_text("utf-8")
