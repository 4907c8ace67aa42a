"""JSON Schemas of the user's own: read once, never fetching what they refer to."""

import contextlib
import json
import signal
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Final

from comp_data.base.diagnostics import KeyPath, shortened
from comp_data.base.errors import UsageError
from comp_data.base.files import read_whole
from comp_data.base.plain import plain

_MOST: Final = 1 << 24
"""The most that a schema may hold: 16 MiB."""

MAX_SECONDS: Final = 5
"""How long one guide may take to check against one schema."""


@cache
def load_schema(file: str) -> Any:
    """Return the validator of a schema file; raises UsageError for one that cannot be used."""
    from jsonschema.validators import Draft202012Validator, validator_for  # noqa: PLC0415 - only users of --schema pay
    from referencing import Registry  # noqa: PLC0415 - the same

    try:
        schema = json.loads(read_whole(Path(file), _MOST).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{file} cannot be read as a JSON Schema: {reason}") from error
    if not isinstance(schema, dict | bool):
        raise UsageError(f"{file} is not a JSON Schema: it must be an object")
    with _failures_of(file, "the schema itself"):
        validator: Any = validator_for(schema, default=Draft202012Validator)
        validator.check_schema(schema)
        # An empty registry: a reference to another document is an error, never a request.
        return validator(schema, registry=Registry(), format_checker=validator.FORMAT_CHECKER)


def violations(file: str, values: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Where and how front matter violates a schema, in the order of its keys; raises UsageError for an unusable one."""
    validator = load_schema(file)
    with _failures_of(file, "the front matter"):
        errors = sorted(validator.iter_errors(plain(values)), key=lambda one: list(map(str, one.absolute_path)))
    for violation in errors:
        yield tuple(violation.absolute_path), shortened(str(violation.message), 200)


@contextlib.contextmanager
def _failures_of(file: str, checked: str) -> Iterator[None]:
    """Raise UsageError if checking takes too long, or for what a schema makes jsonschema raise."""
    from referencing.exceptions import Unresolvable  # noqa: PLC0415 - only users of --schema pay for it

    try:
        with time_limit(MAX_SECONDS):
            yield
    except TimeoutError as error:
        message = f"{file}: checking {checked} takes more than {MAX_SECONDS} seconds"
        raise UsageError(f"{message}; look for a pattern that can match one text in many ways") from error
    except Unresolvable as error:
        raise UsageError(f"{file} refers to {error.ref}, which is not in it; nothing is ever fetched") from error
    except BaseException as error:
        # References are looked up in Rust, which panics where the stack ends.
        if isinstance(error, RecursionError) or type(error).__name__ == "PanicException":
            raise UsageError(f"{file} refers to itself without end, or nests a pattern too deeply") from error
        if not isinstance(error, Exception):
            raise
        message = shortened(str(getattr(error, "message", error)), 200)
        raise UsageError(f"{file} is not a JSON Schema: {message}") from error


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError inside the block after some seconds.

    Regular expressions of Python check for signals while they match, so an alarm interrupts them. There is no limit
    on Windows, which has no alarms, and outside of the main thread, which alone receives signals.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expire(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    handler = signal.signal(signal.SIGALRM, expire)
    # Again after the same time: an exception that is raised in a destructor is lost.
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, handler or signal.SIG_DFL)
