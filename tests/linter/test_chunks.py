"""Several processes, or any other executor, give what one process gives, and end when one of them is killed."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from comp_data.base.errors import CompDataError
from comp_data.base.files import Unreadable
from comp_data.linter import chunks
from comp_data.linter.cache import GuideResult
from comp_data.linter.chunks import (
    CHUNK,
    LARGE_CHUNK,
    MOST_CHUNKS,
    WORTH_IT,
    GuideContent,
    LintJob,
    find_workers,
    lint_chunk,
    local_processes,
    processes_for,
    start_method,
)
from comp_data.linter.config.config import parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.config.settings import make_settings
from comp_data.linter.engine import Settings
from comp_data.linter.rules import RULES
from comp_data.linter.run import prepare
from tests.command_line import LONGEST, is_gone
from tests.conftest import ROOT
from tests.fragments import guides

TODAY = date(2026, 3, 1)
JOB = LintJob(Settings(), TODAY)
ODD = ("", "role_type: senior\n", "compensation:\n  - base_low: 300000\n", "company_display: [\n")
COMPANIES = ("acme", "globex", "hooli", "initech", "umbrella")


@pytest.fixture
def folder(dataset: Callable[[str], Path]) -> Path:
    return dataset("".join(f"# file: {name}/role-{i}.md\n{ODD[i % 4]}" for name in COMPANIES for i in range(9)))


def sources(number: int) -> list[GuideContent]:
    """Made-up guides, as they are read."""
    texts = [made.text.encode() for odd in ODD for made in guides(odd)]
    return [GuideContent(f"acme/{i}.md", texts[i % len(texts)]) for i in range(number)]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [2, 3, 7, 64])
def test_any_number_of_processes_gives_the_same(folder: Path, jobs: int) -> None:
    run = prepare(Request((str(folder),)), parse_configuration({}, folder / "comp-data.toml"))
    alone = run.lint(TODAY, 1)
    assert alone.files == 45
    assert {one.code for one in alone.diagnostics} >= {"CD003", "CD105", "CD204"}
    assert run.lint(TODAY, jobs) == alone


def test_the_number_of_processes_is_automatic_where_they_are_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "start_method", lambda: "fork")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(4)), raising=False)
    assert [processes_for(number) for number in (1, WORTH_IT - 1, WORTH_IT)] == [1, 1, 4]
    monkeypatch.setattr(chunks, "start_method", lambda: "spawn")
    assert processes_for(100_000) == 1
    assert processes_for(100_000, 3) == 3
    assert processes_for(2, 5) == 2


@pytest.mark.posix
def test_the_start_method_is_fork_for_a_program_of_one_thread_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "linux")
    assert start_method() == "fork"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert start_method() == "spawn"
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(sys, "platform", "linux")
    assert start_method() == "spawn"


@pytest.mark.slow
def test_any_executor_gives_the_same_in_the_order_of_the_guides() -> None:
    made = [*sources(LARGE_CHUNK * 2 + 5), GuideContent("acme/none.md", Unreadable("the file cannot be read: gone"))]
    expected = list(zip(made, lint_chunk(made, JOB), strict=True))
    assert lint_by(ThreadPoolExecutor(3), made) == expected
    codes = {one.code for _, result in expected for one in result.diagnostics}
    assert codes >= {"CD001", "CD003", "CD105", "CD204"}
    assert lint_by(ThreadPoolExecutor(3), []) == []


def lint_by(executor: Executor, made: list[GuideContent]) -> list[tuple[GuideContent, GuideResult]]:
    with executor, find_workers(JOB, 1, executor) as workers:
        assert workers is not None
        return list(workers.lint(made))


class Counting(Executor):
    """Counts the tasks that it was given and that are not yet done."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.given += 1
        assert all(type(one) is bytes for one in args), "Dask takes long over any other argument"
        future: Future[Any] = Future()
        result = fn(*args, **kwargs)
        assert type(result) is bytes, "Dask takes long over any other result"
        future.set_result(result)
        return future


@pytest.mark.slow
def test_guides_are_read_as_they_are_needed() -> None:
    executor, read = Counting(), 0
    unreadable = [GuideContent(f"acme/{i}.md", Unreadable("gone")) for i in range(LARGE_CHUNK * (MOST_CHUNKS + 9))]

    def reading() -> Iterator[GuideContent]:
        nonlocal read
        for source in unreadable:
            read += 1
            yield source

    with find_workers(JOB, 1, executor) as workers:
        assert workers is not None
        found = workers.lint(reading())
    next(found)
    assert executor.given <= MOST_CHUNKS + 1
    assert read <= (MOST_CHUNKS + 1) * LARGE_CHUNK
    assert sum(1 for _ in found) == len(unreadable) - 1


def test_what_a_chunk_needs_pickles_small() -> None:
    table = {"per-file-ignores": {"acme/1.md": ["CD1"]}, "rules": {"total-mismatch": {"info-over": 1.0}}}
    loaded = parse_configuration(table, Path("/dataset/comp-data.toml"))
    settings = make_settings(Request(select=("ALL",), preview=True), loaded)
    content = pickle.dumps(LintJob(settings, TODAY))
    assert len(content) < 12 * len(RULES) + 1_000
    again = pickle.loads(content)
    assert again.settings.rules == settings.rules
    assert all(one is other for one, other in zip(again.settings.rules, settings.rules, strict=True))
    made = sources(8)
    assert lint_chunk(made, again) == lint_chunk(made, LintJob(settings, TODAY))


def test_every_rule_pickles_as_itself() -> None:
    assert [pickle.loads(pickle.dumps(one)) for one in RULES] == list(RULES)


def kill(at: str, guides: bytes, job: bytes) -> bytes:
    """In the place of `_lint_sent`: kills its process at a guide."""
    if any(one.path == at for one in pickle.loads(guides)):
        os.kill(os.getpid(), signal.SIGKILL)
    return pickle.dumps(lint_chunk(pickle.loads(guides), pickle.loads(job)))


def test_a_killed_process_is_an_error_and_no_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(chunks, "_lint_sent", partial(kill, f"acme/{3 * CHUNK}.md"))
    made = sources(CHUNK * 8)
    with pytest.raises(CompDataError, match="was killed"):
        _lint_in_two(made)
    assert _have_ended()


def _lint_in_two(made: list[GuideContent]) -> None:
    with local_processes(2, JOB) as workers:
        assert workers is not None
        assert list(workers.lint(made))


def test_processes_end_where_their_work_is_not_asked_for_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with pytest.raises(ZeroDivisionError):
        _leave_work_undone()
    assert _have_ended()


def _leave_work_undone() -> None:
    with local_processes(2, JOB) as workers:
        assert workers is not None
        workers.submit([GuideContent("acme/1.md", b"---\n" + b"- " * 2_000_000)])
        raise ZeroDivisionError


@pytest.mark.posix
def test_a_machine_without_another_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = prepare(Request((str(folder),)), parse_configuration({}, folder / "comp-data.toml"))
    alone = run.lint(TODAY, 1)

    def fork() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", fork)
    assert run.lint(TODAY, 3) == alone


def _have_ended() -> bool:
    for _ in range(1_000):
        if not active_children():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "at"), [("SIGKILL", "parent"), ("SIGINT", "group"), ("SIGTERM", "parent")])
def test_processes_end_with_the_one_that_started_them(sent: str, at: str) -> None:
    code = (
        "import time\nfrom datetime import date\nfrom comp_data.linter import chunks\n"
        "def wait(guides, job):\n    time.sleep(0.1)\nchunks._lint_sent = wait\n"
        "with chunks.local_processes(3, chunks.LintJob(chunks.Settings(), date.today())) as workers:\n"
        "    print('begun', flush=True)\n"
        "    [one.result() for one in [workers.submit([]) for _ in range(2_000)]]"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.3)
        (os.killpg if at == "group" else os.kill)(run.pid, getattr(signal, sent))
        run.wait(LONGEST)
        assert is_gone(run.pid)


@pytest.mark.slow
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_command_line_is_ended_without_a_word(folder: Path, sent: str) -> None:
    for number in range(400):
        (folder / "acme" / f"more-{number}.md").write_text((folder / "acme" / "role-0.md").read_text("utf-8"), "utf-8")
    code = (
        "import sys\nfrom comp_data.__main__ import main\nprint('begun', flush=True)\n"
        f"sys.argv = ['comp-data', 'lint', {str(folder)!r}, '--jobs=2', '--no-cache', '--today={TODAY}']\nmain()"
    )
    for wait in (0.1, 0.3, 0.4, 0.5):
        with subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(wait)
            os.killpg(run.pid, getattr(signal, sent))
            err = run.communicate(timeout=LONGEST)[1]
        assert b"Traceback" not in err, err.decode()
        assert is_gone(run.pid)
