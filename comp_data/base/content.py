"""The bytes of a guide's file: never more than a guide may hold, and waiting for nobody."""

import os
import stat
from errno import EFBIG, EINVAL
from pathlib import Path
from typing import Final, NamedTuple

MAX_BYTES: Final = 1 << 20
"""The most a guide may hold: 1 MiB."""

_LEAST_READ = 1 << 16


class Unreadable(NamedTuple):
    """What there is in place of the content of a file that cannot be read: why, as a message says it."""

    reason: str


def guide_content(file: Path | str) -> bytes | Unreadable:
    """What stands in a guide's file: at most one byte more than it may hold."""
    try:
        content = read_content(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Unreadable(f"the file cannot be read: {reason}")
    return Unreadable("this is not a regular file") if content is None else content


def read_content(file: Path | str, most: int = MAX_BYTES) -> bytes | None:
    """A file's bytes: as many as a guide may hold, or another number, and one more; None for what is no regular file.

    Raises OSError, and ValueError for a path that no file can have.
    """
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # to read a folder raises OSError
            return None
        # Not all that it may be at once: to ask for 1 MiB takes longer than to read what most guides hold.
        return _read(descriptor, max(status.st_size, _LEAST_READ) + 1, most + 1)
    finally:
        os.close(descriptor)


def read_whole(file: Path, most: int) -> bytes:
    """A file's bytes; raises OSError for what is no regular file, or holds more: a device never comes to an end."""
    content = read_content(file, most)
    if content is None:
        raise OSError(EINVAL, "this is not a regular file")
    if len(content) > most:
        raise OSError(EFBIG, f"it is larger than {most:,} bytes")
    return content


def _read(descriptor: int, at_once: int, most: int) -> bytes:
    pieces = []
    while most and (piece := os.read(descriptor, min(at_once, most))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
