"""What the end of a report says about a run's configuration, so that nobody silences a gate unseen."""

import os
from collections.abc import Iterator
from pathlib import Path

from comp_data.base.discovery import guide_files
from comp_data.base.errors import ConfigError
from comp_data.base.files import relative_path, shown
from comp_data.base.patterns import compile_patterns
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.find_files import Excluded, Found, find_files
from comp_data.linter.config.request import Request
from comp_data.linter.config.search import FILE_NAMES, files_in

_MOST_NAMED = 3
_MOST_CHECKS = 1_000_000


def notes_of(request: Request, loaded: Loaded, found: Found) -> tuple[str, ...]:
    """Return the lines: the file in force, files that do not apply, useless patterns, guides outside the dataset."""
    lines = [f"configuration: {shown(loaded.file)}"] if loaded.file else []
    unused = dict.fromkeys((*loaded.unused, *_below(found, loaded)))
    if unused:
        names = _named([shown(file) for file in unused if file != loaded.file])
        lines += [f"not used, as it is in a dataset or another file applies: {names}"] if names else []
    if found.folders and not found.companies:
        lines += [f"{key} `{pattern}` matches no guide" for key, pattern in _useless(request, loaded, found)]
    outside = [file for folder in found.passed_over for file in guide_files(folder, found.folders)]
    if outside:
        lines.append(f"outside the dataset and not linted: {_named([shown(file) for file in outside])}")
    return tuple(lines)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _below(found: Found, loaded: Loaded) -> Iterator[Path]:
    """Yield the configuration files in the folders that guides were found in; only their names are looked at first."""
    folders = {os.path.dirname(file) for file in found.files.values()}  # noqa: PTH120 - there may be 100,000
    folders |= {str(folder) for folder in found.folders}
    for folder in sorted(folders):
        if any(os.path.lexists(os.path.join(folder, name)) for name in FILE_NAMES):  # noqa: PTH118 - the same
            place = Path(os.path.abspath(folder))  # noqa: PTH100 - it must not follow links
            if loaded.file is None or loaded.file.parent != place:
                yield from files_in(place)


def _useless(request: Request, loaded: Loaded, found: Found) -> Iterator[tuple[str, str]]:
    """Yield the patterns that match none of the guides, if there are not too many to check."""
    configuration = loaded.configuration
    patterns = [("exclude", one) for one in configuration.exclude]
    patterns += [("per-file-ignores", one) for one in configuration.per_file_ignores]
    if not patterns or len(patterns) * len(found.files) > _MOST_CHECKS:
        return
    everything = Loaded(configuration._replace(exclude=()), {}, loaded.root, loaded.file)
    files = find_files(request, everything, Excluded(everything)).files if configuration.exclude else found.files
    paths = [relative_path(file, loaded.root) for file in files.values()]
    for key, pattern in patterns:
        try:
            matcher = compile_patterns((pattern.removeprefix("!"),))
        except ConfigError:
            continue
        if not any(map(matcher.match_file, paths)):
            yield key, pattern
