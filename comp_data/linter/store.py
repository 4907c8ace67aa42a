"""The files of the cache: rows by name, in one SQLite file per dataset and key in the user's cache folder.

Nothing here raises an error: a file that cannot be opened, read or written costs time and never a finding. A row is
used only if its checksum is right for its key and name, so a damaged file is the same as an empty one. A key that is
not used any more, such as that of earlier settings, leaves a file that is deleted when others need its place.
"""

import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Final

from comp_data.base.files import resolved

MOST_FILES: Final = 60
"""How many files the folder keeps."""
MOST_DAYS: Final = 30
"""How long files are kept that are not used."""
MOST_BYTES: Final = 1 << 28
"""The largest size of a file: 256 MiB."""
MOST_BYTES_IN_ALL: Final = 1 << 30
"""The largest size of all files: 1 GiB."""

VARIABLE: Final = "COMP_DATA_CACHE_DIR"
"""The environment variable that names the folder of the cache."""

_SUFFIX: Final = ".sqlite"
_PAGE = 1 << 14
_WAIT = 2.0
_TABLE: Final = "CREATE TABLE row (name BLOB PRIMARY KEY, checksum INTEGER NOT NULL, content BLOB NOT NULL)"
_NOT_NOW = ("BUSY", "LOCKED", "READONLY", "CANTOPEN", "IOERR", "PROTOCOL", "PERM", "AUTH", "NOMEM", "NOLFS")


class Store:
    """The rows of one key; `file` is without what distinguishes the files of several keys, and without a suffix."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file.with_name(f"{file.name}-{key.hex()[:16]}{_SUFFIX}")
        self._key = key
        self._connection: sqlite3.Connection | None = None
        with self._guarded():
            self._connection = _connect(self._file)

    def get(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return the rows of at most 500 names, those that are stored; none if the file is damaged."""
        found: dict[str, bytes] = {}
        with self._guarded() as connection:
            encoded = {_encoded(name): name for name in names}
            query = f"SELECT name, checksum, content FROM row WHERE name IN ({','.join('?' * len(encoded))})"  # noqa: S608
            for name, checksum, content in connection.execute(query, tuple(encoded)) if connection else ():
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
            named = [(_encoded(name), content) for name, content in rows.items()]
            values = [(name, self._checksum(name, content), content) for name, content in named]
            with connection:
                connection.executemany("INSERT OR REPLACE INTO row VALUES (?, ?, ?)", values)

    def keep_only(self, most: int, names: Iterable[str]) -> None:
        """Delete the rows of other names, if there are more than `most`."""
        with self._guarded() as connection:
            if connection is None:
                return
            stored = {name for (name,) in connection.execute("SELECT name FROM row")}
            gone = stored.difference(map(_encoded, names)) if len(stored) > most else ()
            with connection:
                connection.executemany("DELETE FROM row WHERE name = ?", [(name,) for name in gone])

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
        self.close()
        _delete(self._file)


def _connect(file: Path) -> sqlite3.Connection:
    """Open a file, or make it; raises OSError or sqlite3.Error if it cannot be trusted, or has no write-ahead log."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not os.path.lexists(file)
    if not _is_own(file.parent) or not (is_new or (stat.S_ISREG(file.lstat().st_mode) and _is_own(file))):
        raise PermissionError(f"others can write {file}, or it is no regular file")
    connection = sqlite3.connect(file, timeout=_WAIT, isolation_level="IMMEDIATE")
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise OSError(f"no write-ahead log for {file}")
        # A crash of the machine may damage the file, which the checksums show.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA max_page_count = {MOST_BYTES // _PAGE}")
        stated = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
        if not connection.execute(stated).fetchall():
            connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS"))  # another run may have made it meanwhile
        if connection.execute(stated).fetchall() != [(_TABLE,)]:  # others, such as views, may have no end
            raise sqlite3.DatabaseError("the tables are others")
        if is_new:
            _clear(file)
        else:
            os.utime(file)  # which files were used last decides which are kept
    except BaseException:
        connection.close()
        raise
    return connection


def _is_own(path: Path) -> bool:
    """Say whether a file or folder is the user's, and not everybody may write it; true where nobody owns files."""
    status = path.stat()
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & stat.S_IWOTH)


def _clear(own: Path) -> None:
    with suppress(OSError):  # another run may do the same
        others = [(file.lstat(), file) for file in own.parent.glob(f"*{_SUFFIX}") if file != own]
        size, oldest_kept = 0, time() - MOST_DAYS * 86_400
        for number, (status, file) in enumerate(sorted(others, key=lambda one: -one[0].st_mtime), 2):
            size += status.st_size
            if number > MOST_FILES or size > MOST_BYTES_IN_ALL or status.st_mtime < oldest_kept:
                _delete(file)


def _delete(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def cache_file(root: Path, starts: Iterable[Path], cache_dir: str | None = None) -> Path | None:
    """Return the file of the cache of a dataset, without a suffix.

    None if it would be in a checkout around one of `starts`: whoever sends guides or settings could send a cache too.
    """
    named: str | Path | None = cache_dir or os.environ.get(VARIABLE)
    if not named:
        from platformdirs import user_cache_path  # noqa: PLC0415 - not every run needs it

        named = user_cache_path("comp-data", appauthor=False)
    folder, places = resolved(Path(named)), set(map(resolved, starts))
    home = resolved(Path(os.path.expanduser("~")))  # noqa: PTH111 - which is in git for some, and never raises here
    for start in list(places):
        places.update(one for one in start.parents if one != home and os.path.lexists(one / ".git"))
        # What was unpacked from an archive has no git: then the working folder, and that of the dataset, count.
        places.update({start.parent, resolved(Path.cwd())}.difference((home, *home.parents)))
    if any(map(folder.is_relative_to, places)):
        return None
    return folder / sha256(str(resolved(root)).encode("utf-8", "surrogateescape")).hexdigest()[:16]
