"""A run with the cache finds what a run without it finds, whatever became of guides, settings, day and cache."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pytest

import comp_data
from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter import rules
from comp_data.linter import store as storing
from comp_data.linter.batch import lint_stream
from comp_data.linter.cache import Cache
from comp_data.linter.chunks import GuideContent, LintJob
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.record import Record
from comp_data.linter.result import LintResult, Part
from comp_data.linter.rule import DatasetFinding, rule
from comp_data.linter.run import WORTH_A_CACHE, prepare
from comp_data.linter.store import MOST_BYTES, MOST_BYTES_IN_ALL, MOST_DAYS, MOST_FILES, Store
from comp_data.linter.summary import Facts
from tests.conftest import ROOT, CommandLine, GitRepository

TODAY = date(2026, 3, 1)
COMPANIES = ("acme", "globex", "hooli", "initech", "umbrella")
ODD = (
    "",
    "role_type: senior\n",
    "compensation:\n  - base_low: 300000\n",
    "company_display: [\n",
    "# comp-data: ignore-file[CD105] a reason until 2026-03-01\nrole_type: senior\n",
    "company_display: The Others\n",
)
ALL = Request(("seeds",), cache=True)


class Lint(Protocol):
    def __call__(self, request: Request = ..., today: date = ...) -> tuple[LintResult, list[str]]: ...


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the cache, which is not used if it is beside the guides."""
    with TemporaryDirectory() as folder:
        monkeypatch.setenv("COMP_DATA_CACHE_DIR", str(Path(folder, "cache")))
        yield Path(folder, "cache")


@pytest.fixture
def folder(dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty guides of all kinds, which were not just written, in `seeds` of the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("comp_data.linter.cache._SETTLED_AFTER", 100_000_000)
    odd = islice(cycle(ODD[:5]), 30)
    return aged(dataset("".join(f"# file: {name}/role-{i}.md\n{next(odd)}" for name in COMPANIES for i in range(6))))


def aged(folder: Path) -> Path:
    """Waits until a guide that is written now gets another time than those that are there."""
    newest = max(file.stat().st_ctime_ns for file in folder.glob("*/*.md"))
    while time.time_ns() < newest + 30_000_000:
        time.sleep(0.01)
    return folder


@pytest.fixture(name="command")
def _command(comp_data: CommandLine) -> CommandLine:
    return comp_data


@pytest.fixture
def lint(folder: Path) -> Lint:
    """Lints with the cache and without it, and gives what was found and the guides that had to be linted for it."""

    def run(request: Request = ALL, today: date = TODAY) -> tuple[LintResult, list[str]]:
        paths: list[str] = []
        original = Engine.lint

        def spy(self: Engine, documents: Iterable[Document]) -> Iterator[Part]:
            for part in original(self, documents):
                paths.append(part.path)
                yield part

        loaded = load_configuration(request.start())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Engine, "lint", spy)
            found = prepare(request, loaded).lint(today)
        assert found == without_cache(request, today, folder.parent)
        return found, paths

    return run


_LINTED: dict[tuple[object, ...], LintResult] = {}


def without_cache(request: Request, today: date, top: Path) -> LintResult:
    """Lint without the cache: once for each request, day and content of a folder, since most tests begin alike."""
    request = request._replace(cache=False, cache_dir=None)
    if request.base or request.changed_only:  # they read git as well
        return prepare(request, load_configuration(request.start())).lint(today)
    here = "" if Path.cwd() == top else str(Path.cwd())
    files = [file for file in sorted(top.rglob("*")) if ".git" not in file.parts and file.is_file()]
    contents = tuple((file.relative_to(top), file.read_bytes()) for file in files if ".sqlite" not in file.name)
    key = (request, today, here, contents)
    if key not in _LINTED:
        _LINTED[key] = prepare(request, load_configuration(request.start())).lint(today)
    return _LINTED[key]


def cached() -> Path:
    """The one file of the cache."""
    (file,) = Path(os.environ["COMP_DATA_CACHE_DIR"]).glob("*.sqlite")
    return file


def test_what_is_known_is_not_linted_again(lint: Lint, folder: Path) -> None:
    found, paths = lint()
    assert len(paths) == found.files == 30
    assert {one.code for one in found.diagnostics} >= {"CD003", "CD105", "CD204", "CD606"}
    assert found.suppressed == 6
    for _ in range(2):
        assert lint() == (found, [])


@pytest.mark.slow
def test_a_guide_that_changed_is_linted_again_and_no_other(lint: Lint, folder: Path) -> None:
    lint()
    file = folder / "hooli" / "role-4.md"
    before = file.stat()
    text = file.read_text("utf-8")
    file.write_text(text.replace("role_type: senior", "role_type: junior"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    found, paths = lint()
    assert paths == ["seeds/hooli/role-4.md"]
    assert any("junior" in one.message for one in found.diagnostics)
    file.write_text(text, "utf-8")
    assert lint()[1] == ["seeds/hooli/role-4.md"]
    assert lint()[1] == []


def test_a_guide_that_was_touched_or_written_anew_as_it_was_is_known(lint: Lint, folder: Path) -> None:
    found, _ = lint()
    (folder / "acme" / "role-0.md").touch()
    file = folder / "acme" / "role-1.md"
    text = file.read_text("utf-8")
    file.unlink()
    file.write_text(text, "utf-8")
    assert lint() == (found, [])


@pytest.mark.slow
def test_a_guide_that_is_written_twice_within_a_tick_of_the_clock(lint: Lint, folder: Path) -> None:
    file = folder / "acme" / "role-1.md"
    text = file.read_text("utf-8")
    for word in ("junior", "senior", "medium", "junior"):
        file.write_text(text.replace("role_type: senior", f"role_type: {word}"), "utf-8")
        found, _ = lint()
        assert any(one.path.endswith("acme/role-1.md") and word in one.message for one in found.diagnostics)


@pytest.mark.slow
def test_guides_that_come_and_go(lint: Lint, folder: Path) -> None:
    lint()
    shutil.copytree(folder / "acme", folder / "acme-two")
    found, paths = lint()
    assert len(paths) == 6
    assert found.files == 36
    shutil.rmtree(folder / "acme")
    found, paths = lint()
    assert (found.files, paths) == (30, [])
    (folder / "acme-two").rename(folder / "acme")
    assert len(lint()[1]) == 6


@pytest.mark.slow
def test_what_is_found_of_several_guides_follows_all_of_them(lint: Lint, folder: Path) -> None:
    lint()
    file = folder / "umbrella" / "role-0.md"
    text = file.read_text("utf-8")
    for change in ("base_low: 140000", "company_display: Others", "region: Elsewhere"):
        key = change.partition(":")[0]
        lines = [change.rjust(len(line)) if f"{key}:" in line else line for line in text.split("\n")]
        file.write_text("\n".join(lines), "utf-8")
        assert lint()[1] == ["seeds/umbrella/role-0.md"]
    file.write_text(text.replace("---\n", "---\n# a line more, and so other places\n", 1), "utf-8")
    assert lint()[1] == ["seeds/umbrella/role-0.md"]
    file.write_text(text.replace("---\n", "---\n# comp-data: ignore-file[CD606] it is so\n", 1), "utf-8")
    lint()
    assert lint()[1] == []


def configurations() -> dict[str, tuple[str, Request]]:
    """Configuration files, and what is asked for beside them."""
    return {
        "plain": ("", ALL),
        "selected": ("", ALL._replace(select=("CD2", "CD6"))),
        "selected in the file": ('select = ["CD1"]\nextend-select = ["CD606"]', ALL),
        "ignored": ("", ALL._replace(ignore=("CD105", "CD606"))),
        "everything": ("", ALL._replace(select=("ALL",), preview=True)),
        "severity": ('severity = { CD105 = "info", CD2 = "error" }', ALL),
        "options": ("rules.total-mismatch = { info-over = 1, warning-over = 2 }", ALL),
        "other options": ("rules.total-mismatch = { info-over = 80, warning-over = 90 }", ALL),
        "per file": ('per-file-ignores = { "seeds/acme/*" = ["CD1", "CD6"] }', ALL),
        "per other file": ('per-file-ignores = { "seeds/hooli/*" = ["CD1", "CD6"] }', ALL),
        "excluded": ('exclude = ["seeds/acme/*"]', ALL),
        "preset": ("", ALL),
        "what fails": ('fail-on = "warning"\nnot-counted = ["CD204"]', ALL),
        "schema": ("", ALL._replace(schemas=("own.json",))),
        "schema in the file": ('rules.custom-schema = { files = ["own.json"] }', ALL),
        "baseline": ("", ALL._replace(baseline="known.jsonl")),
        "some folders": ("", ALL._replace(paths=("seeds/acme", "seeds/hooli", "seeds/globex", "seeds/umbrella"))),
        "files": ("", ALL._replace(paths=tuple(f"seeds/{name}/role-{i}.md" for name in COMPANIES for i in range(5)))),
        "all, named otherwise": ("", ALL._replace(paths=("./seeds",))),
    }


@pytest.mark.slow
def test_no_configuration_is_given_the_answers_of_another(lint: Lint, tmp_path: Path, command: CommandLine) -> None:
    Path("own.json").write_text('{"properties": {"role_type": {"const": "standard"}}}')
    assert (
        command("lint", "--write-baseline", "--baseline=known.jsonl", f"--today={TODAY}", "--no-cache").returncode == 0
    )
    found = {}
    for _ in range(2):
        for name, (table, request) in configurations().items():
            Path("comp-data.toml").write_text(table, "utf-8")
            found[name], paths = lint(request)
    assert paths == []
    assert len({repr(one) for one in found.values()}) >= 14


def test_own_schemas_are_known_by_what_they_say(lint: Lint, command: CommandLine) -> None:
    for word, findings in (("standard", 12), ("other", 24)):
        Path("own.json").write_text(f'{{"properties": {{"role_type": {{"const": "{word}"}}}}}}')
        done = command(
            "lint", "--schema=own.json", "--select=CD110", "--format=concise", "--fail-on=never", "--max-findings=0"
        )
        assert done.stdout.count(" CD110 ") == findings


@pytest.mark.slow
def test_a_day_is_a_question_where_a_rule_goes_by_it(lint: Lint) -> None:
    assert lint()[0] != lint(today=date(2027, 3, 1))[0]
    assert len(lint(today=date(2028, 3, 1))[1]) == 30


def test_a_day_is_none_where_no_rule_goes_by_it_but_for_suppressions(lint: Lint) -> None:
    request = ALL._replace(select=("CD105", "CD606"))
    found, _ = lint(request)
    later, paths = lint(request, date(2026, 3, 2))
    assert [path.rpartition("/")[2] for path in paths] == [
        "role-4.md",
        "role-3.md",
        "role-2.md",
        "role-1.md",
        "role-0.md",
        "role-5.md",
    ]
    assert (found.suppressed, later.suppressed) == (6, 0)
    assert lint(request, date(2026, 3, 2)) == (later, [])


@pytest.mark.slow
def test_a_run_against_a_base(lint: Lint, folder: Path) -> None:
    repository = GitRepository(Path.cwd())
    repository.commit()
    file = folder / "acme" / "role-0.md"
    file.write_text(file.read_text("utf-8").replace("base_low: 1", "base_low: 2"), "utf-8")
    for request in (
        ALL._replace(base="HEAD"),
        ALL._replace(changed_only=True),
        ALL._replace(select=("CD8",), base="HEAD"),
    ):
        found, _ = lint(request)
        again, paths = lint(request)
        assert again == found
        assert len(paths) <= 2  # the guide as it was
    assert repository("status", "--porcelain", "--untracked-files=all") == "M seeds/acme/role-0.md"


def flipped(at: float) -> Callable[[bytes], bytes]:
    """Flips a bit at a share of the whole."""

    def flip(content: bytes) -> bytes:
        place = int(at * (len(content) - 1))
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    return flip


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content[: len(content) // 3],
        lambda content: content + b"x",
        lambda content: b"\xff" * 10_000,
        lambda content: content[36:],
        lambda content: content.replace(b"CD105", b"CD104"),
        lambda content: content.replace(b"junior", b"senior").replace(b"senior", b"junior"),
    ],
)
def test_a_damaged_cache_is_dropped_and_made_anew(lint: Lint, damage: Callable[[bytes], bytes]) -> None:
    found, _ = lint()
    cached().write_bytes(damage(cached().read_bytes()))
    assert lint()[0] == found
    assert lint()[0] == found
    assert lint() == (found, [])


def blobs(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE row SET checksum = zeroblob(4)")


def view_without_end(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE row")
    numbers = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)"
    connection.execute(f"CREATE VIEW row AS {numbers} SELECT n AS name, n AS checksum, n AS content FROM t")


def trigger(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TRIGGER t BEFORE UPDATE ON row BEGIN DELETE FROM row; END")


def another_table(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE row RENAME COLUMN checksum TO more")


@pytest.mark.parametrize("damage", [blobs, view_without_end, trigger, another_table])
def test_a_cache_with_other_tables_or_types_is_dropped_and_made_anew(
    lint: Lint, damage: Callable[[sqlite3.Connection], None]
) -> None:
    found, _ = lint()
    with closing(sqlite3.connect(cached())) as connection, connection:
        damage(connection)
    connection.close()
    assert lint()[0] == found
    assert lint()[0] == found
    assert lint() == (found, [])


@pytest.mark.slow
def test_a_bit_that_flips_anywhere_in_the_cache_changes_no_finding(lint: Lint) -> None:
    found, _ = lint()
    file, whole = cached(), cached().read_bytes()
    linted = []
    for step in range(20):
        file.write_bytes(flipped(step / 20)(whole))
        again, paths = lint()
        assert again == found
        linted.append(len(paths))
    assert max(linted) > 0


@pytest.mark.slow
def test_rows_of_another_key_or_guide_are_not_used(lint: Lint) -> None:
    found, _ = lint()
    own = cached()
    lint(ALL._replace(ignore=("CD105",)))
    (other,) = set(own.parent.glob("*.sqlite")) - {own}
    other.replace(own)
    again, paths = lint()
    assert (again, len(paths)) == (found, 30)
    lint()
    with closing(sqlite3.connect(cached())) as connection, connection:
        names = [name for (name,) in connection.execute("SELECT name FROM row WHERE CAST(name AS TEXT) LIKE 'guide:%'")]
        connection.execute("UPDATE row SET name = 'x' WHERE name = ?", (names[0],))
        connection.execute("UPDATE row SET name = ? WHERE name = ?", (names[0], names[1]))
    connection.close()
    assert lint()[0] == found


@pytest.mark.slow
def test_a_cache_that_goes_while_it_is_used(lint: Lint, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    lint()
    time.sleep(0.1)
    lint()  # which stores the times of the files, now that they are old enough
    file = folder / "acme" / "role-0.md"
    file.write_text(file.read_text("utf-8").replace("base_low: 1", "base_low: 2"), "utf-8")
    original = Cache.of_dataset

    def of_dataset(self: Cache) -> Part | None:
        with closing(sqlite3.connect(cached())) as connection, connection:
            connection.execute("DELETE FROM row WHERE CAST(name AS TEXT) LIKE '%globex%'")
        connection.close()
        return original(self)

    with monkeypatch.context() as patch:
        patch.setattr(Cache, "of_dataset", of_dataset)
        found, paths = lint()
    assert paths == ["seeds/acme/role-0.md"]
    again, paths = lint()
    assert again == found
    assert len(paths) == 6


@pytest.mark.slow
def test_a_guide_that_another_run_stored_meanwhile(lint: Lint, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """What the dataset rules find of facts from two moments is not used later."""
    lint()
    first, other = folder / "acme" / "role-0.md", folder / "globex" / "role-3.md"
    text = other.read_text("utf-8")
    first.write_text(first.read_text("utf-8").replace("base_low: 1", "base_low: 2"), "utf-8")
    original = Cache.of_dataset

    def of_dataset(self: Cache) -> Part | None:
        monkeypatch.setattr(Cache, "of_dataset", original)
        other.write_text(text.replace("base_low: ", "base_low: 9"), "utf-8")
        prepare(ALL, load_configuration(ALL.start())).lint(TODAY)
        return original(self)

    monkeypatch.setattr(Cache, "of_dataset", of_dataset)
    prepare(ALL, load_configuration(ALL.start())).lint(TODAY)
    lint()
    other.write_text(text, "utf-8")
    lint()
    assert lint()[1] == []


@pytest.mark.posix
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "loop"])
def test_something_else_in_the_place_of_the_file(lint: Lint, tmp_path: Path, kind: str) -> None:
    found, _ = lint()
    file = cached()
    file.unlink()
    if kind == "folder":
        (file / "inside").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(tmp_path / "elsewhere" if kind == "link" else file)
    assert lint()[0] == found
    assert lint()[0] == found
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "loop"])
def test_no_cache_without_a_folder_for_it(lint: Lint, home: Path, kind: str) -> None:
    if kind == "file":
        home.write_text("")
    else:
        home.symlink_to(home)
    for _ in range(2):
        assert len(lint()[1]) == 30
    home.unlink()


@pytest.mark.slow
def test_no_cache_where_wal_does_not_work(
    lint: Lint, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network drive, where SQLite answers with the mode that is left."""
    original = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *_, **options: original(":memory:", **options))
    for _ in range(2):
        assert len(lint()[1]) == 30
    assert list(home.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SQLITE_IOERR_LOCK", "SQLITE_PROTOCOL", "SQLITE_READONLY", "SQLITE_BUSY"])
def test_no_cache_where_locks_do_not_work(lint: Lint, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    found, _ = lint()
    content = cached().read_bytes()

    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("it does not work here")
        error.sqlite_errorname = name
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(storing, "_connect", fail)
        assert len(lint()[1]) == 30
    assert cached().read_bytes() == content
    assert lint() == (found, [])


@pytest.mark.slow
def test_a_file_that_another_process_is_writing(lint: Lint, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    lint()
    monkeypatch.setattr(storing, "_WAIT", 0.01)
    connection = sqlite3.connect(cached(), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    file = folder / "acme" / "role-0.md"
    file.write_text(file.read_text("utf-8").replace("base_low: 1", "base_low: 2"), "utf-8")
    for _ in range(2):
        assert lint()[1] == ["seeds/acme/role-0.md"]
    connection.close()
    lint()
    assert lint()[1] == []


def test_a_home_that_is_read_only(lint: Lint, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = sqlite3.connect

    def connect(file: Path, **options: Any) -> Any:
        return original(f"file:{file}?mode=ro", uri=True, **options)

    monkeypatch.setattr(sqlite3, "connect", connect)
    for _ in range(2):
        assert len(lint()[1]) == 30
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_a_full_disk(lint: Lint, home: Path, tmp_path: Path) -> None:
    found, _ = lint()
    cached().unlink()
    code = (
        "import resource, sys\nfrom comp_data.cli import main\n"
        "sys.dont_write_bytecode = True\n"  # a file of bytecode that is cut short breaks later runs
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        f"sys.argv = ['comp-data', 'lint', '--today={TODAY}', '--fail-on=never', '--format=concise']\n"
        "sys.argv += ['--max-findings=0']\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") >= len([one for one in found.diagnostics if one.severity > 1])
    assert lint()[0] == found


@pytest.mark.slow
@pytest.mark.parametrize("place", ["", "cache", "seeds/acme", "../checkout"])
def test_a_cache_in_the_checkout_is_neither_used_nor_made(
    lint: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path, place: str
) -> None:
    """Whoever sends guides could send it with them."""
    (tmp_path / ".git").mkdir()
    (tmp_path.parent / "checkout").unlink(missing_ok=True)
    (tmp_path.parent / "checkout").symlink_to(tmp_path)
    for named in (tmp_path / place, Path(place)):
        monkeypatch.setenv("COMP_DATA_CACHE_DIR", str(named) or ".")
        for _ in range(2):
            assert len(lint()[1]) == 30
        assert len(lint(ALL._replace(cache_dir=str(tmp_path / place)))[1]) == 30
        # Also where the run starts elsewhere.
        with monkeypatch.context() as patch:
            patch.chdir(home.parent)
            assert len(lint(ALL._replace(paths=(str(tmp_path / "seeds"),), cache_dir=str(tmp_path / place)))[1]) == 30
    assert not list(tmp_path.rglob("*.sqlite*"))


@pytest.mark.slow
@pytest.mark.parametrize("what", ["another user's", "a folder that all may write", "a file that all may write"])
def test_a_cache_that_others_can_write_is_not_used(
    lint: Lint, home: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    assert len(lint()[1]) == 30
    assert lint()[1] == []
    content = cached().read_bytes()
    if what == "another user's":
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    else:
        (home if "folder" in what else cached()).chmod(0o777)
    for _ in range(2):
        assert len(lint()[1]) == 30
    assert cached().read_bytes() == content


@pytest.mark.slow
def test_a_cache_beside_the_guides_of_an_archive_is_not_used(
    lint: Lint, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither git nor a configuration shows where the archive begins."""
    for here in (tmp_path, tmp_path.parent):
        monkeypatch.chdir(here)
        monkeypatch.setenv("COMP_DATA_CACHE_DIR", str(tmp_path / ".cache"))
        for _ in range(2):
            assert len(lint(ALL._replace(paths=(str(folder),)))[1]) == 30
    assert not list(tmp_path.rglob("*.sqlite*"))


@pytest.mark.slow
def test_the_folder_of_the_cache(
    lint: Lint, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, command: CommandLine
) -> None:
    lint(ALL._replace(cache_dir=str(home / "named")))
    assert [file.suffix for file in (home / "named").iterdir()] == [".sqlite"]
    args = ("lint", "seeds", f"--today={TODAY}", "--fail-on=never")
    assert command(*args, "--cache-dir", str(home / "option")).returncode == 0
    assert (home / "option").is_dir()
    assert command(*args, env={"COMP_DATA_CACHE_DIR": "", "XDG_CACHE_HOME": str(home / "user")}).returncode == 0
    if sys.platform == "linux":
        assert [file.suffix for file in (home / "user" / "comp-data").iterdir()] == [".sqlite"]
        assert (home / "user" / "comp-data").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["seeds"]


@pytest.mark.slow
def test_runs_that_store_nothing(lint: Lint, home: Path, command: CommandLine) -> None:
    lint(ALL._replace(paths=("seeds/acme",)))  # a few guides are linted sooner than looked up
    assert command("lint", "--no-cache", f"--today={TODAY}").returncode == 1
    assert command("lint", "seeds", "-", f"--today={TODAY}", stdin=b"x").returncode == 1
    assert not home.exists()


@pytest.mark.slow
def test_other_code_in_an_archive_or_without_sqlite(lint: Lint, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "comp_data.linter.store", None)
        assert len(lint()[1]) == 30
    with monkeypatch.context() as patch:
        patch.setattr("comp_data.linter.cache._PACKAGE", Path("archive.zip/comp_data"))
        assert len(lint()[1]) == 30
    assert not home.exists()


@pytest.mark.slow
def test_runs_of_other_settings_have_files_of_their_own(lint: Lint, home: Path) -> None:
    found, _ = lint()
    assert len(lint(ALL._replace(select=("CD1",)))[1]) == 30
    assert len(list(home.glob("*.sqlite"))) == 2
    assert lint() == (found, [])
    assert lint(ALL._replace(select=("CD1",)))[1] == []


def test_a_run_that_takes_more_than_a_file_may_is_not_stored(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "MOST_BYTES", 1 << 16)
    for _ in range(2):
        assert len(lint()[1]) == 30
    assert not list(Path(os.environ["COMP_DATA_CACHE_DIR"]).iterdir())


def test_files_that_are_old_or_too_many_are_deleted(lint: Lint, home: Path) -> None:
    home.mkdir(parents=True)
    names = [f"{number}.sqlite" for number in range(MOST_FILES + 3)]
    for number, name in enumerate(names):
        (home / name).write_text("x")
        os.utime(home / name, (0, time.time() - number))
    for name in ("old.sqlite", "note", "old.sqlite-wal"):
        (home / name).write_text("x")
        os.utime(home / name, (0, time.time() - (MOST_DAYS + 1) * 86_400))
    lint()
    left = {file.name for file in home.iterdir()}
    assert "note" in left
    assert left - {"note"} - set(names[: MOST_FILES - 1]) == {cached_name(home, names)}


def test_a_file_that_is_used_is_not_old(lint: Lint) -> None:
    lint()
    os.utime(cached(), (0, 0))
    lint()
    assert cached().stat().st_mtime > 0


def cached_name(home: Path, others: list[str]) -> str:
    (name,) = {file.name for file in home.glob("*.sqlite")} - set(others)
    return name


def test_guides_that_are_gone_leave_the_file(lint: Lint, folder: Path) -> None:
    lint()
    shutil.rmtree(folder / "acme")
    lint()
    with closing(sqlite3.connect(cached())) as connection, connection:
        (number,) = connection.execute("SELECT count(*) FROM row").fetchone()
    connection.close()
    assert number == 24 + 1


@pytest.mark.slow
def test_what_an_interrupted_run_found_is_stored(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    for number, file in enumerate(sorted(Path("seeds").glob("*/*.md"))):
        file.write_text(file.read_text("utf-8").replace("base_low: ", f"base_low: {1 + number % 9}"), "utf-8")
    original = Engine.lint

    def interrupted(self: Engine, documents: Iterable[Document]) -> Iterator[Part]:
        for document in documents:
            if document.path == "seeds/hooli/role-4.md":
                raise KeyboardInterrupt
            yield from original(self, [document])

    run = prepare(ALL, load_configuration(ALL.start()))
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "lint", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.lint(TODAY)
    assert len(lint()[1]) == 14
    assert lint()[1] == []


BROKEN: list[str] = []


@rule("CD990", "flaky", Severity.INFO)
def flaky(record: Record) -> Iterable[Finding]:
    """Crashes where it is broken."""
    if "record" in BROKEN and record.role == "role-3":
        raise RuntimeError("broken")
    yield Finding(("company",), "it ran")


@rule("CD991", "flaky-too", Severity.INFO)
def flaky_too(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """Crashes where it is broken."""
    if "dataset" in BROKEN:
        raise RuntimeError("broken")
    yield DatasetFinding(facts[0], Finding(("company",), "it ran"))


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2] if sys.platform == "linux" else [1])  # only a fork has the rules of this module
@pytest.mark.parametrize("scope", ["record", "dataset"])
def test_a_crash_is_not_stored(
    folder: Path, home: Path, scope: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"seeds/{name}/role-{i}.md": folder / name / f"role-{i}.md" for name in COMPANIES for i in (2, 3)}

    def run() -> list[str]:
        store = Store(home / "a", b"key")
        cache = Cache(store, {path: str(file) for path, file in files.items()}, TODAY)
        sources = (GuideContent(path, files[path].read_bytes()) for path in cache.unknown)
        job = LintJob(Settings((flaky, flaky_too)), TODAY)
        parts = lint_stream(sources, job, lambda path: files[path].read_bytes(), jobs=jobs, cache=cache)
        return [one.code for part in parts for one in part.diagnostics]

    monkeypatch.setattr(rules, "BY_CODE", {one.code: one for one in (flaky, flaky_too)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[__name__], "BROKEN", [scope])
        for _ in range(2):
            assert run().count("CD999") == (4 if scope == "record" else 1)
    for _ in range(2):
        assert (run().count("CD990"), run().count("CD991"), run().count("CD999")) == (8, 1, 0)


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--format=json",), (), ("--level=info",)])
def test_any_number_of_processes_prints_the_same_cold_and_warm(
    lint: Lint, command: CommandLine, home: Path, options: tuple[str, ...]
) -> None:
    args = ("lint", f"--today={TODAY}", "--select=ALL", *options)
    printed = {command(*args, "--no-cache", f"--jobs={jobs}").stdout for jobs in (1, 3)}
    for jobs in (1, 3):
        shutil.rmtree(home, ignore_errors=True)
        printed |= {command(*args, f"--jobs={jobs}").stdout for _ in range(2)}
        assert cached().exists()
    assert len(printed) == 1


@pytest.mark.slow
def test_runs_at_once(lint: Lint, folder: Path) -> None:
    """Three at a time, after a guide changed: each finds what it would find alone."""
    command = [
        sys.executable,
        "-m",
        "comp_data",
        "lint",
        "seeds",
        f"--today={TODAY}",
        "--format=json",
        "--fail-on=never",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    file = folder / "acme" / "role-0.md"
    for turn in range(1, 4):
        file.write_text(file.read_text("utf-8").replace("base_low: ", f"base_low: {turn}"), "utf-8")
        runs = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(3)]
        printed = {run.communicate()[0] for run in runs}
        printed.add(subprocess.run([*command, "--no-cache"], env=env, stdout=subprocess.PIPE, check=True).stdout)
        assert len(printed) == 1
    assert lint()[1] == []


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_run_of_which_all_or_most_is_known_loads_only_what_it_needs(
    lint: Lint, folder: Path, *, is_changed: bool
) -> None:
    lint()
    if is_changed:
        file = folder / "acme" / "role-0.md"
        file.write_text(file.read_text("utf-8") + "A last line.\n", "utf-8")
    unneeded = ("tempfile",) if is_changed else ("tempfile", "comp_data.linter.rules", "yaml")
    code = (
        "import sys\nfrom comp_data.cli import cli\n"
        f"try: cli(['lint', 'seeds', '--today={TODAY}', '--fail-on=never'])\n"
        f"except SystemExit: sys.exit(any(name in sys.modules for name in {unneeded}))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "30 guides: " in done.stdout


def test_the_library_uses_the_cache_if_it_is_asked_to(folder: Path, home: Path) -> None:
    plain = comp_data.lint(folder, today=TODAY)
    assert not home.exists()
    for _ in range(2):
        assert comp_data.lint(folder, today=TODAY, cache=True) == plain
    assert cached().exists()


def test_the_page_has_the_limits_that_hold() -> None:
    page = " ".join((ROOT / "docs" / "cache.md").read_text("utf-8").split())
    assert f"fewer than {WORTH_A_CACHE} guides" in page
    assert f"{MOST_FILES} files" in page
    assert f"{MOST_DAYS} days" in page
    assert f"{MOST_BYTES >> 20} MiB" in page
    assert f"{MOST_BYTES_IN_ALL >> 30} GiB" in page
