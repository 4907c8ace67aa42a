"""Fixtures: scratch datasets and the command line as a process."""

import gc
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from compileall import compile_dir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest
from hypothesis import settings

from tests.command_line import READ_AT_START, Starter, started
from tests.fragments import guides

ROOT = Path(__file__).parents[1]
RUN_IN_CI = ("browser", "editor", "cluster", "service", "install", "notebook", "types", "thorough")

settings.register_profile("comp-data", deadline=None)  # no test depends on the speed of the machine
settings.load_profile("comp-data")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the package, which each of the hundreds of processes would do again where Python writes no bytecode."""
    if not hasattr(config, "workerinput"):
        compile_dir(ROOT / "comp_data", quiet=2)
    # A shell starts a job in the background with SIGINT ignored, and the processes of the tests would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Leave what is collected out of garbage collection, which would look through all of it again and again."""
    gc.collect()
    gc.freeze()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not import `test_browser.py` and the like, which need a large extra, unless `-m` names their marker."""
    marker = collection_path.stem.removeprefix("test_")
    return True if marker in RUN_IN_CI and marker not in str(config.getoption("markexpr")) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that need a program, an index, a large extra or minutes, unless `-m` names their marker.

    Those that need locks, `fork`, named pipes or devices are left out where there are none, as on Windows.

    Where files are spread over processes, those with the most slow tests come first, so that none is left for the end.
    """
    chosen = str(config.getoption("markexpr"))
    left_out = [name for name in RUN_IN_CI if name not in chosen] + ([] if hasattr(os, "fork") else ["posix"])
    gone = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        out = set(gone)
        items[:] = [item for item in items if item not in out]
    if hasattr(config, "workerinput"):
        slow = Counter(item.path for item in items if {"slow", "install"} & {mark.name for mark in item.iter_markers()})
        items.sort(key=lambda item: -slow[item.path])


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cache of the tests is a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMP_DATA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


class CommandLine(Protocol):
    def __call__(
        self, *arguments: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture(scope="session")
def _starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter | None]:
    """What forks for the commands of a session; None if processes cannot fork."""
    starter = Starter(tmp_path_factory.mktemp("streams")) if hasattr(os, "fork") else None
    yield starter
    if starter:
        starter.close()


@pytest.fixture
def comp_data(tmp_path: Path, _starter: Starter | None) -> CommandLine:
    """Runs `comp-data` as a process of its own, by default in the test's folder."""

    def run(
        *arguments: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        variables = {**os.environ, "GITHUB_STEP_SUMMARY": "", "PYTHONPATH": str(ROOT), **(env or {})}
        is_read_at_start = any(name.startswith(READ_AT_START) for name in env or {})
        start = started if _starter is None or is_read_at_start else _starter.run
        return start(arguments, stdin, cwd or tmp_path, variables)

    return run


@pytest.fixture
def dataset(tmp_path: Path) -> Callable[[str], Path]:
    """Writes the guides of a fragment into `seeds/` of the test's folder, and gives that folder."""

    def write(fragment: str) -> Path:
        folder = tmp_path / "seeds"
        for made in guides(fragment):
            file = folder / made.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made.text, "utf-8", newline="")
        return folder

    return write


GIT_SETTINGS = {
    "user.name": "A Tester",
    "user.email": "tester@example.org",
    "commit.gpgsign": "no",
    "core.fsync": "none",  # no test cuts the power
    "maintenance.auto": "no",
}
GIT_FOLDERS = ("branches", "hooks", "info", "objects/info", "objects/pack", "refs/heads", "refs/tags")


@cache
def _empty_repository() -> dict[Path, bytes]:
    """What is in `.git` of a new repository, as git itself makes it: once, for all tests."""
    with TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "--quiet", "--initial-branch=main", folder], check=True)
        for name, value in GIT_SETTINGS.items():
            subprocess.run(["git", "-C", folder, "config", name, value], check=True)
        made = {file.relative_to(folder): file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()}
    return {file: content for file, content in made.items() if file.suffix != ".sample"}


class GitRepository:
    """A real git repository in a folder, as a person at a terminal would use it."""

    def __init__(self, top: Path) -> None:
        self.top = top
        if (top / ".git").exists():  # a clone
            for name, value in GIT_SETTINGS.items():
                self("config", name, value)
            return
        for folder in GIT_FOLDERS:
            (top / ".git" / folder).mkdir(parents=True)
        for file, content in _empty_repository().items():
            (top / file).write_bytes(content)

    def __call__(self, *arguments: str) -> str:
        """Runs git in the folder and gives what it prints; raises where it fails."""
        done = subprocess.run(["git", *arguments], cwd=self.top, capture_output=True, encoding="utf-8", check=True)
        return done.stdout.strip()

    def commit(self, message: str = "a change", day: str = "2026-03-01") -> str:
        """Commits all that is in the folder, and gives the commit's name."""
        self("add", "--all")
        date = f"{day}T12:00:00+00:00"
        environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        subprocess.run(
            ["git", "commit", "--quiet", "--allow-empty", "-m", message], cwd=self.top, env=environment, check=True
        )
        return self("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """An empty git repository in the test's folder."""
    return GitRepository(tmp_path)
