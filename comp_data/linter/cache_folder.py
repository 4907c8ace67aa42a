"""Where the cache lies: files in a folder that ignores itself, each sealed with a secret that is kept elsewhere.

The folder stands beside the guides, so whoever sends guides can send a cache with them in which nothing is found. That
is why a file counts only where this user has sealed it: one that comes from elsewhere, or is damaged, is not looked
into. Nothing here raises an OSError: a cache that cannot be read or written costs time and no finding.
"""

import hmac
import os
import stat
from contextlib import suppress
from pathlib import Path
from time import monotonic_ns, time
from typing import Final, NamedTuple

FOLDER: Final = ".comp-data-cache"
MOST_FILES: Final = 20
"""Files that are kept: those that were written last."""
MOST_BYTES: Final = 1 << 28
"""What they may take together: 256 MiB."""
MOST_DAYS: Final = 30
"""How long a file is kept that is not written again."""

_SUFFIX = ".cache"
_NEW = ".new"
_SECRET_BYTES = 32
_SECONDS_A_DAY = 86_400
_ABANDONED = 3_600
_BESIDE = {
    ".gitignore": b"*\n",
    "CACHEDIR.TAG": b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of comp-data.\n",
}


class Drawer(NamedTuple):
    """The file of the cache that answers one question, and the secret that it is sealed with."""

    file: Path
    secret: bytes

    def read(self) -> str | None:
        """What was written last; None where there is nothing, or something else."""
        seal, _, text = (_content(self.file, MOST_BYTES) or b"").partition(b"\n")
        return text.decode("ascii") if hmac.compare_digest(seal, self._seal(text)) else None

    def clock(self) -> int | None:
        """The time by the clock of the file system, in nanoseconds; None where the folder cannot be written to."""
        folder = self.file.parent
        try:
            if not self._is_open():
                return None
            os.utime(folder)
            return folder.stat().st_mtime_ns
        except OSError:
            return None

    def write(self, text: str) -> None:
        """Puts a text of ASCII in the place of what was written last, and clears the folder of what is too much."""
        content = text.encode("ascii")
        with suppress(OSError):
            if len(content) < MOST_BYTES and self._is_open():
                _replace(self.file, self._seal(content) + b"\n" + content)
                _clear(self.file.parent)

    def _is_open(self) -> bool:
        """Whether the folder is there, or could be made; raises OSError."""
        folder = self.file.parent
        with suppress(FileExistsError):
            folder.mkdir()
        if not stat.S_ISDIR(folder.lstat().st_mode):  # a link would have us write into the folder of its choice
            return False
        for name, content in _BESIDE.items():
            with suppress(FileExistsError):
                _write_new(folder / name, content)
        return True

    def _seal(self, content: bytes) -> bytes:
        # The name belongs to it: what answers one question must not be put in the place of another's answer.
        return hmac.digest(self.secret, self.file.name.encode() + b"\n" + content, "sha256").hex().encode()


def find_drawer(beside: Path, question: str) -> Drawer | None:
    """The drawer for a question in the folder that stands in `beside`; None where the user can have no secret."""
    secret = _secret(beside)
    if secret is None:
        return None
    name = hmac.digest(secret, question.encode("utf-8", "backslashreplace"), "sha256").hex()
    return Drawer(beside / FOLDER / f"{name[:32]}{_SUFFIX}", secret)


def _secret(beside: Path) -> bytes | None:
    """The user's secret, made at the first run; None where it cannot be kept, or would lie among the guides."""
    try:
        home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path("~/.cache").expanduser()
        file = Path(home) / "comp-data" / "secret"
        if not file.is_absolute() or file.resolve().is_relative_to(beside.resolve()):
            return None
        secret = _content(file, _SECRET_BYTES)
        if secret is None or len(secret) != _SECRET_BYTES:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(file, os.urandom(_SECRET_BYTES))
            secret = _content(file, _SECRET_BYTES)
    except (OSError, RuntimeError):
        return None
    return secret


def _content(file: Path, most: int) -> bytes | None:
    """The bytes of a file; None where it is none, or larger than `most`. Raises no error, and waits for nothing."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            return stream.read() if stat.S_ISREG(status.st_mode) and status.st_size <= most else None
    except OSError:
        return None


def _replace(file: Path, content: bytes) -> None:
    """Writes a file whole. Unlike `write_whole` not for good: what the machine loses, or damages, is found again."""
    new = file.with_name(f"{file.name}-{os.getpid()}-{monotonic_ns()}{_NEW}")
    try:
        _write_new(new, content)
        new.replace(file)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _write_new(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)


def _clear(folder: Path) -> None:
    """Deletes what a run that was killed has left, and the drawers that are too old or too many."""
    now = time()
    files = []
    for file in folder.iterdir():
        status = file.lstat()
        if file.suffix == _SUFFIX:
            files.append((status.st_mtime, status.st_size, file))
        elif file.suffix == _NEW and now - status.st_mtime > _ABANDONED:
            file.unlink()
    kept = 0
    for number, (written, size, file) in enumerate(sorted(files, reverse=True)):
        kept += size
        if number >= MOST_FILES or kept > MOST_BYTES or now - written > MOST_DAYS * _SECONDS_A_DAY:
            file.unlink()
