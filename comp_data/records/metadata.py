"""Metadata of a dataset: data version, format version, commit and date."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from comp_data.base.errors import GitError
from comp_data.base.files import read_content
from comp_data.base.git import Repository
from comp_data.base.vocabulary import SCHEMA_VERSION
from comp_data.records.revisions import Revision

CHANGELOG = "CHANGELOG.md"
_RELEASE = re.compile(
    r"^##[ \t]+\[?v?(?P<version>[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.+-]+)?)\]?"
    r"(?:[ \t]*[-–—(:]?[ \t]*(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}))?",
    re.MULTILINE,
)
_MAX_BYTES = 1 << 20


class Release(NamedTuple):
    """A data version from the changelog of a dataset, and its date if the changelog states it."""

    version: str
    date: date | None


class Meta(NamedTuple):
    """Metadata of a dataset.

    `data_version` is the newest version in the CHANGELOG.md of the dataset's folder, `schema_version` the version
    of the format, `commit` the full hash of the git commit, and `date` the date of the commit, else of the data
    version. `has_changes` is true if the folder differs from the commit. A value that is not known is None.
    """

    data_version: str | None
    schema_version: int
    commit: str | None
    date: date | None
    has_changes: bool


def meta_of_folder(folder: Path) -> Meta:
    """The metadata of a folder on disk, and of its commit if it is in a git repository."""
    release = release_of_folder(folder)
    try:
        repository = Repository.around(folder)
        commit = repository.commit("HEAD")
        if not repository.files(commit):  # an installed package inside the user's own repository
            return _meta(release, None, None, has_changes=False)
        return _meta(release, commit.sha, commit.date.date(), has_changes=repository.has_changes())
    except GitError:
        return _meta(release, None, None, has_changes=False)


def meta_of_revision(revision: Revision) -> Meta:
    """The metadata of a folder at a git revision."""
    release = release_of_revision(revision)
    return _meta(release, revision.commit.sha, revision.commit.date.date(), has_changes=False)


def release_of_folder(folder: Path) -> Release | None:
    """The newest version in the changelog of a folder on disk."""
    file = folder / CHANGELOG
    return _latest_release(read_content(file, _MAX_BYTES)) if file.is_file() else None


def release_of_revision(revision: Revision) -> Release | None:
    """The newest version in the changelog of a folder at a git revision."""
    return _latest_release(revision.file(CHANGELOG))


def _latest_release(changelog: bytes | None) -> Release | None:
    """The first version with a heading in a changelog: `## 1.2.0 - 2026-03-01`."""
    found = _RELEASE.search((changelog or b"").decode("utf-8", "replace"))
    if found is None:
        return None
    try:
        return Release(found["version"], date.fromisoformat(found["date"]) if found["date"] else None)
    except ValueError:
        return Release(found["version"], None)


def newest_section(changelog: str) -> int | None:
    """The offset of the heading of the newest version; None if there is none."""
    found = _RELEASE.search(changelog)
    return found.start() if found else None


def _meta(release: Release | None, commit: str | None, day: date | None, *, has_changes: bool) -> Meta:
    version, released = release or (None, None)
    return Meta(version, SCHEMA_VERSION, commit, day or released, has_changes)
