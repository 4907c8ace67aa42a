"""Putting files into a folder so that it is old or new, and whole, whenever the process ends.

The files are written into a folder beside it, onto the disk, which then takes its place: in one step where nothing is
there, or where Linux exchanges two folders. Elsewhere the old folder is moved aside first: a process that is killed
between the two steps leaves it whole beside its place, and `mend`, with which the next export begins, puts it back.
"""

import contextlib
import ctypes
import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from comp_data.base.errors import UsageError

_NEW: Final = "export"
_OLD: Final = "replaced"
_EXCHANGE: Final = 2
_HERE: Final = -100


def put(target: Path, files: Mapping[str, bytes], old: Iterable[str]) -> None:
    """Makes a folder of these files, which takes the place of `target` with its files `old`.

    `target` is absolute and follows no link. Raises OSError, and leaves all as it was; UsageError where someone
    put another file into the old folder just before: it is named and kept.
    """
    aside = [*files, *old]
    new = _beside(target, _NEW)
    new.mkdir()
    try:
        with _held(new):
            for name, content in files.items():
                _write(new / name, content)
            _sync(new)
            if target.exists():
                new.chmod(target.stat().st_mode & 0o7777)
            _take_place(new, target, aside)
            _sync(target.parent)
    finally:
        _remove(new, aside)
    if new.exists():
        raise UsageError(f"{target} is exported, and what else was put there meanwhile is now in {new}")


def mend(target: Path, ours: Iterable[str]) -> None:
    """Tidies up after exports to `target` whose process was killed; `ours` are the names of files that exports have.

    A folder that was moved aside is put back where nothing has taken its place. What an export that is running
    holds is left alone, and so is every file that is not ours.
    """
    kinds = re.compile(rf"{re.escape(_stem(target))}[0-9a-f]{{8}}\.({_NEW}|{_OLD})")
    for entry in sorted(target.parent.iterdir()):
        found = kinds.fullmatch(entry.name)
        if not found or entry.is_symlink() or not entry.is_dir():
            continue
        if found[1] == _OLD and not target.exists():
            entry.rename(target)
        with contextlib.suppress(OSError), _held(entry):
            _remove(entry, ours)


def _take_place(new: Path, target: Path, names: Iterable[str]) -> None:
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        old = _beside(target, _OLD)
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
        _remove(old, names)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system has no such step, or not for these."""
    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _stem(target: Path) -> str:
    return f".{target.name}."


def _beside(target: Path, kind: str) -> Path:
    return target.parent / f"{_stem(target)}{secrets.token_hex(4)}.{kind}"


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Holds a folder, so that no process takes it for one that was left behind; raises OSError where one holds it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Removes a folder with the files of these names in it; it stays where it holds any other."""
    with contextlib.suppress(OSError):
        for name in names:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
