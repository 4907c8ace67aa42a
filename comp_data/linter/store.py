"""The file of the cache: rows by key and name, in one SQLite file per dataset in the user's cache folder.

Nothing here raises an error: a file that cannot be opened, read or written costs time and never a finding. A row is
used only if its checksum is right for its key and name, so a damaged file is the same as an empty one.
"""

import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Final

from comp_data.base.files import resolved

MOST_RUNS: Final = 20
"""Runs of different settings whose rows a file keeps, and files that the folder keeps."""
MOST_DAYS: Final = 30
"""How long the rows of a run, and files, are kept that are not used."""
MOST_BYTES: Final = 1 << 28
"""The largest size of a file: 256 MiB."""
MOST_BYTES_IN_ALL: Final = 1 << 30
"""The largest size of all files: 1 GiB."""

VARIABLE: Final = "COMP_DATA_CACHE_DIR"
"""The environment variable that names the folder of the cache."""

SUFFIX: Final = ".sqlite"
_PAGE = 1 << 14
_SECONDS_A_DAY = 86_400
_SECONDS_AN_HOUR = 3_600
_WAIT = 2.0
_TABLES: Final = (
    "CREATE TABLE run (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL)",
    "CREATE TABLE row (run INTEGER NOT NULL, name BLOB NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL,"
    " PRIMARY KEY (run, name))",
)
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
            found = connection.execute("SELECT id, used FROM run WHERE key = ?", (key,)).fetchone()
            self._run, used = found or (None, 0)
            if self._run is not None and time() - used > _SECONDS_AN_HOUR:
                connection.execute("UPDATE run SET used = ? WHERE id = ?", (int(time()), self._run))

    def get(self, name: str) -> bytes | None:
        """Return the row of a name; None if there is none, or if the file is damaged."""
        with self._guarded() as connection:
            if connection is None or self._run is None:
                return None
            query, encoded = "SELECT checksum, content FROM row WHERE run = ? AND name = ?", _encoded(name)
            checksum, content = connection.execute(query, (self._run, encoded)).fetchone() or (None, None)
            if type(content) is bytes and checksum == self._checksum(encoded, content):
                return content
            if content is not None:
                self._drop()
        return None

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
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                stored = {name for (name,) in connection.execute("SELECT name FROM row WHERE run = ?", (self._run,))}
                gone = stored.difference(map(_encoded, names)) if len(stored) > most else ()
                rows = [(self._run, name) for name in gone]
                connection.executemany("DELETE FROM row WHERE run = ? AND name = ?", rows)

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
        except (sqlite3.Error, TypeError) as error:  # a damaged file has values of other types
            if getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").startswith(_NOT_NOW):
                self.close()
            else:
                self._drop()

    def _drop(self) -> None:
        """Delete the file, which the next run makes anew."""
        self.close()
        _delete(self._file)


def _connect(file: Path) -> sqlite3.Connection:
    """Open a file, or make it; raises OSError if it cannot be trusted or its file system has no write-ahead log."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not os.path.lexists(file)
    if not _is_own(file.parent) or not (is_new or (stat.S_ISREG(file.lstat().st_mode) and _is_own(file))):
        raise PermissionError(f"others can write {file}, or it is no regular file")
    connection = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise OSError(f"no write-ahead log for {file}")
        # A crash of the machine may damage the file, which the checksums show.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA max_page_count = {MOST_BYTES // _PAGE}")
        _make_tables(connection)
        if is_new:
            _clear(file)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables; raises sqlite3.DatabaseError if there are others, such as views, which may have no end."""
    stated = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    found = tuple(sql for (sql,) in connection.execute(stated))
    if not found:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            found = tuple(sql for (sql,) in connection.execute(stated))  # another run may have made them meanwhile
            for table in () if found else _TABLES:
                connection.execute(table)
    if found not in ((), _TABLES):
        raise sqlite3.DatabaseError("the tables are others")


def _is_own(path: Path) -> bool:
    """Say whether a file or folder is the user's, and not everybody may write it; true where nobody owns files."""
    status = path.stat()
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & stat.S_IWOTH)


def _evict(connection: sqlite3.Connection) -> None:
    """Make room for one more run: delete those that are too old or too many, or all if the file is half full."""
    (pages,), (free,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count"))
    most = 0 if (pages - free) * _PAGE > MOST_BYTES // 2 else MOST_RUNS - 1
    connection.execute(
        "DELETE FROM run WHERE used < ? OR id NOT IN (SELECT id FROM run ORDER BY used DESC, id DESC LIMIT ?)",
        (time() - MOST_DAYS * _SECONDS_A_DAY, most),
    )
    connection.execute("DELETE FROM row WHERE run NOT IN (SELECT id FROM run)")


def _clear(own: Path) -> None:
    """Delete the other files of the folder that are too old, too many or too large in all."""
    with suppress(OSError):  # another run may do the same
        others = [(file.lstat(), file) for file in own.parent.glob(f"*{SUFFIX}") if file != own]
        size, oldest_kept = 0, time() - MOST_DAYS * _SECONDS_A_DAY
        for number, (status, file) in enumerate(sorted(others, key=lambda one: -one[0].st_mtime), 2):
            size += status.st_size
            if number > MOST_RUNS or size > MOST_BYTES_IN_ALL or status.st_mtime < oldest_kept:
                _delete(file)


def _delete(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def cache_file(root: Path, starts: Iterable[Path], cache_dir: str | None = None) -> Path | None:
    """Return the file of the cache of a dataset, without a suffix.

    None if it would be in a checkout that guides or configuration come from, which `starts` are in: whoever sends
    guides could send a cache with them.
    """
    named: str | Path | None = cache_dir or os.environ.get(VARIABLE)
    if not named:
        from platformdirs import user_cache_path  # noqa: PLC0415 - not every run needs it

        named = user_cache_path("comp-data", appauthor=False)
    folder = resolved(Path(named))
    if any(map(folder.is_relative_to, _checkouts(starts))):
        return None
    return folder / sha256(str(resolved(root)).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _checkouts(starts: Iterable[Path]) -> Iterator[Path]:
    """Some folders, and the git work trees around them but for the home.

    What was unpacked from an archive has no git: then the working folder, and that of the dataset, are such folders.
    """
    home = resolved(Path(os.path.expanduser("~")))  # noqa: PTH111 - which is in git for some, and never raises here
    for start in set(map(resolved, starts)):
        yield start
        yield from (one for one in start.parents if one != home and os.path.lexists(one / ".git"))
        yield from (one for one in (start.parent, resolved(Path.cwd())) if one not in (home, *home.parents))
