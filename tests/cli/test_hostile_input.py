"""Files and folders as nobody wishes for them: the right answer or a clear message, and nothing lost."""

import contextlib
import ctypes
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from comp_data.base.diagnostics import Severity
from comp_data.base.files import MAX_BYTES, read_content
from comp_data.cli.changes import make_changes
from comp_data.cli.options import Changes
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.result import LintResult
from comp_data.linter.run import Run, prepare
from comp_data.linter.suppressions.baseline import FILE_NAME, Baseline, read_baseline
from tests.conftest import ROOT, CommandLine, GitRepository
from tests.migrate.test_migrate import BODY

Write = Callable[[str], Path]
TODAY = ("--today", "2026-03-01")
CONCISE = ("--format", "concise", "--no-cache", *TODAY)
_BOUNDING_SET_DROP, _IGNORES_MODES, _IGNORES_MODES_TO_READ = 24, 1, 2


def run(*arguments: str, cwd: Path, before: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    """The command line as a process that does something before it begins."""
    return subprocess.run(
        [sys.executable, "-m", "comp_data", *arguments],
        cwd=cwd,
        # On a full disk, a file of bytecode would be cut short and break later runs.
        env={**os.environ, "PYTHONPATH": str(ROOT), "GITHUB_STEP_SUMMARY": "", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=before,
        capture_output=True,
        encoding="utf-8",
        timeout=600,  # only so that a hang ends: on a busy machine a large guide takes minutes
        check=False,
    )


def bound_by_modes() -> None:
    """Takes from root, if it is root, the right to read and write whatever the modes of files say."""
    for right in (_IGNORES_MODES, _IGNORES_MODES_TO_READ):
        ctypes.CDLL(None).prctl(_BOUNDING_SET_DROP, right, 0, 0, 0)


def on_a_full_disk() -> None:
    """Lets no file grow over 500 bytes."""
    import resource  # noqa: PLC0415 - in the other process

    resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))


@contextlib.contextmanager
def closed(*places: Path) -> Iterator[None]:
    """Takes all rights on files and folders away, and gives them back."""
    modes = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(0)
    try:
        yield
    finally:
        for place, mode in modes.items():
            place.chmod(mode)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the contents of the files of a folder, except those of git."""
    files = (file for file in folder.rglob("*") if file.is_file() and ".git" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_links_that_lead_in_a_circle(comp_data: CommandLine, dataset: Write) -> None:
    folder = dataset("")
    (folder / "round").symlink_to("round")
    (folder / "itself").symlink_to(".")
    (folder / "acme" / "up").symlink_to(folder)
    assert comp_data("lint", *CONCISE).stdout == "1 guide: 0 errors, 0 warnings, 0 infos\n"
    assert comp_data("stats").stdout.startswith("1 guide of 1 company in 1 role")
    (folder / "acme" / "round.md").symlink_to("round.md")
    (folder / "acme" / "nowhere.md").symlink_to("gone.md")
    done = comp_data("lint", "--fix", *CONCISE)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == [
        "seeds/acme/nowhere.md:1:1: error CD001 unreadable-file: the file cannot be read: No such file or directory",
        "seeds/acme/round.md:1:1: error CD001 unreadable-file: the file cannot be read: "
        "Too many levels of symbolic links",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "acme/data-engineer", "--dataset", "round"),
        ("stats", "--dataset", "round"),
        ("export", "out", "--dataset", "round"),
        ("diff", "./round", "./seeds"),
        ("lint", "--output-file", "round"),
        ("lint", "--format", "json=round"),
        ("lint", "--baseline", "round"),
        ("lint", "--baseline", "round", "--write-baseline"),
        ("lint", "--schema", "round"),
        ("new", "round", "data-engineer", "--dataset", "."),
        ("new", "acme", "round", "--dataset", "seeds"),
    ],
)
def test_a_link_in_a_circle_in_the_place_of_a_file(
    comp_data: CommandLine, dataset: Write, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    dataset("")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "seeds" / "acme" / "round.md").symlink_to("round.md")
    done = comp_data(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("comp-data: error: ")
    assert "round" in done.stderr
    assert "internal error" not in done.stderr
    assert (tmp_path / "round").is_symlink()


@pytest.mark.slow
def test_folders_and_files_that_may_not_be_read(dataset: Write, tmp_path: Path) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n# file: hooli/data-engineer.md\n")
    with closed(folder / "acme" / "data-engineer.md", folder / "globex"):
        done = run("lint", *CONCISE, cwd=tmp_path, before=bound_by_modes)
        assert done.returncode == 1
        assert done.stdout == (
            "seeds/acme/data-engineer.md:1:1: error CD001 unreadable-file: the file cannot be read: Permission denied\n"
            "seeds/globex:1:1: error CD001 unreadable-file: the file cannot be read: Permission denied\n"
            "3 guides: 2 errors, 0 warnings, 0 infos\n"
        )
        done = run("stats", cwd=tmp_path, before=bound_by_modes)
        assert done.stderr == "comp-data: 2 invalid guides left out; `comp-data lint seeds --no-baseline` says why\n"
        assert run("export", "out", cwd=tmp_path, before=bound_by_modes).returncode == 2
    with closed(folder):
        for command in ("lint", "stats"):
            done = run(command, cwd=tmp_path, before=bound_by_modes)
            assert (done.returncode, done.stdout) == (2, "")
            assert "seeds cannot be read" in done.stderr
            assert "Permission denied" in done.stderr


def test_what_was_fixed_is_reported_where_the_rest_cannot_be(dataset: Write, tmp_path: Path) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    for file in folder.glob("*/*.md"):
        file.write_text(file.read_text("utf-8") + "trailing blanks \n", "utf-8")
    before = (folder / "globex" / "data-engineer.md").read_bytes()
    (folder / "globex").chmod(0o500)
    try:
        done = run("lint", "--fix", *CONCISE, cwd=tmp_path, before=bound_by_modes)
    finally:
        (folder / "globex").chmod(0o700)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "seeds/acme/data-engineer.md:76:16: CD008 delete the blanks\n"
        "fixed 1 finding in 1 guide: CD008 non-canonical-format 1\n"
        "comp-data: error: seeds/globex/data-engineer.md cannot be read or written: Permission denied\n"
    )
    assert (folder / "acme" / "data-engineer.md").read_text("utf-8").endswith("trailing blanks\n")
    assert (folder / "globex" / "data-engineer.md").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "named", "code"),
    [
        (("lint", "--fix"), "seeds/acme/data-engineer.md", 2),
        (("lint", "--add-ignores", "--reason", "known", "--level", "info"), "seeds/acme/data-engineer.md", 2),
        (("lint", "--write-baseline", "--level", "info"), "comp-data-baseline.jsonl", 2),
        (("lint", "--format", "json=report.json"), "report.json", 2),
        (("migrate", "--write", "bare.md"), "bare.md", 2),
        (("new", "acme", "site-reliability-engineer"), "seeds/acme/site-reliability-engineer.md", 2),
        (("diff", "HEAD", "--notes", "--write"), "seeds/CHANGELOG.md", 2),
        (("export", "out"), "out", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_full_disk_changes_nothing_and_is_reported(
    dataset: Write, tmp_path: Path, arguments: tuple[str, ...], named: str, code: int
) -> None:
    folder = dataset("")
    file = folder / "acme" / "data-engineer.md"
    (folder / "CHANGELOG.md").write_text("# Changes\n\n## 1.0.0\n\n" + "A line.\n" * 200, "utf-8")
    (tmp_path / "bare.md").write_text(BODY, "utf-8")
    repository = GitRepository(tmp_path)
    repository.commit()
    text = file.read_text("utf-8").replace("base_high: 2", "base_high: 3").replace("comp_high: 2", "comp_high: 3")
    file.write_text(text + "trailing blanks \n", "utf-8")
    before = contents(tmp_path)
    done = run(*arguments, cwd=tmp_path, before=on_a_full_disk)
    assert done.returncode == code, done.stderr
    assert named in done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tmp_path) == before


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "grows.md"
    look = os.fstat

    def look_and_grow(descriptor: int) -> os.stat_result:
        status = look(descriptor)
        with file.open("ab") as stream:
            stream.write(b"y" * 200_000)
        return status

    monkeypatch.setattr(os, "fstat", look_and_grow)
    file.write_bytes(b"x" * 100_000)
    assert read_content(file) == b"x" * 100_000 + b"y" * 200_000
    file.write_bytes(b"x" * MAX_BYTES)
    assert read_content(file) == b"x" * MAX_BYTES + b"y"


def test_no_suppressions_for_what_someone_else_writes_meanwhile(
    dataset: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = dataset(
        "# file: acme/data-engineer.md\nrole_type: senior\n"
        "# file: globex/data-engineer.md\nrole_type: x\ncompensation:\n  - base_high: 201000\n"
    )
    file = folder / "acme" / "data-engineer.md"
    texts = {name: (folder / name / "data-engineer.md").read_text("utf-8") for name in ("acme", "globex")}
    lint = Run.lint

    def lint_and_write(self: Run, today: date, jobs: int | None = None) -> LintResult:
        result = lint(self, today, jobs)
        file.write_text(texts["acme"].replace("---\n", "---\n# a line more\n", 1), "utf-8")
        return result

    monkeypatch.setattr(Run, "lint", lint_and_write)
    run = prepare(Request((str(folder),)), load_configuration(folder, use_file=False))
    changes = Changes(False, False, False, False, False, True, "it is known", None)
    make_changes(run, date(2026, 3, 1), changes, Severity.WARNING, 20, 1)
    assert file.read_text("utf-8") == texts["acme"].replace("---\n", "---\n# a line more\n", 1)
    assert "# comp-data: ignore[CD105] it is known\nrole_type: x\n" in (
        folder / "globex" / "data-engineer.md"
    ).read_text("utf-8")
    assert capsys.readouterr().err.endswith(
        "acme/data-engineer.md: no suppressions written: the file changed during the run\n"
        "wrote suppressions for 1 finding\n"
    )


@pytest.mark.slow
def test_two_runs_that_write_one_baseline_at_once(
    dataset: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset("# file: acme/data-engineer.md\nrole_type: senior\n# file: globex/data-engineer.md\nrole_type: x\n")
    monkeypatch.chdir(tmp_path)
    others: list[subprocess.Popen[bytes]] = []
    command = [sys.executable, "-m", "comp_data", "lint", "seeds/globex/data-engineer.md", "--write-baseline", *TODAY]

    def read_and_let_another_begin(file: Path, path: str, root: Path) -> Baseline:
        try:
            return read_baseline(file, path, root)
        finally:
            others.append(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}))
            with contextlib.suppress(subprocess.TimeoutExpired):
                others[0].wait(3)

    monkeypatch.setattr("comp_data.cli.changes.read_baseline", read_and_let_another_begin)
    run = prepare(Request(("seeds/acme/data-engineer.md",)), load_configuration(tmp_path, use_file=False))
    changes = Changes(False, False, False, False, True, False, None, None)
    with pytest.raises(SystemExit):
        make_changes(run, date(2026, 3, 1), changes, Severity.WARNING, 20, 1)
    assert others[0].wait(60) == 0
    known = read_baseline(Path(FILE_NAME), FILE_NAME, tmp_path)
    assert sorted({entry.record for entry, _ in known.entries.values()}) == [
        "acme/data-engineer",
        "globex/data-engineer",
    ]


@pytest.mark.slow
def test_a_working_folder_that_is_gone(dataset: Write, tmp_path: Path) -> None:
    folder = dataset("")
    gone = tmp_path / "gone"
    for arguments in (("lint",), ("lint", str(folder)), ("stats",), ("diff", "HEAD")):
        gone.mkdir()
        done = run(*arguments, cwd=gone, before=gone.rmdir)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == ("comp-data: error: the working folder does not exist any more: change to another one\n")


@pytest.mark.posix
@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("lint",), ("stats",), ("rule",), ("show", "nobody/nothing"), ("--version",)])
def test_where_nothing_can_be_written_the_exit_code_tells(
    dataset: Write, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    dataset("")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "comp_data", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=full,
            check=False,
        )
    assert done.returncode == 2


def test_too_little_memory_is_reported(dataset: Write, tmp_path: Path) -> None:
    dataset("")
    code = (
        "import comp_data.linter.run, comp_data.linter.batch, comp_data.report.findings.text, resource, sys\n"
        "from comp_data.cli import main\n"
        "comp_data.linter.run.Run.lint = lambda *_, **__: bytearray(1 << 40)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "sys.argv = ['comp-data', 'lint']\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "comp-data: error: not enough memory\n"


def test_ctrl_c_while_the_command_line_is_imported() -> None:
    code = (
        "import os, runpy, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'comp_data.cli':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what started the tests may ignore it
        "sys.meta_path.insert(0, Finder())\n"
        "sys.argv = ['comp-data', '--version']\n"
        "runpy.run_module('comp_data', run_name='__main__')"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_guide_that_vanishes_between_listing_and_reading(dataset: Write) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    run = prepare(Request((str(folder),)), load_configuration(folder, use_file=False))
    (folder / "acme" / "data-engineer.md").unlink()
    for jobs in (1, 2):
        result = run.lint(date(2026, 3, 1), jobs)
        (found,) = (one for one in result.diagnostics if one.severity is Severity.ERROR)
        assert (found.code, found.message) == ("CD001", "the file cannot be read: No such file or directory")
        assert result.files == 2


@pytest.mark.posix
@pytest.mark.slow
@pytest.mark.parametrize("setting", ["baseline = '{}'", "rules.custom-schema.files = ['{}']"])
def test_a_configuration_that_names_what_has_no_end(dataset: Write, tmp_path: Path, setting: str) -> None:
    dataset("")
    os.mkfifo(tmp_path / "pipe")
    for name in ("/dev/zero", "pipe"):
        (tmp_path / "comp-data.toml").write_text(setting.format(name), "utf-8")
        done = run("lint", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert name in done.stderr
        assert "this is not a regular file" in done.stderr or "which is outside of" in done.stderr
    (tmp_path / "comp-data.toml").write_text(setting.format("large"), "utf-8")
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(1 << 40)
    assert "it is larger than " in run("lint", cwd=tmp_path).stderr


@pytest.mark.slow
def test_a_table_of_10_000_rows_and_a_guide_of_5_000_regions(dataset: Write, tmp_path: Path) -> None:
    folder = dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    rows, regions = (folder / name / "data-engineer.md" for name in ("acme", "globex"))
    lines = rows.read_text("utf-8").split("\n")
    last = max(number for number, line in enumerate(lines) if line.startswith("| "))
    _, _, figures = lines[last].removeprefix("|").partition("|")
    lines[last + 1 : last + 1] = [f"| {place} |{figures}" for place in ("Leeds", "Cork") for _ in range(5_000)]
    rows.write_text("\n".join(lines), "utf-8")
    before, _, rest = regions.read_text("utf-8").partition("compensation:\n")
    entry = (
        "  - region: Place {}\n    currency: USD\n    base_low: 150000\n    base_high: 200000\n    stock_low: null\n"
        "    stock_high: null\n    bonus_pct: null\n    total_comp_low: 150000\n    total_comp_high: 200000\n"
    )
    entries = "".join(map(entry.format, range(5_000)))
    regions.write_text(f"{before}compensation:\n{entries}---\n{rest.partition(chr(10) + '---' + chr(10))[2]}", "utf-8")
    done = run("lint", "--format", "json", *TODAY, cwd=tmp_path)
    found = Counter((one["path"].split("/")[1], one["code"]) for one in json.loads(done.stdout)["diagnostics"])
    assert done.returncode == 1
    assert found["acme", "CD502"] == 1_001  # the last one counts those left out
    assert "9,000 more" in done.stdout
    assert found["globex", "CD304"] == found["globex", "CD502"] == 1_001
    assert done.stdout.count("4,000 more") == 3
