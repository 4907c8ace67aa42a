"""The configuration that applied at the base: a change may alter it together with the guides."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from comp_data.base.errors import ConfigError
from comp_data.base.files import MAX_BYTES, resolved, shown
from comp_data.base.git import Commit, Contents, Repository
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.search import dataset_of, parse_table


class BaseSettings(NamedTuple):
    """The settings at the base: their file, None for the defaults, its table, and the dataset's folder, resolved."""

    file: Path | None
    table: Mapping[str, Any]
    dataset: Path

    def differences(self, loaded: Loaded, base: str) -> Iterator[str]:
        """Yield a line for each way in which the present configuration differs from that at the base."""
        keys = sorted(key for key in {*self.table, *loaded.table} if self.table.get(key) != loaded.table.get(key))
        if self.file != loaded.file:
            names = [shown(file) if file else "none" for file in (self.file, loaded.file)]
            yield f"configuration changed since {base}: it was {names[0]} and is {names[1]} ({', '.join(keys)})"
        elif keys:
            yield f"configuration changed since {base}: {', '.join(keys)}"
        if self.dataset != resolved(loaded.dataset_folder):
            folders = f"{shown(self.dataset)} and is {shown(resolved(loaded.dataset_folder))}"
            yield f"dataset changed since {base}: it was {folders}; what is gone from the former counts as removed"


def settings_at(loaded: Loaded, repository: Repository, commit: Commit) -> BaseSettings:
    """Read the configuration that applied at a commit: the first of the files that apply now."""
    files = {resolved(file.parent) / file.name: file for file in loaded.candidates}
    names = {file.relative_to(repository.top).as_posix(): file for file in files if file.is_relative_to(repository.top)}
    found = repository._replace(prefix="").files(commit, names) if names else {}
    read = Contents(repository, MAX_BYTES)
    for name, file in names.items():
        try:
            table = parse_table(read(found[name].blob), file) if name in found and not found[name].is_link else None
        except ConfigError:
            table = {}
        if table is not None:
            return BaseSettings(files[file], table, dataset_of(file.parent, table))
    root = loaded.root if loaded.file is None else Path.cwd()
    return BaseSettings(None, {}, dataset_of(root, {}))
