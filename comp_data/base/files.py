"""Files: the names that people are shown, and writing so that each is old or new, and whole, whenever a run ends."""

import contextlib
import os
from collections.abc import Iterator
from errno import ELOOP
from pathlib import Path

from comp_data.base.content import read_content


def resolved(file: Path) -> Path:
    """The path without links in it; of links that lead in a circle one is left."""
    return Path(os.path.realpath(file))


def shown(file: Path) -> str:
    """The name that diagnostics show: relative to the working folder where the file lies in it."""
    relative = os.path.relpath(file)
    return file.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def write_whole(file: Path, text: str) -> None:
    """Writes a text (UTF-8, line ends as they are) to a temporary file that then takes the file's place.

    Keeps the permissions of a file that is there, and writes through a link to the file that it names.
    Raises OSError, which names the file, and leaves no temporary file behind.
    """
    import tempfile  # noqa: PLC0415 - most runs write nothing

    target = resolved(file)
    try:
        if target.is_symlink():
            raise OSError(ELOOP, os.strerror(ELOOP))
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:  # which names the temporary file, or none
        raise OSError(error.errno, error.strerror, shown(file)) from error


def write_over(file: Path, before: str, text: str) -> bool:
    """Writes a text in the place of the one that was read, as `write_whole` does, where the file still holds that.

    False, and nothing is written, where it does not: someone else has written the file meanwhile. Raises OSError.
    """
    content = before.encode("utf-8")
    with held(resolved(file).parent):
        if read_content(file, len(content)) != content:
            return False
        write_whole(file, text)
    return True


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keeps other runs from writing over files of a folder meanwhile, where the system has locks for that."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415 - not there on every system

            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
