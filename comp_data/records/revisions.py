"""A dataset's folder as a git revision has it, read without touching the work tree."""

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from comp_data.base.discovery import guides_among
from comp_data.base.git import Commit, Entry, Repository
from comp_data.guide.document import MAX_BYTES, Document, parse_document

_MOST_LINKS = 8


class Revision(NamedTuple):
    """A folder at a commit, which was asked for by `name`.

    `blobs` has the name of each guide's content, `files` all files, both by their paths in the folder.
    """

    name: str
    commit: Commit
    blobs: dict[str, str]
    files: dict[str, Entry]
    read: Callable[[str], bytes]

    def content(self, guide: str) -> bytes:
        """A guide's bytes; of one that is too large, one more than a guide may have."""
        return self.read(self.blobs[guide])

    def document(self, guide: str, path: str | None = None) -> Document:
        """A guide, read; diagnostics name it by `path`, by default its path in the folder."""
        return parse_document(self.content(guide), path or guide)

    def file(self, name: str) -> bytes | None:
        """The bytes of a file that need not be a guide; None where there is none."""
        blob = self.blob(name)
        return None if blob is None else self.read(blob)

    def blob(self, name: str) -> str | None:
        """The name of the content of a file that need not be a guide; None where there is none."""
        return _blob(name, self.files, self.read)


def revision_of(folder: Path, name: str) -> Revision:
    """A folder, which need not exist now, at a revision by the name of a branch, a tag or a commit.

    It may have no guide there. Raises GitError where the folder lies in no repository, or that lacks the revision.
    """
    repository = Repository.around(folder)
    return revision_at(repository, repository.commit(name), name)


def revision_at(repository: Repository, commit: Commit, name: str) -> Revision:
    """The folder of a repository at a commit. Links are followed where they stay in the folder."""
    files = repository.files(commit)
    read = repository.contents(MAX_BYTES + 1)
    blobs = {file: blob for file in files if file.endswith(".md") and (blob := _blob(file, files, read))}
    guides = guides_among(blobs, lambda file: read(blobs[file]))
    return Revision(name, commit, {guide: blobs[guide] for guide in guides}, files, read)


def _blob(name: str, files: dict[str, Entry], read: Callable[[str], bytes]) -> str | None:
    for _ in range(_MOST_LINKS):
        entry = files.get(name)
        if entry is None or not entry.is_link:
            return entry.blob if entry else None
        target = read(entry.blob).decode("utf-8", "surrogateescape")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    return None
