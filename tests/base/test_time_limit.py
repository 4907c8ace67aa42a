"""A limit of time for code that does not end by itself."""

import re
import signal
import threading
import time

import pytest

from comp_data.linter.config.custom_schemas import time_limit


def test_a_pattern_that_backtracks_is_stopped() -> None:
    start = time.process_time()
    with pytest.raises(TimeoutError), time_limit(0.2):
        re.search("^(a+)+$", "a" * 40 + "!")
    assert time.process_time() - start < 10


def test_nothing_is_left_of_the_limit() -> None:
    called: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _frame: called.append(number))
    try:
        with time_limit(60):
            assert re.search("a", "a")
            assert signal.getitimer(signal.ITIMER_REAL) > (0, 0)
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
        assert called == []
        signal.raise_signal(signal.SIGALRM)
        assert called == [signal.SIGALRM]
    finally:
        signal.signal(signal.SIGALRM, before)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_another_thread_runs_without_a_limit() -> None:
    found: list[bool] = []

    def run() -> None:
        with time_limit(0.01):
            time.sleep(0.1)
        found.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [True]
