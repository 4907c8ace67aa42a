"""An export is written whole or not at all, and replaces only an earlier export."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import comp_data as cd
from comp_data.base.files import locked
from tests.conftest import ROOT

CSV = [
    "CITATION.cff",
    "README.md",
    "body_pay.csv",
    "croissant.json",
    "datapackage.json",
    "guides.csv",
    "levels.csv",
    "pay.csv",
    "pay_places.csv",
    "sources.csv",
]

TABLES = ["guides.csv", "pay.csv", "pay_places.csv", "body_pay.csv", "sources.csv", "levels.csv"]


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_new_folder_and_an_empty_one(tmp_path: Path) -> None:
    files = cd.load().export(tmp_path / "out")
    assert sorted(file.name for file in files) == names(tmp_path / "out") == CSV
    (tmp_path / "empty").mkdir(mode=0o700)
    cd.load().export(str(tmp_path / "empty"))
    assert names(tmp_path / "empty") == CSV
    assert (tmp_path / "empty").stat().st_mode & 0o777 == 0o700
    assert names(tmp_path) == ["empty", "out"]


def test_a_format_may_be_given_alone(tmp_path: Path) -> None:
    files = cd.load().export(tmp_path / "out", "jsonl")
    assert [file.name for file in files if file.suffix == ".jsonl"] == [name[:-3] + "jsonl" for name in TABLES]


def test_an_earlier_export_is_replaced_and_its_files_are_gone(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out", ["csv", "sqlite"])
    cd.load().export(tmp_path / "out", ["jsonl"])
    assert names(tmp_path / "out") == [name.replace(".csv", ".jsonl") for name in CSV]
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("notes.txt", "mine", "contains notes.txt, which is not part of the export"),
        ("pay.csv", "mine", "pay.csv was changed since the export; move it away, or use --force"),
        ("README.md", "mine", "README.md was changed since"),
    ],
)
def test_what_is_not_of_the_export_is_not_replaced(name: str, text: str, message: str, tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out")
    (tmp_path / "out" / name).write_text(text, "utf-8")
    before = contents(tmp_path / "out")
    with pytest.raises(cd.UsageError, match=message):
        cd.load().export(tmp_path / "out", ["jsonl"])
    assert contents(tmp_path / "out") == before
    assert names(tmp_path) == ["out"]


def test_force_replaces_changed_files_and_no_others(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out")
    (tmp_path / "out" / "pay.csv").write_text("mine")
    cd.load().export(tmp_path / "out", force=True)
    assert "mine" not in (tmp_path / "out" / "pay.csv").read_text("utf-8")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(cd.UsageError, match=r"contains notes\.txt"):
        cd.load().export(tmp_path / "out", force=True)


@pytest.mark.slow
def test_a_database_is_changed_by_who_writes_into_it_and_not_by_who_reads_it(tmp_path: Path) -> None:
    def ask(query: str) -> None:
        with duckdb.connect(str(tmp_path / "out" / "dataset.duckdb")) as database:
            database.execute(query)

    cd.load().export(tmp_path / "out", ["duckdb"])
    ask("FROM pay")
    cd.load().export(tmp_path / "out", ["duckdb"])
    ask("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(cd.UsageError, match=r"dataset\.duckdb was changed since"):
        cd.load().export(tmp_path / "out", ["duckdb"])


def test_a_package_with_a_licence_of_its_owner_counts_as_changed(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out")
    file = tmp_path / "out" / "datapackage.json"
    file.write_text(file.read_text("utf-8").replace('"title": "Compensation guides"', '"title": "Ours"'), "utf-8")
    with pytest.raises(cd.UsageError, match=r"datapackage\.json was changed"):
        cd.load().export(tmp_path / "out")


def test_a_link_among_the_files_is_none_of_them(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out")
    (tmp_path / "out" / "pay.csv").rename(tmp_path / "pay.csv")
    (tmp_path / "out" / "pay.csv").symlink_to(tmp_path / "pay.csv")
    with pytest.raises(cd.UsageError, match=r"contains pay\.csv, which is not part of the export"):
        cd.load().export(tmp_path / "out", force=True)


@pytest.mark.parametrize("package", [None, "[]", "{", '{"compData": {}}', '{"compData": {"files": []}}', "[" * 100_000])
def test_a_folder_of_something_else_is_refused(package: str | None, tmp_path: Path) -> None:
    (tmp_path / "guides.csv").write_text("mine")
    if package is not None:
        (tmp_path / "datapackage.json").write_text(package, "utf-8")
    before = contents(tmp_path)
    with pytest.raises(cd.UsageError, match="is not empty and not an export of comp-data"):
        cd.load().export(tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.posix
@pytest.mark.slow
def test_a_pipe_in_the_place_of_the_description_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "datapackage.json")
    command = [sys.executable, "-m", "comp_data", "export", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 2
    assert "is not empty and not an export of comp-data" in done.stderr


def test_places_where_no_export_can_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for place, message in [
        (tmp_path / "file", "is not a folder"),
        (tmp_path / "file" / "out", "does not exist: create it first"),
        (tmp_path / "no" / "out", "does not exist: create it first"),
        (tmp_path / "loop", "is not a folder"),
        (ROOT / "seeds", "contain each other"),
        (ROOT / "seeds" / "out", "contain each other"),
        (Path(), "contains the current directory"),
        (tmp_path, "contains the current directory"),
        (Path("/proc"), "is a mount point|in it"),
        (tmp_path / ("a" * 250), "cannot be written and is unchanged: File name too long"),
    ]:
        with pytest.raises(cd.UsageError, match=message):
            cd.load().export(place)
    assert names(tmp_path) == ["file", "here", "loop"]
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_link_to_a_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    cd.load().export(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path / "real") == CSV


@pytest.mark.slow
@pytest.mark.parametrize("formats", ["csv", "sqlite", "duckdb", "parquet"])
@pytest.mark.parametrize("had", [True, False], ids=["over an export", "anew"])
def test_a_full_disk_changes_nothing(formats: str, had: bool, tmp_path: Path) -> None:
    if had:
        cd.load().export(tmp_path / "out")
    before = contents(tmp_path / "out") if had else {}
    script = (
        "import resource, sys; from comp_data.cli import main\n"
        "sys.dont_write_bytecode = True\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        f"sys.argv = ['comp-data', 'export', 'out', '--format', '{formats}', '--dataset', '{ROOT}/seeds']\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "comp-data: error: " in done.stderr
    assert "cannot" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert names(tmp_path) == (["out"] if had else [])
    assert not had or contents(tmp_path / "out") == before


@pytest.mark.slow
@pytest.mark.parametrize("formats", [None, ["csv"]], ids=["empty", "an export"])
def test_a_folder_that_may_not_be_written_is_refused(formats: list[str] | None, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    if formats:
        cd.load().export(tmp_path / "out", formats)
    before = contents(tmp_path / "out")
    (tmp_path / "out").chmod(0o555)
    script = (
        "import ctypes, os, sys; from comp_data.cli import main\n"
        "if os.geteuid() == 0:  # who may write anywhere, until it gives its capabilities away\n"
        "    ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522), (ctypes.c_uint32 * 6)())\n"
        f"sys.argv = ['comp-data', 'export', 'out', '--format', 'jsonl', '--dataset', '{ROOT}/seeds']\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (tmp_path / "out").chmod(0o755)
    assert done.stderr == f"comp-data: error: {tmp_path}/out is not writable; name another folder\n"
    assert names(tmp_path) == ["out"]
    assert contents(tmp_path / "out") == before


@pytest.mark.posix
@pytest.mark.slow
def test_a_death_at_any_step_is_fixed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.export.killed", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"old", "new", "aside"}
    assert found["aside"] == 1, "one step alone is between the two"
    assert found["old"] > 10


def test_a_new_folder_that_cannot_take_its_place_gives_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cd.load().export(tmp_path / "out")
    before = contents(tmp_path / "out")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".export":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(cd.UsageError, match="cannot be written and is unchanged: Permission denied"):
        cd.load().export(tmp_path / "out", ["jsonl"])
    assert contents(tmp_path / "out") == before
    assert names(tmp_path) == ["out"]


@pytest.mark.posix
def test_what_another_process_is_writing_is_left_to_it(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out")
    running, dead = (tmp_path / f".out.{digit * 8}.export" for digit in "01")
    other = tmp_path / ".out.22222222.replaced"
    for folder in (running, dead, other):
        folder.mkdir()
        (folder / "pay.csv").write_text("half")
    (other / "notes.txt").write_text("mine")
    (tmp_path / ".out.notes.export").mkdir()
    with locked(running, or_raise=True):
        cd.load().export(tmp_path / "out")
    assert names(tmp_path) == [running.name, other.name, ".out.notes.export", "out"]
    assert names(running) == ["pay.csv"]
    assert (other / "notes.txt").read_text("utf-8") == "mine"


def test_a_file_that_comes_in_between_is_kept_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cd.load().export(tmp_path / "out")
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        if self.suffix != ".export":
            (self / "notes.txt").write_text("mine")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    with pytest.raises(cd.UsageError, match=r"is exported; files that appeared in it meanwhile are now in (.+)"):
        cd.load().export(tmp_path / "out", ["jsonl"])
    (kept,) = tmp_path.glob(".out.*")
    assert names(kept) == ["notes.txt"]
    assert "pay.jsonl" in names(tmp_path / "out")
