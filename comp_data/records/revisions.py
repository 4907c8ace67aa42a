"""A dataset's folder at a git revision, read without touching the work tree."""

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from comp_data.base.discovery import guides_among, is_markdown
from comp_data.base.files import MAX_BYTES
from comp_data.base.git import Commit, Contents, Entry, Repository
from comp_data.guide.document import Document, parse_document


class Revision(NamedTuple):
    """A folder at a commit; paths are within the folder."""

    name: str  # the revision as the user named it
    commit: Commit
    blobs: dict[str, str]  # the name of the content of each guide
    files: dict[str, Entry]  # all files
    read: Callable[[str], bytes]

    def content(self, guide: str) -> bytes:
        """The bytes of a guide; if it is too large, one byte more than the limit."""
        return self.read(self.blobs[guide])

    def document(self, guide: str, path: str | None = None) -> Document:
        """Parse a guide; `path` is its name in diagnostics, by default its path in the folder."""
        return parse_document(self.content(guide), path or guide)

    def file(self, name: str) -> bytes | None:
        """The bytes of any file; None if it does not exist."""
        blob = self.blob(name)
        return None if blob is None else self.read(blob)

    def blob(self, name: str) -> str | None:
        """The name of the content of any file; None if it does not exist. Links inside the folder are followed."""
        for _ in range(8):  # a link may lead to a link, and back
            if (entry := self.files.get(name)) is None or not entry.is_link:
                return entry.blob if entry else None
            target = self.read(entry.blob).decode("utf-8", "surrogateescape")
            name = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        return None


def revision_of(folder: Path, name: str) -> Revision:
    """A folder, which the work tree may not have, at a branch, tag or commit; raises GitError if it does not exist."""
    repository = Repository.around(folder)
    return revision_at(repository, repository.commit(name), name)


def revision_at(repository: Repository, commit: Commit, name: str) -> Revision:
    """The folder of a repository at a commit."""
    whole = Revision(name, commit, {}, repository.files(commit), Contents(repository, MAX_BYTES + 1))
    blobs = {file: blob for file in whole.files if is_markdown(file) and (blob := whole.blob(file))}
    guides = guides_among(blobs, lambda file: whole.read(blobs[file]))
    return whole._replace(blobs={guide: blobs[guide] for guide in guides})
