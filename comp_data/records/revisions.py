"""A dataset's folder at a git revision, read without touching the work tree."""

from collections.abc import Callable
from functools import partial
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
    follow: Callable[[str, str], str | None]  # the content of a kind, `blob` or `tree`, to which a path leads

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
        if (entry := self.files.get(name)) and not entry.is_link:
            return entry.blob
        parts = name.split("/")
        parents = (self.files.get("/".join(parts[:count])) for count in range(1, len(parts) + 1))
        return self.follow(name, "blob") if any(one and one.is_link for one in parents) else None


def revision_of(folder: Path, name: str) -> Revision:
    """A folder, which the work tree may not have, at a branch, tag or commit; raises GitError if it does not exist."""
    repository = Repository.around(folder)
    return revision_at(repository, repository.commit(name), name, folder)


def revision_at(repository: Repository, commit: Commit, name: str, folder: Path | None = None) -> Revision:
    """The folder of a repository at a commit: where the links of that commit lead `folder`, if it existed."""
    top, named = repository._replace(prefix=""), (folder or Path("/")).absolute()  # its present links may be others
    paths = [named.relative_to(top.top).as_posix()] if named.is_relative_to(top.top) else []
    trees = (top.followed(commit.sha, path, "tree") for path in (*paths, repository.prefix))
    files = top.files(tree) if (tree := next(filter(None, trees), None)) else {}
    follow = partial(top.followed, tree or "0" * 40)  # which no content has
    whole = Revision(name, commit, {}, files, Contents(repository, MAX_BYTES + 1), follow)
    companies = {one: whole.follow(one, "tree") for one, entry in files.items() if entry.is_link and "/" not in one}
    names = [*files, *(f"{link}/{one}" for link, inner in companies.items() if inner for one in top.files(inner))]
    blobs = {file: blob for file in names if is_markdown(file) and (blob := whole.blob(file))}
    guides = guides_among(blobs, lambda file: whole.read(blobs[file]))
    return whole._replace(blobs={guide: blobs[guide] for guide in guides})
