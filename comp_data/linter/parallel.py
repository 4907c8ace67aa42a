"""A function called in several processes, over numbers: the same bytes in the same order, sooner.

Processes are forked, so that they find in their memory what the function needs. They take the numbers of the next
chunks out of one pipe, and each writes what it made into a pipe of its own: whoever holds the other end may end at any
time, and is never waited for.
"""

import os
import selectors
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NoReturn

from comp_data.base.errors import CompDataError

WORTH_IT: Final = 500
"""Guides from which on a second process saves more time than it takes to start; measured by `benchmarks/`."""

_LEAST_CHUNK: Final = 8
_MOST_CHUNKS: Final = 512
_NUMBER: Final = 4
_MOST_READ: Final = 1 << 16
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)

_Work = Callable[[int], bytes | None]


def processes_for(files: int, wanted: int | None = None) -> int:
    """How many processes to use for a number of guides: as wanted, else what the machine has where it pays.

    1 where processes cannot be forked: what they are to do is in functions, which only a fork takes along.
    """
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return max(1, min(wanted, files))
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1 if files < WORTH_IT else min(available, 8)


def bytes_from_processes(work: _Work, number: int, processes: int) -> Generator[bytes | None, None, None]:
    """What `work` gives for 0 to `number` - 1, called in that many processes, each as soon as those before are there.

    None where it gave none, or raised: the caller can do the same itself, and then sees what it was. Raises
    CompDataError where a process was killed. However this is left, to its end or closed before, the processes are gone.
    """
    size = max(_LEAST_CHUNK, -(-number // _MOST_CHUNKS))
    chunks = [range(start, min(start + size, number)) for start in range(0, number, size)]
    done = 0
    with _forked(work, chunks, processes) as sources:
        if not sources:
            yield from [None] * number
            return
        for content in _in_order(sources):
            done += 1
            yield content or None
    if done < number:
        raise CompDataError("a process that linted guides was killed; nothing was reported")


@contextmanager
def _forked(work: _Work, chunks: Sequence[range], processes: int) -> Iterator[Sequence[int]]:
    """Processes at work, as the pipes that they write into, none where the machine has none left; ends them behind."""
    queue, filled = os.pipe()
    os.write(filled, b"".join(chunk.to_bytes(_NUMBER, "big") for chunk in range(len(chunks))))  # 2 KiB: no pipe is full
    os.close(filled)
    pipes = [os.pipe() for _ in range(processes)]
    children: list[int] = []
    try:
        # Ended in the middle of a fork, neither process would know of the other.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            parent = os.getpid()
            for _, output in pipes:
                child = os.fork()
                if child == 0:
                    _be_child(parent, mask, work, chunks, queue, output, [one for pipe in pipes for one in pipe])
                children.append(child)
        except OSError:  # those that there are do it all
            pass
        finally:
            os.close(queue)
            for _, output in pipes:
                os.close(output)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        yield [source for source, _ in pipes] if children else []
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)
        for source, _ in pipes:
            os.close(source)


def _in_order(sources: Sequence[int]) -> Iterator[bytes]:
    """What the processes send, in the order of the numbers, until each has closed its pipe or one is missing."""
    waiting: dict[int, bytes] = {}
    due = 0
    for number, content in _received(sources):
        waiting[number] = content
        while due in waiting:
            yield waiting.pop(due)
            due += 1


def _received(sources: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """What the processes send, with its number, as it comes; what is not whole was not finished."""
    unread = dict.fromkeys(sources, b"")
    with selectors.DefaultSelector() as selector:
        for source in sources:
            selector.register(source, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, _MOST_READ)
                if not data:
                    selector.unregister(key.fd)
                content, start = unread[key.fd] + data, 0
                while (begin := start + 2 * _NUMBER) <= len(content):
                    end = begin + int.from_bytes(content[begin - _NUMBER : begin], "big")
                    if end > len(content):
                        break
                    yield int.from_bytes(content[start : start + _NUMBER], "big"), content[begin:end]
                    start = end
                unread[key.fd] = content[start:]


def _be_child(
    parent: int, mask: set[int], work: _Work, chunks: Sequence[range], queue: int, output: int, pipes: Sequence[int]
) -> NoReturn:
    """Works until no chunk is left, or the parent is gone; never returns into what the parent was about to do."""
    try:
        for ending in _ENDING:
            signal.signal(ending, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for pipe in pipes:
            if pipe != output:  # held open by a sibling, a pipe would not tell that its reader is gone
                os.close(pipe)
        with os.fdopen(output, "wb") as stream:
            while chunk := os.read(queue, _NUMBER):
                for number in chunks[int.from_bytes(chunk, "big")]:
                    if os.getppid() != parent:
                        os._exit(1)
                    content = _attempt(work, number)
                    stream.write(number.to_bytes(_NUMBER, "big") + len(content).to_bytes(_NUMBER, "big") + content)
                stream.flush()
        os._exit(0)
    finally:
        os._exit(1)


def _attempt(work: _Work, number: int) -> bytes:
    try:
        return work(number) or b""
    except Exception:
        return b""
