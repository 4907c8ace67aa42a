"""A run with the cache finds what a run without it finds, whatever became of guides, settings, day and cache."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

import pytest

import comp_data
from comp_data.base.diagnostics import Finding, Severity
from comp_data.guide.document import Document
from comp_data.linter import cache_file
from comp_data.linter.batch import lint_guides
from comp_data.linter.cache import Cache
from comp_data.linter.cache_folder import FOLDER, MOST_BYTES, MOST_DAYS, MOST_FILES, Drawer, Writer, find_drawer
from comp_data.linter.config.config import load_configuration
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.guides import Guides
from comp_data.linter.record import Record
from comp_data.linter.result import LintResult, Part
from comp_data.linter.rule import DatasetFinding, dataset_rule, rule
from comp_data.linter.run import WORTH_A_CACHE, Request, prepare
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


@pytest.fixture
def folder(dataset: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty guides of all kinds, which were not just written, in `seeds` of the working folder."""
    monkeypatch.chdir(tmp_path)
    odd = islice(cycle(ODD[:5]), 30)
    return aged(dataset("".join(f"# file: {name}/role-{i}.md\n{next(odd)}" for name in COMPANIES for i in range(6))))


def aged(folder: Path) -> Path:
    """Waits until a guide that is written now gets another time than those that are there."""
    newest = max(file.stat().st_ctime_ns for file in folder.glob("*/*.md"))
    probe = folder / "probe"
    probe.touch()
    while probe.stat().st_mtime_ns < newest + 150_000_000:
        probe.touch()
    probe.unlink()
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

        def spy(self: Engine, document: Document) -> Part:
            paths.append(document.path)
            return original(self, document)

        loaded = load_configuration(request.start())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Engine, "lint", spy)
            found = prepare(request, loaded).lint(today)
        assert found == prepare(request._replace(cache=False), loaded).lint(today)
        return found, paths

    return run


def cached() -> Path:
    """The one file of the cache."""
    (file,) = Path(FOLDER).glob("*.cache")
    return file


def test_what_is_known_is_not_linted_again(lint: Lint, folder: Path) -> None:
    found, paths = lint()
    assert len(paths) == found.files == 30
    assert {one.code for one in found.diagnostics} >= {"CD003", "CD105", "CD204", "CD606"}
    assert found.suppressed == 6
    for _ in range(2):
        assert lint() == (found, [])


def test_a_guide_that_changed_is_linted_again_and_no_other(lint: Lint, folder: Path) -> None:
    lint()
    file = folder / "hooli" / "role-4.md"
    before = file.stat()
    text = file.read_text()
    file.write_text(text.replace("role_type: senior", "role_type: junior"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    found, paths = lint()
    assert paths == ["seeds/hooli/role-4.md"]
    assert any("junior" in one.message for one in found.diagnostics)
    file.write_text(text)
    assert lint()[1] == ["seeds/hooli/role-4.md"]
    assert lint()[1] == []


def test_a_guide_that_was_touched_or_written_anew_as_it_was_is_known(lint: Lint, folder: Path) -> None:
    found, _ = lint()
    (folder / "acme" / "role-0.md").touch()
    file = folder / "acme" / "role-1.md"
    text = file.read_text()
    file.unlink()
    file.write_text(text)
    assert lint() == (found, [])


def test_a_guide_that_is_written_twice_within_a_tick_of_the_clock(lint: Lint, folder: Path) -> None:
    file = folder / "acme" / "role-1.md"
    text = file.read_text()
    for word in ("junior", "senior", "medium", "junior"):
        file.write_text(text.replace("role_type: senior", f"role_type: {word}"))
        found, _ = lint()
        assert any(one.path.endswith("acme/role-1.md") and word in one.message for one in found.diagnostics)


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


def test_what_is_found_of_several_guides_follows_all_of_them(lint: Lint, folder: Path) -> None:
    lint()
    file = folder / "umbrella" / "role-0.md"
    text = file.read_text()
    for change in ("base_low: 140000", "company_display: Others", "region: Elsewhere"):
        key = change.partition(":")[0]
        lines = [change.rjust(len(line)) if f"{key}:" in line else line for line in text.split("\n")]
        file.write_text("\n".join(lines))
        assert lint()[1] == ["seeds/umbrella/role-0.md"]
    file.write_text(text.replace("---\n", "---\n# a line more, and so other places\n", 1))
    assert lint()[1] == ["seeds/umbrella/role-0.md"]
    file.write_text(text.replace("---\n", "---\n# comp-data: ignore-file[CD606] it is so\n", 1))
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


def test_no_configuration_is_given_the_answers_of_another(lint: Lint, tmp_path: Path, command: CommandLine) -> None:
    Path("own.json").write_text('{"properties": {"role_type": {"const": "standard"}}}')
    assert (
        command("lint", "--write-baseline", "--baseline=known.jsonl", f"--today={TODAY}", "--no-cache").returncode == 0
    )
    found = {}
    for _ in range(2):
        for name, (table, request) in configurations().items():
            Path("comp-data.toml").write_text(table)
            found[name], paths = lint(request)
    assert paths == []
    assert len({repr(one) for one in found.values()}) >= 15


def test_own_schemas_are_known_by_what_they_say(lint: Lint, command: CommandLine) -> None:
    for word, findings in (("standard", 12), ("other", 24)):
        Path("own.json").write_text(f'{{"properties": {{"role_type": {{"const": "{word}"}}}}}}')
        done = command("lint", "--schema=own.json", "--select=CD110", "--format=concise", "--fail-on=never")
        assert done.stdout.count(" CD110 ") == findings


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


def test_a_run_against_a_base(lint: Lint, folder: Path) -> None:
    repository = GitRepository(Path.cwd())
    repository.commit()
    file = folder / "acme" / "role-0.md"
    file.write_text(file.read_text().replace("base_low: 1", "base_low: 2"))
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
    """Flips a bit at a place, or at a share of the whole."""

    def flip(content: bytes) -> bytes:
        place = at if isinstance(at, int) else int(at * (len(content) - 1))
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    return flip


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content + b"x",
        lambda content: b"\xff" * 1000,
        lambda content: content[36:],
        lambda content: content.replace(b"CD105", b"CD104"),
        *map(flipped, (0.0, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)),
    ],
)
def test_what_is_damaged_of_a_cache_is_none(lint: Lint, damage: Callable[[bytes], bytes]) -> None:
    found, _ = lint()
    cached().write_bytes(damage(cached().read_bytes()))
    again, paths = lint()
    assert again == found
    assert len(paths) in {0, 30}  # it has one block of guides, and one of what is found of them all
    assert lint() == (found, [])


@pytest.mark.parametrize("damage", [lambda content, at: content[:at], lambda content, at: flipped(at)(content)])
def test_a_cache_is_good_up_to_where_it_is_damaged(
    lint: Lint, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes, int], bytes]
) -> None:
    monkeypatch.setattr(cache_file, "_BLOCK", 1)  # a guide a block
    found, _ = lint()
    whole = cached().read_bytes()
    linted = []
    for at in range(0, len(whole), len(whole) // 40):
        cached().write_bytes(damage(whole, at))
        again, paths = lint()
        assert again == found
        linted.append(len(paths))
    assert linted == sorted(linted, reverse=True)
    assert len(set(linted)) > 20


def test_a_cache_that_is_damaged_while_it_is_read(lint: Lint, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(cache_file, "_BLOCK", 1)
    lint()
    file = folder / "acme" / "role-0.md"
    file.write_text(file.read_text().replace("base_low: 1", "base_low: 2"))
    original = Cache.begin

    def begin(self: Cache, *, by_clock: bool) -> None:
        os.truncate(cached(), cached().stat().st_size // 2)
        original(self, by_clock=by_clock)

    with monkeypatch.context() as patch:
        patch.setattr(Cache, "begin", begin)
        found, paths = lint()
    assert 1 < len(paths) < 30
    again, paths = lint()
    assert again == found
    assert 1 < len(paths) < 30
    assert lint() == (found, [])


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "loop"])
def test_something_else_in_the_place_of_the_cache(lint: Lint, tmp_path: Path, kind: str) -> None:
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


@pytest.mark.parametrize("kind", ["file", "link", "loop"])
def test_something_else_in_the_place_of_the_folder(lint: Lint, tmp_path: Path, kind: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = tmp_path / FOLDER
    if kind == "file":
        folder.write_text("")
    else:
        folder.symlink_to(elsewhere if kind == "link" else folder)
    for _ in range(2):
        assert len(lint()[1]) == 30
    assert not list(elsewhere.iterdir())


def test_a_full_disk(lint: Lint, tmp_path: Path) -> None:
    found, _ = lint()
    shutil.rmtree(FOLDER)
    code = (
        "import resource, sys\nfrom comp_data.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        f"sys.argv = ['comp-data', 'lint', '--today={TODAY}', '--fail-on=never', '--format=concise']\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") >= len([one for one in found.diagnostics if one.severity > 1])
    assert sorted(os.listdir(FOLDER)) == [".gitignore", "CACHEDIR.TAG"]
    assert lint()[0] == found


def test_a_cache_that_somebody_else_has_sealed_is_none(lint: Lint, tmp_path: Path) -> None:
    found, _ = lint()
    own = cached()
    drawer = find_drawer(tmp_path, "a question")
    assert drawer is not None
    stream = drawer._replace(file=own).open()
    assert stream is not None
    with stream:
        blocks = list(drawer._replace(file=own).blocks(stream))
    assert len(blocks) >= 3
    writer = Writer(Drawer(own, b"the secret of somebody else, who "))
    for block in blocks:
        writer.add(block.replace(b"CD105", b"CD104"))
    writer.finish()
    again, paths = lint()
    assert (again, len(paths)) == (found, 30)


def test_an_answer_is_not_taken_for_one_to_another_question(lint: Lint) -> None:
    lint()
    first = cached()
    other = ALL._replace(ignore=("CD105",))
    found, _ = lint(other)
    (second,) = set(Path(FOLDER).glob("*.cache")) - {first}
    shutil.copyfile(first, second)
    again, paths = lint(other)
    assert (again, len(paths)) == (found, 30)


def test_no_cache_where_the_secret_would_lie_among_the_guides(
    lint: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in (tmp_path / "home", "home", tmp_path / "seeds" / "acme"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        assert find_drawer(tmp_path, "a question") is None
        lint()
    assert not Path(FOLDER).exists()


def test_no_cache_without_a_place_for_the_secret(lint: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path.parent / f"{tmp_path.name}-home"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    lint()
    assert not Path(FOLDER).exists()


def test_the_secret_is_the_users_alone_and_made_anew_where_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    first = find_drawer(tmp_path / "guides", "a question")
    secret = tmp_path / "home" / "comp-data" / "secret"
    assert first is not None
    assert secret.stat().st_mode & 0o077 == 0
    assert find_drawer(tmp_path / "guides", "a question") == first
    secret.write_bytes(b"short")
    second = find_drawer(tmp_path / "guides", "a question")
    assert second is not None
    assert second.file != first.file
    assert os.listdir(secret.parent) == ["secret"]


def test_the_folder_ignores_itself(lint: Lint, folder: Path) -> None:
    repository = GitRepository(Path.cwd())
    repository.commit()
    lint()
    assert repository("status", "--porcelain", "--untracked-files=all") == ""
    assert (Path(FOLDER) / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_the_folder_stands_beside_the_configuration(lint: Lint, tmp_path: Path, command: CommandLine) -> None:
    Path("comp-data.toml").write_text("")
    (tmp_path / "elsewhere").mkdir()
    args = ("lint", str(tmp_path / "seeds"), f"--today={TODAY}", "--fail-on=never")
    assert command(*args, cwd=tmp_path / "elsewhere").returncode == 0
    assert cached().exists()
    assert not (tmp_path / "elsewhere" / FOLDER).exists()
    assert command(*args, "--no-config", cwd=tmp_path / "elsewhere").returncode == 0
    assert (tmp_path / "elsewhere" / FOLDER).is_dir()


def test_runs_that_keep_nothing(lint: Lint, folder: Path, command: CommandLine) -> None:
    lint(ALL._replace(paths=("seeds/acme",)))  # a few guides are linted sooner than looked up
    assert command("lint", "--no-cache", f"--today={TODAY}").returncode == 1
    assert command("lint", "seeds", "-", f"--today={TODAY}", stdin=b"x").returncode == 1
    assert not Path(FOLDER).exists()


def test_what_is_old_or_too_much_is_deleted(lint: Lint) -> None:
    lint()
    old, new, left, kept = (Path(FOLDER) / name for name in ("old.cache", "new.cache", "left.new", "note"))
    for file in (old, new, left, kept):
        file.write_text("x")
    for file, days in ((old, 31), (left, 1), (kept, 99)):
        os.utime(file, (0, file.stat().st_mtime - days * 86_400))
    lint(ALL._replace(select=("CD1",)))
    assert (old.exists(), new.exists(), left.exists(), kept.exists()) == (False, True, False, True)
    for number in range(MOST_FILES + 3):
        lint(ALL._replace(select=("CD1",), paths=("seeds", *["seeds/acme"] * number)))
    assert len(list(Path(FOLDER).glob("*.cache"))) == MOST_FILES


def test_what_takes_more_than_all_may_is_not_kept(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = lint()[1]
    size = cached().stat().st_size
    monkeypatch.setattr("comp_data.linter.cache_folder.MOST_BYTES", size - 1)
    cached().unlink()
    assert lint()[1] == everything
    assert [file.name for file in Path(FOLDER).iterdir() if file.suffix in (".cache", ".new")] == []
    assert lint()[1] == everything


def test_a_run_that_is_interrupted_leaves_the_cache_as_it_was(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    content = cached().read_bytes()
    for number, file in enumerate(sorted(Path("seeds").glob("*/*.md"))):
        file.write_text(file.read_text().replace("base_low: ", f"base_low: {1 + number % 9}"))
    original = Engine.lint

    def interrupted(self: Engine, document: Document) -> Part:
        if document.path == "seeds/hooli/role-4.md":
            raise KeyboardInterrupt
        return original(self, document)

    run = prepare(ALL, load_configuration(ALL.start()))
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "lint", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.lint(TODAY)
    assert cached().read_bytes() == content
    assert set(os.listdir(FOLDER)) == {".gitignore", "CACHEDIR.TAG", cached().name}
    assert len(lint()[1]) >= 6


BROKEN: list[str] = []


@rule("CD990", "flaky", Severity.INFO)
def flaky(record: Record) -> Iterable[Finding]:
    """Crashes where it is broken."""
    if "record" in BROKEN and record.role == "role-3":
        raise RuntimeError("broken")
    yield Finding(("company",), "it ran")


@dataset_rule("CD991", "flaky-too", Severity.INFO)
def flaky_too(facts: tuple[Facts, ...]) -> Iterable[DatasetFinding]:
    """Crashes where it is broken."""
    if "dataset" in BROKEN:
        raise RuntimeError("broken")
    yield DatasetFinding(facts[0], Finding(("company",), "it ran"))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("scope", ["record", "dataset"])
def test_a_crash_is_not_kept(folder: Path, scope: str, jobs: int) -> None:
    files = {f"seeds/{name}/role-{i}.md": folder / name / f"role-{i}.md" for name in COMPANIES for i in (2, 3)}
    drawer = find_drawer(folder.parent, "a question")
    assert drawer is not None

    def run() -> list[str]:
        cache = Cache(drawer, {path: str(file) for path, file in files.items()}, TODAY, is_dataset=True)
        guides = Guides(list(files), lambda path: files[path].read_bytes(), is_dataset=True)
        parts, of_dataset = lint_guides(guides, TODAY, Settings((flaky, flaky_too)), jobs=jobs, cache=cache)
        assert of_dataset is not None
        return [one.code for part in (*parts, of_dataset) for one in part.diagnostics]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[__name__], "BROKEN", [scope])
        for _ in range(2):
            assert run().count("CD999") == (4 if scope == "record" else 1)
    for _ in range(2):
        assert (run().count("CD990"), run().count("CD991"), run().count("CD999")) == (8, 1, 0)


@pytest.mark.parametrize("options", [("--format=json",), (), ("--format=concise",), ("--level=info",)])
def test_any_number_of_processes_prints_the_same_cold_and_warm(
    lint: Lint, command: CommandLine, options: tuple[str, ...]
) -> None:
    args = ("lint", f"--today={TODAY}", "--select=ALL", *options)
    printed = {command(*args, "--no-cache", f"--jobs={jobs}").stdout for jobs in (1, 2, 4)}
    for jobs in ("1", "2", "4"):
        shutil.rmtree(FOLDER, ignore_errors=True)
        printed |= {command(*args, f"--jobs={jobs}").stdout for _ in range(2)}
        assert Path(FOLDER).is_dir()
    assert len(printed) == 1


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
        file.write_text(file.read_text().replace("base_low: ", f"base_low: {turn}"))
        runs = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(3)]
        printed = {run.communicate()[0] for run in runs}
        printed.add(subprocess.run([*command, "--no-cache"], env=env, stdout=subprocess.PIPE, check=True).stdout)
        assert len(printed) == 1
    assert lint()[1] == []


def test_a_run_of_which_all_is_known_loads_no_rule(lint: Lint) -> None:
    lint()
    code = (
        "import sys\nfrom comp_data.cli import cli\n"
        f"try: cli(['lint', 'seeds', '--today={TODAY}', '--fail-on=never'])\n"
        "except SystemExit: sys.exit(any(name in sys.modules for name in ('comp_data.linter.rules', 'yaml')))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "30 guides: " in done.stdout


def test_the_library_keeps_what_it_finds_where_it_is_asked_to(folder: Path) -> None:
    plain = comp_data.lint(folder, today=TODAY)
    assert not Path(FOLDER).exists()
    for _ in range(2):
        assert comp_data.lint(folder, today=TODAY, cache=True) == plain
    assert cached().exists()


def test_the_page_has_the_limits_that_hold() -> None:
    page = " ".join((ROOT / "docs" / "cache.md").read_text("utf-8").split())
    assert f"fewer than {WORTH_A_CACHE} guides" in page
    assert f"for {MOST_DAYS} days and {MOST_BYTES >> 20} MiB" in page
    assert (FOLDER in page, MOST_FILES) == (True, 20)
