"""Find the base of a run: its commit, guides and settings, and which guides were removed since."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from comp_data.base.errors import ConfigError, GitError
from comp_data.base.files import MAX_BYTES, Unreadable, content_names, resolved, shown
from comp_data.base.git import Commit, Contents, Repository
from comp_data.guide.document import Document, parse_document
from comp_data.linter.config.config import Loaded
from comp_data.linter.config.find_files import Excluded
from comp_data.linter.config.search import dataset_of, parse_table
from comp_data.records.revisions import Revision, revision_at

AUTO: Final = "auto"
"""Choose the base automatically: the last commit in a hook, else the commit where the branch began."""


class BaseSettings(NamedTuple):
    """The settings at the base: their file, None for the defaults, its table, and the dataset's folder, resolved."""

    file: Path | None
    table: Mapping[str, Any]
    dataset: Path

    def differences(self, loaded: Loaded, base: str) -> Iterator[str]:
        """Yield a line for each way in which the present configuration differs from that at the base."""
        keys = sorted(key for key in {*self.table, *loaded.table} if self.table.get(key) != loaded.table.get(key))
        if keys and self.file != loaded.file:
            names = [shown(file) if file else "none" for file in (self.file, loaded.file)]
            yield f"configuration changed since {base}: it was {names[0]} and is {names[1]} ({', '.join(keys)})"
        elif keys:
            yield f"configuration changed since {base}: {', '.join(keys)}"
        if self.dataset != resolved(loaded.dataset_folder):
            folders = f"{shown(self.dataset)} and is {shown(resolved(loaded.dataset_folder))}"
            yield f"dataset changed since {base}: it was {folders}; what is gone from the former counts as removed"


class Base(NamedTuple):
    """A commit that guides are compared with; paths are the names that diagnostics show."""

    name: str
    commit: Commit | None  # None if nothing is committed yet: then all guides are new
    blobs: Mapping[str, str]  # git's object name for each guide that is linted now or was removed
    removed: frozenset[str]
    read: Callable[[str], bytes]
    settings: BaseSettings | None = None
    left_out: int = 0  # guides that are neither linted nor removed: those left out of a sparse checkout

    def document(self, path: str) -> Document:
        """Return a guide as the base has it; an empty one if it is new."""
        return parse_document(self.read(self.blobs[path]), path) if path in self.blobs else Document(path, "")

    def has(self, path: str, content: bytes | Unreadable) -> bool:
        """Whether a guide has this content at the base."""
        return self.blobs.get(path) in content_names(content)


def find_base(name: str, guides: Mapping[str, Path], folders: Sequence[Path], tip: str, loaded: Loaded) -> Base:
    """Find the base by the name of a revision, or `auto`, of guides by their names, and of folders given as arguments.

    `tip` is the revision at which the guides' history ends. If the configured dataset is among the folders, that of the
    base's configuration is too. What the present configuration excludes is not among the removed guides.

    Raises GitError if the guides are in no repository or in several, or if the revision does not exist.
    """
    parents = (file.parent for file in guides.values())
    repository = Repository.around(next(iter(folders), None) or next(parents, Path()))
    commit = _commit(repository, name, tip)
    read = Contents(repository, MAX_BYTES + 1)
    if commit is None:
        return Base(name, None, {}, frozenset(), read)
    settings = settings_at(loaded, repository, commit)
    before = _former_datasets(settings, loaded, folders, repository.top)
    files: dict[str, Path] = {}
    blobs: dict[str, str] = {}
    left_out = 0
    for folder in (*folders, *before):
        around = Repository.around(folder)
        if (top := repository.top) != around.top:
            help_ = "a base is a revision of one: lint them one by one"
            raise GitError(f"{folder} and {top} are different git repositories, and {help_}")
        unseen = around.left_out() if tip == "HEAD" else set()
        at_base = revision_at(around, commit, name, folder).blobs
        left_out += len(unseen & at_base.keys())
        for guide in at_base.keys() - unseen:
            path = shown(folder / guide)
            files[path], blobs[path] = folder / guide, at_base[guide]
    gone = {path: file for path, file in files.items() if path not in guides}
    excludes = Excluded(loaded).matches
    removed = {path for path, file in gone.items() if any(map(file.is_relative_to, before)) or not excludes(file)}
    others = [path for path, file in guides.items() if path not in blobs and not any(map(file.is_relative_to, folders))]
    if others:
        revision = revision_at(repository._replace(prefix=""), commit, name)
        blobs |= {path: own for path in others if (own := _blob(guides[path], revision, repository.top))}
    kept = {path: blob for path, blob in blobs.items() if path in guides or path in removed}
    return Base(name, commit, kept, frozenset(removed), read, settings, left_out)


def settings_at(loaded: Loaded, repository: Repository, commit: Commit) -> BaseSettings:
    """Read the configuration at a commit: the first of the files that apply now, or one that a named file copies."""
    files = {resolved(file.parent) / file.name: file for file in loaded.candidates}
    names = {file.relative_to(repository.top).as_posix(): file for file in files if file.is_relative_to(repository.top)}
    found = repository._replace(prefix="").files(commit, names) if names else {}
    read = Contents(repository, MAX_BYTES)
    for name, file in names.items():
        try:
            table = parse_table(read(found[name].blob), file) if name in found and not found[name].is_link else None
        except ConfigError:
            table = {}
        if table is not None and (not loaded.is_named or files[file] == loaded.file or table == loaded.table):
            return BaseSettings(files[file], table, dataset_of(file.parent, table))
    return BaseSettings(None, {}, dataset_of(loaded.root if loaded.file is None else Path.cwd(), {}))


def _former_datasets(settings: BaseSettings, loaded: Loaded, folders: Sequence[Path], top: Path) -> list[Path]:
    """Return the dataset's folder at the base if a change made the configured dataset another one."""
    places, former = {resolved(folder) for folder in folders}, settings.dataset
    is_linted = former.is_relative_to(top) and resolved(loaded.dataset_folder) in places
    return [former] if is_linted and former not in places else []


def _blob(file: Path, revision: Revision, top: Path) -> str | None:
    places = file.absolute(), resolved(file.parent) / file.name  # at the base, links may lead elsewhere
    found = (revision.blob(place.relative_to(top).as_posix()) for place in places if place.is_relative_to(top))
    return next(filter(None, found), None)


def _commit(repository: Repository, name: str, tip: str) -> Commit | None:
    """Return the commit of a base; None if nothing is committed yet. The environment says whether a hook runs."""
    if (tip if name == AUTO else name) == "HEAD" and not repository.has_commit():
        return None
    if name != AUTO:
        return repository.commit(name)
    head = repository.commit(tip)
    if "PRE_COMMIT_FROM_REF" in os.environ:
        return repository.merge_base(repository.commit(os.environ["PRE_COMMIT_FROM_REF"]), head)
    if "PRE_COMMIT" in os.environ or "GIT_INDEX_FILE" in os.environ:  # pre-commit, or git itself, runs a hook
        return head
    return repository.merge_base(repository.default_branch(), head)
