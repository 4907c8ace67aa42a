"""Replace a folder atomically: whenever the process ends, the folder is either old or new, and complete.

The files are written to a folder next to it, synced to disk, which then takes its place; an old folder is moved aside
first. If the process is killed between the two steps, the old folder is complete next to its place, and `clean_up`,
which the next export calls first, moves it back.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from comp_data.base.errors import UsageError, os_errors_as
from comp_data.base.files import check_target, locked, shown
from comp_data.export.descriptions import OWN, PACKAGE, is_as_written

_OLD: Final = "replaced"


def target_folder(folder: Path, dataset: Path) -> Path:
    """Return where output goes, links resolved; raises UsageError if it cannot, or the dataset is in or around it."""
    with os_errors_as(f"{folder} cannot be written"):
        target = check_target(folder)
    inside = dataset.resolve()
    if target.is_relative_to(inside) or inside.is_relative_to(target):
        raise UsageError(f"{folder} and the dataset {shown(dataset)} contain each other: name another folder")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {shown(target.parent)} does not exist: create it first")
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    return target


def replace_folder(target: Path, files: Mapping[str, bytes], old: Iterable[str]) -> None:
    """Replace the folder `target`, which has the files `old`, with a folder of these files.

    `target` is an absolute path without links. Raises OSError and changes nothing, or UsageError if another file
    appeared in the old folder meanwhile: it is kept and named.
    """
    aside = _beside(target, _OLD)
    with folder_beside(target, "export") as new:
        for name, content in files.items():
            with (new / name).open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        _sync(new)
        if target.exists():
            new.chmod(target.stat().st_mode & 0o7777)
            target.rename(aside)
        try:
            new.rename(target)
        except BaseException:
            if aside.exists():
                aside.rename(target)
            raise
        _sync(target.parent)
    _remove(aside, old)
    if aside.exists():
        raise UsageError(f"{target} is exported; files that appeared in it meanwhile are now in {aside}")


def clean_up(target: Path, ours: Iterable[str]) -> None:
    """Remove the files `ours` of folders that killed exports moved aside, or move one back to its free place."""
    for entry in _left_beside(target, _OLD):
        if target.exists():
            _remove(entry, ours)
        else:
            entry.rename(target)


@contextlib.contextmanager
def folder_beside(target: Path, kind: str) -> Iterator[Path]:
    """Make a folder beside a target, to be renamed to it; removes those of killed runs, and this one after an error."""
    for left in _left_beside(target, kind):
        with contextlib.suppress(OSError), locked(left, or_raise=True):  # a run that is going on holds the lock
            shutil.rmtree(left, ignore_errors=True)
    new = _beside(target, kind)
    new.mkdir()
    try:
        with locked(new, or_raise=True):
            yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _beside(target: Path, kind: str) -> Path:
    return target.parent / f".{target.name}.{secrets.token_hex(4)}.{kind}"


def _left_beside(target: Path, kind: str) -> list[Path]:
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}\.{kind}")
    found = [entry for entry in sorted(target.parent.iterdir()) if name.fullmatch(entry.name)]
    return [entry for entry in found if entry.is_dir() and not entry.is_symlink()]


def _sync(folder: Path) -> None:
    """Flush a folder's entries to the disk; Windows cannot open a folder, and flushes by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(folder: Path, names: Iterable[str]) -> None:
    with contextlib.suppress(OSError):
        for name in names:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def replaceable_files(folder: Path, *, force: bool) -> frozenset[str]:
    """Return the names of the files in a folder that an export may replace: none, or those of an earlier export.

    With `force`, files that were changed since the earlier export may be replaced too. Raises UsageError for any
    other file, and for a folder without write permission.
    """
    if not folder.exists():
        return frozenset()
    if not os.access(folder, os.W_OK):  # the folder could be replaced, but the files in it not removed
        raise UsageError(f"{folder} is not writable; name another folder")
    if not (present := {entry.name: entry for entry in folder.iterdir()}):
        return frozenset()
    if (own := _own(folder / PACKAGE)) is None:
        raise UsageError(f"{folder} is not empty and not an export of comp-data; name a new or empty folder")
    written = {*own["files"], PACKAGE}
    for name, file in sorted(present.items()):
        if name not in written or file.is_symlink() or not file.is_file():
            raise UsageError(f"{folder} contains {name}, which is not part of the export; move it away first")
        if not force and not is_as_written(name, file.read_bytes(), own):
            raise UsageError(f"{file} was changed since the export; move it away, or use --force")
    return frozenset(present)


def _own(file: Path) -> Mapping[str, Any] | None:
    try:
        package = json.loads(file.read_bytes()) if file.is_file() else None  # reading a pipe would block
    except (OSError, ValueError, RecursionError):
        return None
    own = package.get(OWN) if isinstance(package, dict) else None
    return own if isinstance(own, dict) and isinstance(own.get("files"), dict) else None
