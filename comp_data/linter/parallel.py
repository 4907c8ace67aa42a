"""Linting many guides in several processes: the same diagnostics in the same order, sooner."""

import os
import signal
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from comp_data.document import Document
from comp_data.errors import CompDataError
from comp_data.linter.engine import Part, Settings, lint_part

WORTH_IT: Final = 500
"""Guides from which on a second process saves more time than it takes to start; measured by `benchmarks/`."""

_CHUNKS_A_PROCESS: Final = 4
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)

_job: tuple[Callable[[str], Document], date, Settings, bool] | None = None


def processes_for(files: int, wanted: int | None = None) -> int:
    """How many processes to use for a number of guides: as wanted, else what the machine has where it pays.

    1 where processes cannot be forked: settings hold functions, which only a fork takes along.
    """
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return max(1, min(wanted, files))
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1 if files < WORTH_IT else min(available, 8)


def lint_in_processes(
    paths: Sequence[str],
    read: Callable[[str], Document],
    today: date,
    settings: Settings,
    *,
    processes: int,
    with_facts: bool,
) -> list[Part]:
    """Lints the documents that `read` gives for the paths, in that many processes; parts in the order of the paths.

    Raises CompDataError where a process was killed.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one guide does not pay for it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - the same
    from multiprocessing import get_context  # noqa: PLC0415 - the same

    global _job  # noqa: PLW0603 - what a forked process finds in its memory
    _job = read, today, settings, with_facts
    size = -(-len(paths) // (processes * _CHUNKS_A_PROCESS))
    chunks = [paths[start : start + size] for start in range(0, len(paths), size)]
    context: Any = get_context("fork")
    try:
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_take_signals) as pool:
            # Ended in the middle of a fork, a process would hold locks that nobody gives back.
            signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
            try:
                parts = pool.map(_lint_chunk, chunks)
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
            return list(parts)
    except BrokenProcessPool as error:
        raise CompDataError("a process that linted guides was killed; nothing was reported") from error
    finally:
        _job = None


def _take_signals() -> None:
    """What a new process begins with: it was forked while signals waited."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _lint_chunk(paths: Sequence[str]) -> Part:
    if _job is None:
        raise CompDataError("this process was not forked from a run")
    read, today, settings, with_facts = _job
    return lint_part(map(read, paths), today, settings, with_facts=with_facts)
