"""Which configuration file applies: from the working folder upwards, and never one below a dataset's folder."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from comp_data.base.discovery import guides_by_folder
from comp_data.base.errors import ConfigError
from comp_data.base.files import resolved

FILE_NAMES = ("comp-data.toml", "pyproject.toml")
_DATASET = "seeds"


class FoundFile(NamedTuple):
    """A configuration file with its table."""

    file: Path
    table: dict[str, Any]


Reader = Callable[[Path], dict[str, Any] | None]
"""Reads the table of a file: None if it has none."""


def find_configuration(
    start: Path, read: Reader, here: Path | None = None
) -> tuple[FoundFile | None, tuple[Path, ...]]:
    """Find the file that applies to what is in the folder `start`, and those found on the way that do not.

    Raises ConfigError for a file that cannot be read.
    """
    here, start = here or Path.cwd(), Path(os.path.abspath(start))  # noqa: PTH100 - it must not follow links
    is_below = here in start.parents
    unused: list[Path] = []
    outer = here if is_below or start == here else start
    found = _first((outer, *outer.parents), read, unused)
    if is_below:
        between = [start, *(one for one in start.parents if here in one.parents)]
        if found is None:
            found = _first(between, read, unused)
        else:
            unused += [file for folder in between for file in files_in(folder, read)]
    return found, tuple(unused)


def files_in(folder: Path, read: Reader) -> list[Path]:
    """List the configuration files of a folder; one that cannot be read counts."""
    files = []
    for name in FILE_NAMES:
        try:
            is_one = read(folder / name) is not None
        except ConfigError:
            is_one = True
        files += [folder / name] if is_one else []
    return files


def _first(folders: Iterable[Path], read: Reader, unused: list[Path]) -> FoundFile | None:
    """Return the first file that applies, and note those before it that do not."""
    remaining = list(folders)
    while remaining:
        folder = remaining.pop(0)
        for name in FILE_NAMES:
            table = read(folder / name)
            if table is None:
                continue
            found = FoundFile(folder / name, table)
            if not _is_below_dataset(found, remaining, read):
                return found
            unused.append(found.file)
            break
    return None


def _is_below_dataset(found: FoundFile, above: Iterable[Path], read: Reader) -> bool:
    """Say whether a file is below a dataset's folder: that of a configuration above it, or as a company's folder is."""
    folder = resolved(found.file.parent)
    for other in above:
        for name in FILE_NAMES:
            try:
                table = read(other / name)
            except ConfigError:
                continue
            if table is not None and _dataset_of(other, table) in folder.parents:
                return True
    dataset = _dataset_of(found.file.parent, found.table)
    return (dataset == folder or not dataset.is_dir()) and _is_company(folder)


def _dataset_of(folder: Path, table: dict[str, Any]) -> Path:
    stated = table.get("dataset")
    return resolved(folder / (stated if isinstance(stated, str) and "\0" not in stated else _DATASET))


def _is_company(folder: Path) -> bool:
    """Say whether a folder has guides of its own and none in folders below it."""
    try:
        return any(names for within, names in guides_by_folder(folder) if Path(within) == folder)
    except OSError:
        return False
