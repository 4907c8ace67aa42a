"""Where the cache lies: files in a folder that ignores itself, each sealed with a secret that is kept elsewhere.

The folder stands beside the guides, so whoever sends guides can send a cache with them in which nothing is found. That
is why a block of a file counts only where this user has sealed it, behind those before it: what comes from elsewhere,
or is damaged, is not looked into. Nothing here raises an OSError: a cache that cannot be read or written costs time and
no finding.
"""

import hmac
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic_ns, time
from typing import BinaryIO, Final, NamedTuple

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
_SEAL_BYTES = 32
_LENGTH_BYTES = 4
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

    def open(self) -> BinaryIO | None:
        """What was written last; None where there is nothing, or something else."""
        return _opened(self.file, MOST_BYTES)

    def blocks(self, stream: BinaryIO) -> Iterator[bytes]:
        """The blocks of a file from its beginning, up to the first that this user has not sealed."""
        seal = self.first_seal()
        with suppress(OSError):
            left = os.fstat(stream.fileno()).st_size
            stream.seek(0)
            while head := stream.read(_SEAL_BYTES + _LENGTH_BYTES):
                length = int.from_bytes(head[_SEAL_BYTES:], "big")
                left -= len(head) + length
                content = stream.read(length) if left >= 0 else b""
                seal = self.seal(seal, content)
                if not hmac.compare_digest(head[:_SEAL_BYTES], seal):
                    return
                yield content

    def clock(self) -> int | None:
        """The time by the clock of the file system, in nanoseconds; None where the folder cannot be written to."""
        folder = self.file.parent
        try:
            if not is_open(folder):
                return None
            os.utime(folder)
            return folder.stat().st_mtime_ns
        except OSError:
            return None

    def first_seal(self) -> bytes:
        """What stands in the place of a seal before the first block.

        The name belongs to it: what answers one question must not be put in the place of another's answer.
        """
        return hmac.digest(self.secret, self.file.name.encode(), "sha256")

    def seal(self, before: bytes, content: bytes) -> bytes:
        """The seal of a block behind the seal of the one before it."""
        return hmac.digest(self.secret, before + content, "sha256")


class Writer:
    """Writes blocks that take the place of what a drawer has, once all are there; after an error nothing is written."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        self._file = drawer.file.with_name(f"{drawer.file.name}-{os.getpid()}-{monotonic_ns()}{_NEW}")
        self._seal = drawer.first_seal()
        self._size = 0
        self._stream: BinaryIO | None = None
        with suppress(OSError):
            if is_open(drawer.file.parent):
                self._stream = _created(self._file)

    def add(self, content: bytes) -> None:
        """Adds a block."""
        self._size += _SEAL_BYTES + _LENGTH_BYTES + len(content)
        if self._stream is None:
            return
        if self._size > MOST_BYTES:
            self.abandon()
            return
        self._seal = self._drawer.seal(self._seal, content)
        try:
            self._stream.write(self._seal + len(content).to_bytes(_LENGTH_BYTES, "big") + content)
        except OSError:
            self.abandon()

    def finish(self) -> None:
        """Puts what was added in its place, and clears the folder of what is too much."""
        if self._stream is None:
            return
        try:
            self._stream.close()
            self._file.replace(self._drawer.file)
            self._stream = None
            _clear(self._drawer.file.parent)
        except OSError:
            self.abandon()

    def abandon(self) -> None:
        """Leaves what a drawer has as it is; does nothing behind `finish`."""
        if self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            with suppress(OSError):
                self._file.unlink()
            self._stream = None


def is_open(folder: Path) -> bool:
    """Whether the folder of a cache is there, or could be made; raises OSError."""
    with suppress(FileExistsError):
        folder.mkdir()
    if not stat.S_ISDIR(folder.lstat().st_mode):  # a link would have us write into the folder of its choice
        return False
    for name, content in _BESIDE.items():
        if not os.path.lexists(folder / name):
            with suppress(FileExistsError):
                _write_new(folder / name, content)
    return True


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
        secret = _read(file)
        if secret is None or len(secret) != _SECRET_BYTES:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(file, os.urandom(_SECRET_BYTES))
            secret = _read(file)
    except (OSError, RuntimeError):
        return None
    return secret


def _read(file: Path) -> bytes | None:
    stream = _opened(file, _SECRET_BYTES)
    if stream is None:
        return None
    with stream:
        return stream.read()


def _opened(file: Path, most: int) -> BinaryIO | None:
    """A file to be read; None where it is none, or larger than `most`. Raises no error, and waits for nothing."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= most:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return None


def _replace(file: Path, content: bytes) -> None:
    """Writes a file whole. Unlike `write_atomic` not for good: what the machine loses, or damages, is found again."""
    new = file.with_name(f"{file.name}-{os.getpid()}-{monotonic_ns()}{_NEW}")
    try:
        _write_new(new, content)
        new.replace(file)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def _write_new(file: Path, content: bytes) -> None:
    with _created(file) as stream:
        stream.write(content)


def _created(file: Path) -> BinaryIO:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(descriptor, "wb")


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
