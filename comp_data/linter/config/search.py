"""Which configuration file applies: from the working folder upwards, and never one below a dataset's folder."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from comp_data.base.discovery import guides_by_folder
from comp_data.base.errors import ConfigError, os_errors_as
from comp_data.base.files import read_whole, resolved, way_out
from comp_data.base.toml import parse_toml

FILE_NAMES = ("comp-data.toml", "pyproject.toml")
KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false", list: "a list", dict: "a table"}
"""The names of the types of TOML in messages."""

LONGEST = 100_000  # characters of a setting: looking up the folders of a longer name takes seconds
_LARGEST = 1 << 20


class FoundFile(NamedTuple):
    """A configuration file with its table."""

    file: Path
    table: dict[str, Any]


def find_configuration(start: Path, here: Path | None = None) -> tuple[FoundFile | None, tuple[Path, ...]]:
    """Find the file that applies to the folder `start`, and those found on the way that do not; raises ConfigError."""
    outer, between = _folders(start, here)
    unused: list[Path] = []
    if found := _first(outer, unused):
        unused += [one.file for folder in between for one in files_in(folder)]
    else:
        found = _first(between, unused)
    return found, tuple(unused)


def candidates(start: Path, here: Path | None = None) -> tuple[Path, ...]:
    """Return the files that `find_configuration` looks for, the first one first."""
    outer, between = _folders(start, here)
    return tuple(folder / name for folder in (*outer, *between) for name in FILE_NAMES)


def _folders(start: Path, here: Path | None) -> tuple[list[Path], list[Path]]:
    here, start = here or Path.cwd(), Path(os.path.abspath(start))  # noqa: PTH100 - it must not follow links
    is_below = here in start.parents
    outer = here if is_below or start == here else start
    between = [start, *(one for one in start.parents if here in one.parents)] if is_below else []
    return [outer, *outer.parents], between


def files_in(folder: Path, *, is_strict: bool = False) -> Iterator[FoundFile]:
    """Yield the configuration files of a folder; one that cannot be read is an error, or has an empty table."""
    for name in FILE_NAMES:
        try:
            table = read_table(folder / name)
        except ConfigError:
            if is_strict:
                raise
            table = {}
        if table is not None:
            yield FoundFile(folder / name, table)


def _first(folders: list[Path], unused: list[Path]) -> FoundFile | None:
    """Return the first file that applies, and note those before it that do not."""
    for at, folder in enumerate(folders, 1):
        found = next(files_in(folder, is_strict=True), None)
        if found and not _is_below_dataset(found, folders[at:]):
            return found
        unused += [found.file] if found else []
    return None


def _is_below_dataset(found: FoundFile, above: Iterable[Path]) -> bool:
    """Say whether a file is in the dataset of a configuration above it, or below a dataset as a company's folder is."""
    folder = resolved(found.file.parent)
    if any(dataset_of(other, one.table) in (folder, *folder.parents) for other in above for one in files_in(other)):
        return True
    dataset = dataset_of(found.file.parent, found.table)
    if dataset != folder and os.path.isdir(dataset):  # noqa: PTH112 - false for a name that is too long
        return False
    with suppress(OSError):  # a company's folder has guides of its own, and none in folders below it
        return any(names for within, names in guides_by_folder(folder) if Path(within) == folder)
    return False


def dataset_of(folder: Path, table: dict[str, Any]) -> Path:
    """Return the dataset's folder as a table in a folder states it, resolved."""
    stated = table.get("dataset")
    return resolved(folder / (stated[:LONGEST] if isinstance(stated, str) and "\0" not in stated else "seeds"))


def read_table(file: Path, *, is_named: bool = False) -> dict[str, Any] | None:
    """Read the table of a configuration file; None if it does not exist, or is a pyproject.toml without one."""
    if not is_named and not os.path.lexists(file):
        return None
    if not is_named and (reason := way_out(file)):
        raise ConfigError(f"{file.name} cannot be read: {reason}")
    with os_errors_as(f"{file.name}: cannot be read", ConfigError):
        return parse_table(read_whole(file, _LARGEST), file)


def parse_table(content: bytes, file: Path) -> dict[str, Any] | None:
    """Parse a configuration file; None for a pyproject.toml without a table. Raises ConfigError."""
    with os_errors_as(f"{file.name}: cannot be read", ConfigError):
        text = content.decode("utf-8-sig")
    is_own = file.name != "pyproject.toml"
    if not is_own and "comp-data" not in text:
        return None
    table = parse_toml(text, file.name)
    if is_own:
        return table
    tool = table.get("tool", {})
    found = tool.get("comp-data") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(f"{file.name}: tool.comp-data is {kind_of(found)}, not a table")
    return found


def kind_of(value: object) -> str:
    """Return what messages call the type of a value."""
    return KINDS.get(type(value), type(value).__name__)
