"""Writing whole: the old file or the new one, and nothing beside it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from comp_data.base.files import locked, write_atomic, write_if_unchanged
from tests.conftest import ROOT


def test_the_new_text_takes_the_old_ones_place(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    write_atomic(file, "one\r\n")
    file.chmod(0o640)
    write_atomic(file, "two\r\n")
    assert file.read_bytes() == b"two\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "link.md"
    file.write_text("one")
    link.symlink_to(file)
    write_atomic(link, "two")
    assert link.is_symlink()
    assert file.read_text("utf-8") == "two"


def test_what_cannot_be_written_leaves_the_old_text(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(file, "two \ud800")
    assert file.read_text("utf-8") == "one"
    assert os.listdir(tmp_path) == ["a.md"]


def test_what_stands_there_now_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"one\r\n")
    assert write_if_unchanged(file, "one\r\n", "two\r\n")
    for before in ("one\r\n", "two\r\nand more", "two", ""):
        assert not write_if_unchanged(file, before, "three")
    assert file.read_bytes() == b"two\r\n"
    file.unlink()
    assert write_if_unchanged(file, "", "three")
    assert not write_if_unchanged(file, "", "four")
    assert (os.listdir(tmp_path), file.read_text("utf-8")) == (["a.md"], "three")


def test_an_error_names_the_file_and_not_the_temporary_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop.md").symlink_to("loop.md")
    for name in ("loop.md", "no/a.md"):
        with pytest.raises(OSError, match=f"'{name}'"):
            write_atomic(tmp_path / name, "text")
    assert Path("loop.md").readlink() == Path("loop.md")
    assert os.listdir(tmp_path) == ["loop.md"]


def test_a_full_disk_is_reported_with_the_file_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom comp_data.base.files import write_atomic\n"
        "sys.dont_write_bytecode = True\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\nwrite_atomic(Path('a.md'), 'x' * 5000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.endswith("OSError: [Errno 27] File too large: 'a.md'\n")
    assert (tmp_path / "a.md").read_text("utf-8") == "one"
    assert os.listdir(tmp_path) == ["a.md"]


def test_who_holds_a_folder_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("one")
    with locked(tmp_path):
        code = (
            "from pathlib import Path\nfrom comp_data.base.files import write_if_unchanged\n"
            "print('begun', flush=True)\nprint(write_if_unchanged(Path('a.md'), 'one', 'three'))"
        )
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        other = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=env, stdout=subprocess.PIPE)
        assert other.stdout is not None
        assert other.stdout.readline() == b"begun\n"
        file.write_text("two")
    assert other.communicate(timeout=30)[0] == b"False\n"
    assert file.read_text("utf-8") == "two"


KILLED = """
import os, sys
from pathlib import Path
from comp_data.base.files import open_atomic
with open_atomic(Path(sys.argv[1])) as stream:
    stream.write(b"half")
    print("writing", flush=True)
    sys.stdin.read()
"""


def writing(file: Path) -> "subprocess.Popen[str]":
    """Start a process that has begun to write a file."""
    line, pipe = [sys.executable, "-c", KILLED, str(file)], subprocess.PIPE
    process = subprocess.Popen(
        line, stdin=pipe, stdout=pipe, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert process.stdout
    assert process.stdout.readline() == "writing\n"
    return process


def test_what_a_killed_run_left_is_removed_and_what_a_living_one_writes_is_kept(tmp_path: Path) -> None:
    own = ".data.tmp"
    (tmp_path / own).write_text("of another program")
    (tmp_path / ".x.comp-data.tmp").mkdir()
    with writing(tmp_path / "killed.md") as killed, writing(tmp_path / "living.md") as living:
        killed.kill()
        killed.wait()
        assert len(list(tmp_path.glob(".*.md.*"))) == 2
        write_atomic(tmp_path / "other.md", "new")
        assert [one.name.split(".")[1] for one in tmp_path.glob(".*.md.*")] == ["living"]
        living.communicate()
    assert living.returncode == 0
    assert {one.name for one in tmp_path.iterdir()} == {own, ".x.comp-data.tmp", "living.md", "other.md"}
    assert (tmp_path / "living.md").read_text("utf-8") == "half"


def test_without_locks_what_is_left_over_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    (tmp_path / ".a.md.abcdefgh.comp-data.tmp").write_text("half")
    write_atomic(tmp_path / "a.md", "new")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_another_run_removes_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tempfile.mkstemp
    calls = list[str]()

    def removed_once(**options: Any) -> tuple[int, str]:
        descriptor, name = made(**options)
        calls.append(name)
        if len(calls) == 1:
            Path(name).unlink()
        return descriptor, name

    monkeypatch.setattr(tempfile, "mkstemp", removed_once)
    write_atomic(tmp_path / "a.md", "new")
    assert len(calls) == 2
    assert (tmp_path / "a.md").read_text("utf-8") == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_the_target_that_is_checked_is_the_one_that_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    file, outside = tmp_path / "repository" / "a.md", tmp_path / "outside.md"
    outside.write_text("old")
    file.symlink_to(outside)
    real = os.path.realpath

    def flips(path: str | Path) -> str:
        found = real(path)
        if Path(path) == file and file.is_symlink():  # replaced by another program just after it was resolved
            file.unlink()
            file.write_text("old")
        return found

    monkeypatch.setattr("comp_data.base.files.os.path.realpath", flips)
    with pytest.raises(OSError, match="leads out of the repository"):
        write_atomic(file, "new")
    assert outside.read_text("utf-8") == "old"
