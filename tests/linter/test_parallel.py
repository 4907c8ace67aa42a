"""Several processes give what one gives, and end when one of them is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comp_data.base.errors import CompDataError
from comp_data.linter.config.config import load_configuration
from comp_data.linter.parallel import WORTH_IT, bytes_from_processes, processes_for
from comp_data.linter.run import Request, prepare
from tests.conftest import ROOT

TODAY = date(2026, 3, 1)


@pytest.fixture
def folder(dataset: Callable[[str], Path]) -> Path:
    odd = ("", "role_type: senior\n", "compensation:\n  - base_low: 300000\n", "company_display: [\n")
    companies = ("acme", "globex", "hooli", "initech", "umbrella")
    return dataset("".join(f"# file: {name}/role-{i}.md\n{odd[i % 4]}" for name in companies for i in range(9)))


def test_any_number_of_processes_gives_the_same(folder: Path) -> None:
    run = prepare(Request((str(folder),)), load_configuration(folder, use_files=False))
    alone = run.lint(TODAY, 1)
    assert alone.files == 45
    assert {one.code for one in alone.diagnostics} >= {"CD003", "CD105", "CD204"}
    for jobs in (2, 3, 7, 64):
        assert run.lint(TODAY, jobs) == alone


def test_processes_where_they_pay() -> None:
    assert processes_for(1) == processes_for(WORTH_IT - 1) == 1
    assert processes_for(WORTH_IT) >= 1
    assert processes_for(100_000, 3) == 3
    assert processes_for(2, 5) == 2


def in_bytes(number: int) -> bytes:
    return b"%d" % number


def test_what_is_made_comes_in_the_order_of_the_numbers() -> None:
    for number, processes in ((0, 2), (1, 2), (5, 2), (100, 7), (5_000, 2)):
        assert list(bytes_from_processes(in_bytes, number, processes)) == list(map(in_bytes, range(number)))


def test_what_is_made_is_longer_than_a_pipe_holds() -> None:
    def work(number: int) -> bytes:
        return in_bytes(number) * (200_000 if number % 7 == 0 else 1)

    assert list(bytes_from_processes(work, 50, 3)) == list(map(work, range(50)))


def test_what_cannot_be_done_in_a_process_is_left_to_the_caller() -> None:
    def work(number: int) -> bytes | None:
        if number == 3:
            raise CompDataError("told by who does it again")
        return None if number == 5 else in_bytes(number)

    made = list(bytes_from_processes(work, 8, 2))
    assert made == [b"0", b"1", b"2", None, b"4", None, b"6", b"7"]


def has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_a_killed_process_is_an_error_and_no_hang() -> None:
    def work(number: int) -> bytes:
        if number == 11:
            os.kill(os.getpid(), signal.SIGKILL)
        return in_bytes(number)

    with pytest.raises(CompDataError, match="was killed"):
        list(bytes_from_processes(work, 20, 2))
    assert not has_children()


def test_each_is_given_as_soon_as_it_is_made_and_processes_end_when_no_more_is_asked_for() -> None:
    def work(number: int) -> bytes:
        if number >= 16:
            time.sleep(60)
        return in_bytes(number)

    made = bytes_from_processes(work, 1_000, 2)
    assert [next(made) for _ in range(16)] == list(map(in_bytes, range(16)))
    assert has_children()
    made.close()
    assert not has_children()


@pytest.mark.parametrize(("sent", "at"), [("SIGKILL", "parent"), ("SIGINT", "group"), ("SIGTERM", "parent")])
def test_processes_end_with_the_one_that_started_them(sent: str, at: str) -> None:
    code = (
        "import time\nfrom comp_data.linter.parallel import bytes_from_processes\n"
        "print('begun', flush=True)\n"
        "list(bytes_from_processes(lambda number: time.sleep(0.1) or b'x' * 100_000, 2_000, 3))"
    )
    command = [sys.executable, "-c", code]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.3)
        (os.killpg if at == "group" else os.kill)(run.pid, getattr(signal, sent))
        run.wait(timeout=10)
        assert _is_gone(run.pid)


def _is_gone(group: int) -> bool:
    """Whether no process of a group is left, after a while at most."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
