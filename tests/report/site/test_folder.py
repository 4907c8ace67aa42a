"""Writing a site: nothing outside of its folder, nothing over a stranger's file, and whole after a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comp_data.base.errors import UsageError
from comp_data.report.site import build as module
from comp_data.report.site.build import MANIFEST, Written, check_folder, write_site

FILES = {"index.html": b"one", "guides/acme/data-engineer.html": b"two", "assets/site.css": b"three"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def listed(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}


def test_writes_the_files_and_the_manifest(out: Path) -> None:
    assert write_site(out, FILES) == Written(3, 0, 0)
    assert listed(out) == {*FILES, MANIFEST}
    assert (out / "guides/acme/data-engineer.html").read_bytes() == b"two"


def test_writes_again_only_what_changed(out: Path) -> None:
    write_site(out, FILES)
    os.utime(out / "index.html", (1, 1))
    assert write_site(out, {**FILES, "assets/site.css": b"new"}) == Written(1, 2, 0)
    assert (out / "index.html").stat().st_mtime == 1


def test_removes_what_the_site_no_longer_has_and_its_empty_folders(out: Path) -> None:
    write_site(out, FILES)
    assert write_site(out, {"index.html": b"one"}) == Written(0, 1, 2)
    assert listed(out) == {"index.html", MANIFEST}
    assert not (out / "guides").exists()


def test_leaves_files_of_others_alone(out: Path) -> None:
    write_site(out, FILES)
    (out / "CNAME").write_text("pay.example")
    (out / "guides" / "mine.html").write_text("mine")
    write_site(out, {"index.html": b"new"})
    assert listed(out) == {"index.html", MANIFEST, "CNAME", "guides/mine.html"}


def test_refuses_a_file_of_others_in_the_place_of_a_page(out: Path) -> None:
    write_site(out, {"index.html": b"one"})
    (out / "assets").mkdir()
    (out / "assets" / "site.css").write_text("mine")
    with pytest.raises(UsageError, match=r"assets/site\.css is not of an earlier report"):
        write_site(out, FILES, force=True)
    assert listed(out) == {"index.html", MANIFEST, "assets/site.css"}


def test_refuses_a_changed_file_unless_forced(out: Path) -> None:
    write_site(out, FILES)
    (out / "index.html").write_text("edited")
    with pytest.raises(UsageError, match=r"index\.html was changed since it was written: --force"):
        write_site(out, {**FILES, "index.html": b"new"})
    assert (out / "index.html").read_text("utf-8") == "edited"
    write_site(out, {**FILES, "index.html": b"new"}, force=True)
    assert (out / "index.html").read_bytes() == b"new"


@pytest.mark.parametrize(
    "name", ["../evil.html", "/etc/passwd", "guides/../../x.html", "a/b/c/d.html", "index.php", "x/.html"]
)
def test_never_writes_another_name(out: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a file of a site"):
        write_site(out, {name: b""})


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path, out: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_bytes(b"mine")
    write_site(out, FILES)
    manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    digest = "a" * 64
    manifest["files"] |= {"../secret.html": [digest], str(secret): [digest], "guides/../../secret.html": [digest]}
    (out / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    write_site(out, {"index.html": b"one"}, force=True)
    assert secret.read_bytes() == b"mine"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {"index.html": 1}}', "[" * 100_000])
def test_a_broken_manifest_is_an_error(out: Path, text: str) -> None:
    out.mkdir()
    (out / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        write_site(out, FILES)
    assert listed(out) == {MANIFEST}


def test_a_link_is_no_way_out(tmp_path: Path, out: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_site(out, {"index.html": b"one"})
    (out / "guides").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="guides is not a folder"):
        write_site(out, FILES, force=True)
    (out / "guides").unlink()
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(elsewhere / "index.html")
    with pytest.raises(UsageError, match=r"index\.html is not a regular file"):
        write_site(out, FILES, force=True)
    assert not list(elsewhere.iterdir())


def test_a_run_that_was_killed_is_taken_up_again(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = module._write
    for allowed in range(1, 6):
        done = iter(range(allowed))

        def killed(target: Path, name: str, content: bytes, done: "object" = done) -> None:
            if next(done, None) is None:  # type: ignore[call-overload]
                raise KeyboardInterrupt
            write(target, name, content)

        with monkeypatch.context() as patch:
            patch.setattr(module, "_write", killed)
            changed = {name: content + b"%d" % allowed for name, content in FILES.items()}
            if allowed < 5:
                with pytest.raises(KeyboardInterrupt):
                    write_site(out, changed)
            else:
                write_site(out, changed)
        write_site(out, {**FILES, "index.html": b"again %d" % allowed})
        assert listed(out) == {*FILES, MANIFEST}
        assert (out / "index.html").read_bytes() == b"again %d" % allowed


_KILLED = """
import os, sys
from pathlib import Path
from comp_data.report.site.build import check_folder, write_site

out, last = Path(sys.argv[1]), int(sys.argv[2])
steps = iter(range(last))

def end(event, arguments):
    touches = event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "open"}
    if touches and str(out) in str(arguments[0]) and next(steps, None) is None:
        os._exit(9)  # as kill -9 does: nothing is cleaned up

sys.addaudithook(end)
write_site(check_folder(out, out.parent / "seeds"), {"index.html": b"new", "roles/data-engineer.html": b"four"})
"""


@pytest.mark.parametrize("has_site", [False, True], ids=["new", "again"])
def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path, has_site: bool) -> None:
    for last in range(100):
        out = tmp_path / str(last)
        if has_site:
            write_site(out, FILES)
        ended = subprocess.run([sys.executable, "-c", _KILLED, out, str(last)], check=False).returncode
        assert ended in (0, 9)
        write_site(check_folder(out, tmp_path / "seeds"), {"index.html": b"one"})
        assert [file.name for file in sorted(out.rglob("*"))] == [MANIFEST, "index.html"], last
        if ended == 0:
            break
    assert last > 8


class TestFolder:
    def test_refuses_what_has_files_of_something_else(self, tmp_path: Path, out: Path) -> None:
        out.mkdir()
        assert check_folder(out, tmp_path / "seeds") == out
        (out / "README.md").write_text("mine")
        with pytest.raises(UsageError, match="is not empty and was not written by"):
            check_folder(out, tmp_path / "seeds")

    @pytest.mark.parametrize("name", ["seeds", "seeds/site", ".", "seeds/../seeds/x"])
    def test_refuses_the_dataset_and_what_contains_it(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "seeds").mkdir()
        with pytest.raises(UsageError, match="contain each other"):
            check_folder(tmp_path / name, tmp_path / "seeds")

    def test_refuses_a_link_to_the_dataset(self, tmp_path: Path, out: Path) -> None:
        (tmp_path / "seeds").mkdir()
        out.symlink_to(tmp_path / "seeds")
        with pytest.raises(UsageError, match="contain each other"):
            check_folder(out, tmp_path / "seeds")

    def test_refuses_a_file_and_a_folder_without_a_parent(self, tmp_path: Path, out: Path) -> None:
        out.write_text("mine")
        with pytest.raises(UsageError, match="is not a folder"):
            check_folder(out, tmp_path / "seeds")
        with pytest.raises(UsageError, match="does not exist: create it first"):
            check_folder(tmp_path / "no" / "out", tmp_path / "seeds")
