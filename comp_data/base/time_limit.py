"""Stop code that takes too long, such as a regular expression that backtracks without end."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError inside the block after some seconds.

    Regular expressions of Python check for signals while they match, so an alarm interrupts them. There is no limit
    on Windows, which has no alarms, and outside of the main thread, which alone receives signals.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _expire)
    # Again after the same time: an exception that is raised in a destructor is lost.
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, handler or signal.SIG_DFL)


def _expire(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError
