"""The file of the cache: rows by key and name, in one SQLite file per dataset in the user's cache folder.

Nothing here raises an error: a file that cannot be opened, read or written costs time and never a finding. A row is
used only if its checksum is right for its key and name, so a damaged file is the same as an empty one.
"""

import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import Final

MOST_RUNS: Final = 20
"""Runs of different settings whose rows a file keeps, and files that the folder keeps."""
MOST_DAYS: Final = 30
"""How long the rows of a run, and files, are kept that are not used."""
MOST_BYTES: Final = 1 << 28
"""The largest size of a file: 256 MiB."""
MOST_BYTES_IN_ALL: Final = 1 << 30
"""The largest size of all files: 1 GiB."""

SUFFIX: Final = ".sqlite"
_VERSION = 1
_PAGE = 1 << 14
_SECONDS_A_DAY = 86_400
_SECONDS_AN_HOUR = 3_600
_WAIT = 2.0
_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS row (
    run INTEGER NOT NULL, name BLOB NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (run, name)
);
PRAGMA user_version = {_VERSION};
COMMIT;
"""
_NOT_NOW = ("BUSY", "LOCKED", "READONLY", "CANTOPEN", "IOERR", "PROTOCOL", "PERM", "AUTH", "NOMEM", "NOLFS")


class Store:
    """The rows of one key: `get` reads what earlier runs stored, `put` stores more."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._key = key
        self._run: int | None = None
        self._connection: sqlite3.Connection | None = None
        with self._guarded():
            connection = self._connection = _connect(file)
            if connection is not None:
                found = connection.execute("SELECT id, used FROM run WHERE key = ?", (key,)).fetchone()
                self._run, used = found or (None, 0)
                if self._run is not None and time() - used > _SECONDS_AN_HOUR:
                    connection.execute("UPDATE run SET used = ? WHERE id = ?", (int(time()), self._run))

    def get(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return the rows of some names, at most some hundreds; none if the file is damaged."""
        encoded = {_encoded(name): name for name in names}
        query = f"SELECT name, checksum, content FROM row WHERE run = ? AND name IN ({','.join('?' * len(encoded))})"  # noqa: S608
        found: dict[str, bytes] = {}
        with self._guarded() as connection:
            if connection is None or self._run is None:
                return {}
            for name, checksum, content in connection.execute(query, (self._run, *encoded)).fetchall():
                if type(content) is not bytes or checksum != self._checksum(name, content):
                    self._drop()
                    return {}
                found[encoded[name]] = content
        return found

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Store rows by name: all or none of them."""
        with self._guarded() as connection:
            if connection is None or not rows:
                return
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                if self._run is None:
                    _evict(connection)
                # Also if the run was found before: another process may have evicted it.
                connection.execute("INSERT OR IGNORE INTO run (key, used) VALUES (?, ?)", (self._key, int(time())))
                (self._run,) = connection.execute("SELECT id FROM run WHERE key = ?", (self._key,)).fetchone()
                named = [(_encoded(name), content) for name, content in rows.items()]
                values = [(self._run, name, self._checksum(name, content), content) for name, content in named]
                connection.executemany("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)", values)

    def keep_only(self, most: int, names: Iterable[str]) -> None:
        """Delete the rows of other names, if there are more than `most`."""
        with self._guarded() as connection:
            if connection is None or self._run is None:
                return
            (number,) = connection.execute("SELECT count(*) FROM row WHERE run = ?", (self._run,)).fetchone()
            if number > most:
                kept = set(map(_encoded, names))
                with connection:
                    connection.execute("BEGIN IMMEDIATE")
                    stored = connection.execute("SELECT name FROM row WHERE run = ?", (self._run,)).fetchall()
                    gone = [(self._run, name) for (name,) in stored if name not in kept]
                    connection.executemany("DELETE FROM row WHERE run = ? AND name = ?", gone)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _checksum(self, name: bytes, content: bytes) -> int:
        return zlib.crc32(content, zlib.crc32(name, zlib.crc32(self._key)))

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """Give the open file; after an error it is not used any more, and deleted if it is damaged or full."""
        try:
            yield self._connection
        except OSError:
            self.close()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").startswith(_NOT_NOW):
                self.close()
            else:
                self._drop()

    def _drop(self) -> None:
        """Delete the file, which the next run makes anew."""
        self.close()
        _delete(self._file)


def _connect(file: Path) -> sqlite3.Connection | None:
    """Open a file, or make it; None if it cannot be trusted or its file system cannot be used. Raises."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = _is_new(file)
    if is_new is None or not all(map(_is_own, (file.parent,) if is_new else (file.parent, file))):
        return None
    connection = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            connection.close()
            return None
        # A crash of the machine may damage the file, which the checksums show.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA max_page_count = {MOST_BYTES // _PAGE}")
        if connection.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            connection.executescript(_TABLES)
        if is_new:
            _clear(file)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_new(file: Path) -> bool | None:
    """Say whether a file does not exist yet; None for what is no regular file, such as a link or a pipe."""
    try:
        return None if not stat.S_ISREG(file.lstat().st_mode) else False
    except FileNotFoundError:
        return True


def _is_own(path: Path) -> bool:
    """Say whether a file or folder is the user's, and not everybody may write it; true where nobody owns files."""
    status = path.stat()
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & stat.S_IWOTH)


def _evict(connection: sqlite3.Connection) -> None:
    """Delete the runs that are too old or too many, and the oldest ones while the file is more than half full."""
    oldest_kept = time() - MOST_DAYS * _SECONDS_A_DAY
    runs = connection.execute("SELECT id, used FROM run ORDER BY used DESC, id DESC").fetchall()
    for number, (run, used) in reversed(list(enumerate(runs, 2))):
        (pages,), (free,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count")
        )
        if number > MOST_RUNS or used < oldest_kept or (pages - free) * _PAGE > MOST_BYTES // 2:
            connection.execute("DELETE FROM row WHERE run = ?", (run,))
            connection.execute("DELETE FROM run WHERE id = ?", (run,))


def _clear(own: Path) -> None:
    """Delete the files of the folder that are too old, too many or too large in all."""
    files = []
    for file in own.parent.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            status = file.lstat()
            files.append((file != own, -status.st_mtime, status.st_size, file))
    size, now = 0, time()
    for number, (is_other, written, bytes_, file) in enumerate(sorted(files)):
        size += bytes_
        is_old = now + written > MOST_DAYS * _SECONDS_A_DAY
        if is_other and (number >= MOST_RUNS or size > MOST_BYTES_IN_ALL or is_old):
            _delete(file)


def _delete(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
