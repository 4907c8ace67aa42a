"""Metadata of a dataset: data version, format version, commit and date."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from comp_data.base.errors import GitError
from comp_data.base.files import read_content, way_out
from comp_data.base.git import Commit, Repository
from comp_data.base.vocabulary import SCHEMA_VERSION
from comp_data.records.revisions import Revision
from comp_data.values.yaml_scalars import as_date

CHANGELOG = "CHANGELOG.md"
_RELEASE = re.compile(
    r"^##[ \t]+\[?v?(?P<version>[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}(?:[-+][0-9A-Za-z.+-]+)?)\]?"
    r"(?:[ \t]*[-–—(:]?[ \t]*(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}))?",
    re.MULTILINE,
)


class Release(NamedTuple):
    """The newest data version in the changelog of a dataset, and its date; None if the changelog does not state it."""

    version: str | None
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


def meta_of(source: Path | Revision) -> Meta:
    """Return the metadata of a folder at a revision, or on disk with its commit if it is in a git repository."""
    version, released = release_of(source)
    commit, has_changes = (source.commit, False) if isinstance(source, Revision) else _commit_of(source)
    sha, day = (commit.sha, commit.date.date()) if commit else (None, released)
    return Meta(version, SCHEMA_VERSION, sha, day, has_changes)


def _commit_of(folder: Path) -> tuple[Commit | None, bool]:
    """Return the commit of a folder on disk, and whether the folder differs from it."""
    try:
        repository = Repository.around(folder)
        commit = repository.commit("HEAD")
        # Without a file in it, the folder is an installed package inside the user's own repository.
        return (commit, repository.has_changes()) if repository.files(commit) else (None, False)
    except GitError:
        return None, False


def release_of(source: Path | Revision) -> Release:
    """Return the newest version in the changelog of a folder: the first with a heading, `## 1.2.0 - 2026-03-01`."""
    if isinstance(source, Revision):
        changelog = source.file(CHANGELOG)
    else:
        file = source / CHANGELOG
        changelog = read_content(file) if file.is_file() and not way_out(file) else None
    found = _RELEASE.search((changelog or b"").decode("utf-8", "replace"))
    return Release(found["version"], as_date(found["date"])) if found else Release(None, None)


def newest_section(changelog: str) -> int | None:
    """The offset of the heading of the newest version; None if there is none."""
    found = _RELEASE.search(changelog)
    return found.start() if found else None
