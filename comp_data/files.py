"""Files: the names that people are shown, and writing so that each is old or new, and whole, whenever a run ends."""

import contextlib
import os
from pathlib import Path


def shown(file: Path) -> str:
    """The name that diagnostics show: relative to the working folder where the file lies in it."""
    relative = os.path.relpath(file)
    return file.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def write_whole(file: Path, text: str) -> None:
    """Writes a text (UTF-8, line ends as they are) to a temporary file that then takes the file's place.

    Keeps the permissions of a file that is there, and writes through a link to the file that it names.
    Raises OSError, and leaves no temporary file behind.
    """
    import tempfile  # noqa: PLC0415 - most runs write nothing

    target = file.resolve()
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
