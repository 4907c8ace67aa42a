"""Guides linted in chunks by an executor: local processes, or any other `concurrent.futures.Executor`.

What an executor runs is a pure function of values that pickle, so that it may run anywhere. Local processes are forked
on Linux, unless the program has more threads than one, and started anew (`spawn`) everywhere else; this is the same in
every version of Python.
"""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from comp_data.base.errors import CompDataError
from comp_data.base.files import Unreadable
from comp_data.guide.document import parse_document
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.outcome import Outcome, encode_part
from comp_data.linter.summary import encode_facts

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

WORTH_IT: Final = 500
"""Guides from which on a second process saves more time than it takes to start; measured by `benchmarks/`."""

CHUNK: Final = 16
"""Guides that an executor is given at once."""

_MOST_PROCESSES: Final = 8
_WAITING_A_PROCESS: Final = 4
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


class Source(NamedTuple):
    """A guide as it was read: its path as diagnostics show it, and its bytes or why it cannot be read."""

    path: str
    content: bytes | Unreadable


def lint_chunk(
    guides: Sequence[Source], settings: Settings, today: date, *, counts_infos: bool = False
) -> list[Outcome | None]:
    """Lint guides one by one; None for a guide whose outcome cannot be encoded, or that raises an error.

    The caller can lint such a guide itself, and then has the error. `counts_infos` is as for `Engine`.
    """
    engine = Engine(settings, today, counts_infos=counts_infos)
    return [_outcome(engine, guide) for guide in guides]


def _outcome(engine: Engine, guide: Source) -> Outcome | None:
    try:
        part = engine.lint(parse_document(guide.content, guide.path))
        return encode_part(part, encode_facts(part.facts), counts_infos=engine.counts_infos)
    except Exception:
        return None


def lint_chunks(
    executor: "Executor",
    guides: Iterable[Source],
    settings: Settings,
    today: date,
    *,
    processes: int,
    counts_infos: bool = False,
) -> Iterator[tuple[Source, Outcome | None]]:
    """Lint guides by an executor, and give each with its outcome in their order.

    Only some chunks for each of the `processes` are read ahead. Raises CompDataError if a process was killed.
    """
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - most runs have one process

    waiting: deque[tuple[list[Source], Future[list[Outcome | None]]]] = deque()
    left = iter(guides)
    try:
        while chunk := list(islice(left, CHUNK)):
            future = executor.submit(lint_chunk, chunk, settings, today, counts_infos=counts_infos)
            waiting.append((chunk, future))
            if len(waiting) > _WAITING_A_PROCESS * processes:
                yield from _finished(*waiting.popleft())
        while waiting:
            yield from _finished(*waiting.popleft())
    except BrokenExecutor as error:
        raise CompDataError("a process that linted guides was killed; nothing was reported") from error


def _finished(chunk: list[Source], future: "Future[list[Outcome | None]]") -> Iterator[tuple[Source, Outcome | None]]:
    return zip(chunk, future.result(), strict=True)


def processes_for(files: int, wanted: int | None = None) -> int:
    """Return how many processes to use for a number of guides: as many as wanted, else as the machine has.

    One where few guides are to be linted or processes cannot be forked: to start them anew takes long, and what a
    program runs as its main module is run once more by each.
    """
    if wanted is not None:
        return max(1, min(wanted, files))
    if files < WORTH_IT or start_method() != "fork":
        return 1
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(available, _MOST_PROCESSES)


def start_method() -> str:
    """Return how local processes are started: `fork` or `spawn`."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def local_processes(number: int) -> Iterator["Executor | None"]:
    """Start processes as an executor, and end them afterwards: at once if the work was not finished.

    None if the machine has no process left.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs have one process
    from multiprocessing import active_children, get_context  # noqa: PLC0415 - the same

    others = set(active_children())
    executor = ProcessPoolExecutor(number, get_context(start_method()), _prepare_process)
    try:
        is_started = _start(executor)
        yield executor if is_started else None
    except BaseException:
        is_started = False
        raise
    finally:
        if not is_started:
            for process in set(active_children()) - others:
                process.kill()
        executor.shutdown(wait=is_started, cancel_futures=True)


def _start(executor: "Executor") -> bool:
    try:
        with _held_signals():
            executor.submit(int)  # a pool starts its processes with its first task
    except OSError:
        return False
    return True


@contextmanager
def _held_signals() -> Iterator[None]:
    """Let what ends the run wait until the processes are started: they inherit that and end by `_prepare_process`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_process() -> None:
    """Let a process end without a word, on Ctrl-C and with the one that started it."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    for ending in _ENDING:
        signal.signal(ending, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
