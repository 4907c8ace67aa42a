"""Check what an export would replace: nothing, an earlier export, or files that must not be lost."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comp_data.base.errors import UsageError
from comp_data.export import datapackage


def replaceable_files(folder: Path, *, force: bool) -> frozenset[str]:
    """Return the names of the files in a folder that an export may replace: none, or those of an earlier export.

    With `force`, files that were changed since the earlier export may be replaced too. Raises UsageError for any
    other file, for a folder without write permission, and for a path that is not a folder.
    """
    if not folder.exists():
        return frozenset()
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to export to")
    if not os.access(folder, os.W_OK):  # the folder could be replaced, but the files in it not removed
        raise UsageError(f"{folder} is not writable; name another folder")
    present = {entry.name: entry for entry in folder.iterdir()}
    if not present:
        return frozenset()
    own = _own(folder / datapackage.NAME)
    if own is None:
        raise UsageError(f"{folder} is not empty and not an export of comp-data; name a new or empty folder")
    written = {*own["files"], datapackage.NAME}
    for name, file in sorted(present.items()):
        if name not in written or file.is_symlink() or not file.is_file():
            raise UsageError(f"{folder} contains {name}, which is not part of the export; move it away first")
        if not force and not datapackage.is_as_written(name, file.read_bytes(), own):
            raise UsageError(f"{file} was changed since the export; move it away, or use --force")
    return frozenset(present)


def _own(file: Path) -> Mapping[str, Any] | None:
    """Read the export's own entry of a data package; None if it has none."""
    try:
        package = json.loads(file.read_bytes()) if file.is_file() else None  # reading a pipe would block
    except (OSError, ValueError, RecursionError):
        return None
    own = package.get(datapackage.OWN) if isinstance(package, dict) else None
    return own if isinstance(own, dict) and isinstance(own.get("files"), dict) else None
