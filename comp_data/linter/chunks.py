"""Guides linted in chunks by an executor: local processes, or any other `concurrent.futures.Executor`.

What an executor runs is a pure function of values that pickle, so that it may run anywhere. Local processes are forked
on Linux, unless the program has more threads than one, and started anew (`spawn`) everywhere else.
"""

import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from comp_data.base.errors import CompDataError
from comp_data.base.files import Unreadable
from comp_data.guide.document import parse_document
from comp_data.linter.cache import GuideResult, dump
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.result import Part
from comp_data.linter.summary import encode_facts

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

WORTH_IT: Final = 500
"""Guides from which on a second process saves more time than it takes to start; measured by `benchmarks/`."""

CHUNK: Final = 32
"""Guides that a local process is given at once."""

LARGE_CHUNK: Final = 256
"""Guides that any other executor is given at once; a chunk costs Dask a hundredth of a second."""

MOST_CHUNKS: Final = 16
"""Chunks that any other executor is given before the first of them is finished."""

_ENDING: Final = {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}


class GuideContent(NamedTuple):
    """A guide as it was read: its path as diagnostics show it, and its bytes or why it cannot be read."""

    path: str
    content: bytes | Unreadable


class LintJob(NamedTuple):
    """How guides are linted: the rules with their options, and the date. It pickles small."""

    settings: Settings
    today: date

    def engine(self) -> Engine:
        """Return what runs the rules."""
        return Engine(self.settings, self.today)


def lint_chunk(guides: Iterable[tuple[str, bytes | Unreadable]], job: LintJob) -> list[GuideResult]:
    """Lint guides, each a path and its bytes, one by one.

    Pure: it may run in another process or on another machine. `lint_dataset` takes the results of all guides.
    """
    return list(map(encode_part, job.engine().lint(parse_document(content, path) for path, content in guides)))


def _lint_sent(guides: bytes, job: bytes) -> bytes:
    return pickle.dumps(lint_chunk(pickle.loads(guides), _received(job)))  # noqa: S301 - of the program that sent the task


_received = lru_cache(1)(pickle.loads)


def encode_part(part: Part) -> GuideResult:
    """Encode the result of linting a guide."""
    return GuideResult(part.path, part.has_suppressions, dump(part._replace(facts=None)), encode_facts(part.facts))


class Workers(NamedTuple):
    """An executor that is ready for chunks of a job."""

    executor: "Executor"
    job: bytes
    chunk: int = LARGE_CHUNK  # how many guides are in one
    unfinished: int = MOST_CHUNKS  # how many may be unfinished
    # Whether they are cancelled one by one if the run ends early. An executor that is shut down cancels them itself,
    # and one that has just lost its processes needs them unchanged.
    cancels: bool = True

    def submit(self, chunk: list[GuideContent]) -> "Future[bytes]":
        """Send a chunk as bytes, for which bytes come back: Dask would look at each object of other values."""
        return self.executor.submit(_lint_sent, pickle.dumps(chunk), self.job)

    def lint(self, guides: Iterable[GuideContent]) -> Iterator[tuple[GuideContent, GuideResult]]:
        """Give each guide with its result, some chunks read ahead; raises CompDataError if a process was killed."""
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - most runs have one process

        waiting: deque[tuple[list[GuideContent], Future[bytes]]] = deque()
        left = iter(guides)
        try:
            while chunk := list(islice(left, self.chunk)):
                waiting.append((chunk, self.submit(chunk)))
                if len(waiting) > self.unfinished:
                    yield from _finished(*waiting.popleft())
            while waiting:
                yield from _finished(*waiting.popleft())
        except BrokenExecutor as error:
            raise CompDataError("a process that linted guides was killed; nothing was reported") from error
        finally:
            for _, future in waiting if self.cancels else ():
                future.cancel()


def _finished(chunk: list[GuideContent], future: "Future[bytes]") -> Iterator[tuple[GuideContent, GuideResult]]:
    return zip(chunk, pickle.loads(future.result()), strict=True)  # noqa: S301 - of a worker of this run


def find_workers(job: LintJob, jobs: int, executor: "Executor | None") -> AbstractContextManager[Workers | None]:
    """Return the workers of a job: the executor's, else `jobs` processes; None if this process lints the guides."""
    if executor is not None:
        return nullcontext(Workers(executor, pickle.dumps(job)))
    return nullcontext() if jobs == 1 else local_processes(jobs, job)


def processes_for(files: int, wanted: int | None = None) -> int:
    """Return how many processes to use for a number of guides: as many as wanted, else as the machine has.

    One for few guides, or without `fork`: a new process starts slowly, and runs the program's main module once more.
    """
    if wanted is not None:
        return max(1, min(wanted, files))
    if files < WORTH_IT or start_method() != "fork":
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def start_method() -> str:
    """Return how local processes are started: `fork` or `spawn`."""
    can_fork = sys.platform == "linux" and hasattr(os, "fork")
    return "fork" if can_fork and threading.active_count() == 1 else "spawn"


@contextmanager
def local_processes(number: int, job: LintJob) -> Iterator[Workers | None]:
    """Start processes, and end them afterwards, at once if work is left; None if the machine has no process left."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - most runs have one process
    from multiprocessing import active_children, get_context  # noqa: PLC0415 - the same

    others = set(active_children())
    executor = ProcessPoolExecutor(number, get_context(start_method()), _prepare_process)
    is_started = False
    try:
        with suppress(OSError), _held_signals():
            executor.submit(int)  # a pool starts its processes with its first task
            is_started = True
        workers = Workers(executor, pickle.dumps(job), CHUNK, unfinished=4 * number, cancels=False)
        yield workers if is_started else None
    except BaseException:
        is_started = False
        raise
    finally:
        if not is_started:
            for process in set(active_children()) - others:
                process.kill()
        executor.shutdown(wait=is_started, cancel_futures=True)


@contextmanager
def _held_signals() -> Iterator[None]:
    """Block the signals that end a run while the processes start; they inherit that until `_prepare_process`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_process() -> None:
    """Let the process end without a word, on Ctrl-C and with the one that started it."""
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    for ending in _ENDING:
        if signal.getsignal(ending) is not signal.SIG_IGN:
            signal.signal(ending, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
