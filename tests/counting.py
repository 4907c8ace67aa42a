"""Counts what code does, so that tests of its growth do not depend on the speed of the machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import TraceFunction

MOST = 2.3
"""How many times as much work twice the input may take."""


def calls_in(do: Callable[[], object]) -> int:
    """Return the number of calls and returns of functions, those written in C too, while `do` runs."""
    calls = 0

    def count(*_event: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return calls


def lines_in(do: Callable[[], object]) -> int:
    """Return the number of lines of Python that run while `do` runs: those of loops without calls too."""
    lines = 0

    def count(_frame: FrameType, event: str, _value: object) -> "TraceFunction":
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        do()
    finally:
        sys.settrace(before)
    return lines
