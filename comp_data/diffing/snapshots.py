"""The versions that can be compared: a folder, a git revision of it, or a loaded dataset.

Guides are identified by git's blob ids, so that unchanged guides need not be read.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from comp_data.base.discovery import find_guides, is_ignored, without_suffix
from comp_data.base.files import MAX_BYTES, Unreadable, guide_content
from comp_data.base.git_names import content_names
from comp_data.comparison.records import Reading
from comp_data.guide.document import read_document
from comp_data.records.metadata import Release, release_of
from comp_data.records.revisions import Revision

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset


class Side(NamedTuple):
    """One version of a dataset, displayed as `name`.

    `contents` maps each record's path in the folder (`company/role`) to the possible blob ids of its file, none for a
    loaded dataset. `release` is the newest version in the changelog. `leaves_out` is True for a record that is missing
    in `contents` because git ignores its file.
    """

    name: str
    contents: Mapping[str, frozenset[str]]
    read: Callable[[str], Reading]
    release: Release | None
    leaves_out: Callable[[str], bool] = lambda _: False


def side_of_revision(revision: Revision) -> Side:
    """Read a dataset's folder at a git revision."""
    files = {without_suffix(name): name for name in revision.blobs}
    return Side(
        revision.name,
        {id_: frozenset((revision.blobs[name],)) for id_, name in files.items()},
        lambda id_: Reading.of(revision.document(files[id_])),
        release_of(revision),
    )


def side_of_folder(folder: Path, name: str) -> Side:
    """Read a dataset's folder on disk; raises DatasetNotFoundError if it cannot be listed."""
    files = {without_suffix(file.relative_to(folder).as_posix()): file for file in find_guides(folder)}
    return Side(
        name,
        {id_: _names(file) for id_, file in files.items()},
        lambda id_: Reading.of(read_document(files[id_])),
        release_of(folder),
        lambda id_: (file := folder / f"{id_}.md").is_file() and is_ignored(file, folder),
    )


def side_of_dataset(dataset: "Dataset") -> Side:
    """Use a loaded dataset as it is in memory; its folder is not read again."""
    files = dataset.files
    within = {id_: file for id_, file in files.items() if file.is_relative_to(dataset.folder)}
    paths = {id_: without_suffix(file.relative_to(dataset.folder).as_posix()) for id_, file in within.items()}
    ids = {paths.get(id_, id_): id_ for id_ in dataset}

    def read(id_: str) -> Reading:
        guide = dataset[ids[id_]]
        return Reading(guide.model_dump(mode="json"), guide.body.text)

    name = dataset.revision.name if dataset.revision else str(dataset.folder)
    version = dataset.meta.data_version
    return Side(name, dict.fromkeys(ids, frozenset()), read, Release(version, None) if version else None)


def _names(file: Path) -> frozenset[str]:
    """Return the blob ids that git may give to the file."""
    content = guide_content(file)
    if isinstance(content, Unreadable) or len(content) > MAX_BYTES:
        return frozenset()
    return content_names(content)
