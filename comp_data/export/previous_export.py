"""What stands where an export is to go: nothing, an earlier export, or what nobody wants to lose."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comp_data.base.errors import UsageError
from comp_data.export import datapackage


def replaceable_files(folder: Path, *, force: bool) -> frozenset[str]:
    """The names of the files in a folder that an export may take the place of: none, or those of an earlier one.

    With `force`, files of an earlier export that were changed since may go too. Raises UsageError for any other
    file, for a folder that may not be written, and for what is no folder.
    """
    if not folder.exists():
        return frozenset()
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to export to")
    if not os.access(folder, os.W_OK):  # it could be replaced, and the files in it not removed
        raise UsageError(f"{folder} is a folder that you may not write into; name another one")
    present = {entry.name: entry for entry in folder.iterdir()}
    if not present:
        return frozenset()
    own = _own(folder / datapackage.NAME)
    if own is None:
        raise UsageError(f"{folder} holds files and is no export of comp-data; name an empty folder, or a new one")
    digests = {**own["files"], datapackage.NAME: None}
    for name, file in sorted(present.items()):
        if name not in digests or file.is_symlink() or not file.is_file():
            raise UsageError(f"{folder} holds {name}, which is not of the export there; move it away first")
        if not force and not _is_as_written(file, own, digests[name]):
            raise UsageError(f"{file} was changed since it was exported; move it away first, or use --force")
    return frozenset(present)


def _own(file: Path) -> Mapping[str, Any] | None:
    """What an export tells of itself; None where there is none."""
    try:
        package = json.loads(file.read_bytes()) if file.is_file() else None  # a pipe would keep the reader waiting
    except (OSError, ValueError, RecursionError):
        return None
    own = package.get(datapackage.OWN) if isinstance(package, dict) else None
    return own if isinstance(own, dict) and isinstance(own.get("files"), dict) else None


def _is_as_written(file: Path, own: Mapping[str, Any], digest: object) -> bool:
    content = file.read_bytes()
    if file.name == datapackage.NAME:
        return datapackage.is_unchanged(content, own)
    return datapackage.is_as_written(content, digest)
