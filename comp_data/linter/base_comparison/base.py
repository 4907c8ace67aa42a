"""The base that a run is held against: which commit it is, what guides it has, and which of them differ."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.errors import GitError
from comp_data.base.files import Unreadable, resolved, shown
from comp_data.base.git import Commit, Repository, content_names
from comp_data.guide.document import Document, parse_document
from comp_data.records.revisions import Revision, revision_at

AUTO: Final = "auto"
"""The base that the place of the run tells: the last commit in a hook, else where the branch began."""


class Head(NamedTuple):
    """What is linted: guides by the names that diagnostics show, and the folders that were asked for as a whole.

    `tip` is the revision that their history ends in, and `leaves_out` says of a guide that the base has in one of the
    folders whether it is there and is not linted.
    """

    guides: Mapping[str, Path]
    folders: Sequence[Path]
    leaves_out: Callable[[Path], bool]
    tip: str = "HEAD"


class Base(NamedTuple):
    """A commit that guides are held against; paths are the names that diagnostics show.

    `commit` is None where there is no commit yet: everything is new. `blobs` has the names in git of the contents that
    guides had, those that are linted now and those that are gone, which are in `removed`.
    """

    name: str
    commit: Commit | None
    blobs: Mapping[str, str]
    removed: frozenset[str]
    read: Callable[[str], bytes]

    def document(self, path: str) -> Document | None:
        """A guide as the base has it; None for one that is new."""
        return parse_document(self.read(self.blobs[path]), path) if path in self.blobs else None

    def has(self, path: str, content: bytes | Unreadable) -> bool:
        """Whether a guide has this content at the base."""
        return isinstance(content, bytes) and self.blobs.get(path) in content_names(content)


def find_base(name: str, head: Head, environment: Mapping[str, str]) -> Base:
    """The base by the name of a revision, or `auto`.

    `environment` are the variables of the process, by which `auto` knows a hook. Raises GitError
    where the guides lie in no repository, or in several, or the repository lacks the revision.
    """
    repository = Repository.around(_start(head))
    commit = _commit(repository, name, head.tip, environment)
    if commit is None:
        return Base(name, None, {}, frozenset(), _nothing)
    finder = _Finder(repository, commit, name)
    for folder in head.folders:
        finder.add_folder(folder)
    gone = (path for path, file in finder.files.items() if path not in head.guides and not head.leaves_out(file))
    removed = frozenset(gone)
    finder.add_files({
        path: file for path, file in head.guides.items()
        if path not in finder.blobs and not any(file.is_relative_to(folder) for folder in head.folders)
    })  # fmt: skip
    kept = {path: blob for path, blob in finder.blobs.items() if path in head.guides or path in removed}
    return Base(name, commit, kept, removed, finder.read)


def _nothing(blob: str) -> bytes:
    raise GitError(f"a repository without a commit has no content {blob}")


def _start(head: Head) -> Path:
    if head.folders:
        return head.folders[0]
    return next((file.parent for file in head.guides.values()), Path())


class _Finder:
    """Collects the guides of a commit, by the names that diagnostics show."""

    def __init__(self, repository: Repository, commit: Commit, name: str) -> None:
        self.repository = repository
        self.commit = commit
        self.name = name
        self.files: dict[str, Path] = {}
        self.blobs: dict[str, str] = {}
        self.read: Callable[[str], bytes] = _nothing

    def add_folder(self, folder: Path) -> None:
        """The guides of a folder, also those that are gone."""
        within = self._revision(Repository.around(folder), folder)
        for guide, blob in within.blobs.items():
            path = shown(folder / guide)
            self.files[path], self.blobs[path] = folder / guide, blob

    def add_files(self, files: Mapping[str, Path]) -> None:
        """Guides that were named, each by itself."""
        if files:
            top = self.repository.top
            revision = self._revision(self.repository._replace(prefix=""), top)
            for path, file in files.items():
                place = resolved(file.parent) / file.name
                blob = revision.blob(place.relative_to(top).as_posix()) if place.is_relative_to(top) else None
                self.blobs |= {path: blob} if blob else {}

    def _revision(self, repository: Repository, folder: Path) -> Revision:
        if repository.top != self.repository.top:
            raise GitError(
                f"{folder} lies in another git repository than {self.repository.top}: "
                "a base is a revision of one; lint them one by one"
            )
        revision = revision_at(repository, self.commit, self.name)
        self.read = revision.read
        return revision


def _commit(repository: Repository, name: str, tip: str, environment: Mapping[str, str]) -> Commit | None:
    """The commit that a base stands for; None where nothing is committed yet."""
    if name == AUTO:
        is_born = tip != "HEAD" or repository.has_commit()
        return _commit_by_place(repository, repository.commit(tip), environment) if is_born else None
    return None if name == "HEAD" and not repository.has_commit() else repository.commit(name)


def _commit_by_place(repository: Repository, head: Commit, environment: Mapping[str, str]) -> Commit:
    if "PRE_COMMIT_FROM_REF" in environment:
        return repository.merge_base(repository.commit(environment["PRE_COMMIT_FROM_REF"]), head)
    if "PRE_COMMIT" in environment or "GIT_INDEX_FILE" in environment:  # pre-commit, or git itself, runs a hook
        return head
    return repository.merge_base(repository.default_branch(), head)
