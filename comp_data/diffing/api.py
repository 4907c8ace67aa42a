"""Compare two versions of a dataset: git revisions, folders or datasets; guides with equal blob ids are not read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from comp_data.base.discovery import find_guides, without_suffix
from comp_data.base.errors import DatasetNotFoundError, GitError
from comp_data.base.files import content_names, guide_content, relative_path, repository_top, resolved, shown
from comp_data.base.git import Commit, Repository
from comp_data.base.package import resource_folder
from comp_data.comparison.records import Reading, added_record, compare_records, removed_record
from comp_data.comparison.renames import find_renames
from comp_data.diffing.changes import DatasetChanges, in_order
from comp_data.guide.document import read_document
from comp_data.linter.base_comparison.base import AUTO, settings_at
from comp_data.linter.config.config import Loaded
from comp_data.records.metadata import release_of
from comp_data.records.revisions import Revision, revision_at

if TYPE_CHECKING:
    from comp_data.dataset.dataset import Dataset


class Side(NamedTuple):
    """One version of a dataset."""

    name: str  # as displayed
    contents: Mapping[str, frozenset[str]]  # the possible blob ids by `company/role`; none for a loaded dataset
    read: Callable[[str], Reading]
    version: str | None  # the newest in the changelog


def diff(
    old: "Dataset | Path | str", new: "Dataset | Path | str | None" = None, *, folder: Path | str | None = None
) -> DatasetChanges:
    """Compare two versions of a dataset by value; invalid guides are compared as far as possible.

    Each version is a Dataset, a folder (a Path, or a string like `./v1`) or a git revision of `folder`: a
    branch, a tag, a commit, or `auto` for the merge base of `new` and the default branch.

    Args:
        old: The old version.
        new: The new version; by default the work tree, `folder` as it is on disk.
        folder: The dataset's folder; by default that of the first version that is a folder or a dataset, else the
            guides that come with the package.

    Raises:
        GitError: A revision does not exist.
        DatasetNotFoundError: A folder does not exist, or neither version has a guide.
    """
    if folder is None:
        named = (one if isinstance(one, Path | str) else one.folder for one in (old, new) if one is not None)
        folder = next((one for one in named if isinstance(one, Path) or Path(one).is_dir()), resource_folder("seeds"))
    return diff_configured(old, new, Path(folder), None)


def diff_configured(
    old: "Dataset | Path | str", new: "Dataset | Path | str | None", folder: Path, loaded: Loaded | None
) -> DatasetChanges:
    """Compare as `diff` does; a revision with the folder that the configuration, if any, named at that revision."""
    after = side_of_folder(folder, "work tree") if new is None else _side(new, folder, None, loaded)
    before = _side(old, folder, new, loaded)
    if new is None and isinstance(old, str) and repository_top(folder):
        unseen = set(map(without_suffix, Repository.around(folder).left_out()))  # by a sparse checkout: not removed
        before = before._replace(contents={id_: names for id_, names in before.contents.items() if id_ not in unseen})
    if not before.contents and not after.contents:
        problem = f"neither {before.name} nor {after.name} contains a guide: guides are company/role.md"
        raise DatasetNotFoundError(problem)
    removed = {id_: before.read(id_) for id_ in before.contents if id_ not in after.contents}
    added = {id_: after.read(id_) for id_ in after.contents if id_ not in before.contents}
    changes = [compare_records(removed.pop(was), added.pop(now)) for was, now in find_renames(removed, added).items()]
    changes += [*map(removed_record, removed.values()), *map(added_record, added.values())]
    both = [id_ for id_, names in before.contents.items() if id_ in after.contents and not names & after.contents[id_]]
    compared = [compare_records(before.read(id_), after.read(id_)) for id_ in both]
    changes += [change for change in compared if not change.is_empty]
    records = len(before.contents), len(after.contents)
    return DatasetChanges(before.name, after.name, in_order(changes), *records, before.version, after.version)


def _side(one: "Dataset | Path | str", folder: Path, new: "Dataset | Path | str | None", loaded: Loaded | None) -> Side:
    """Read a version; a name is a revision, else a folder, which in a repository must be written like `./v1`."""
    if not isinstance(one, str):
        return side_of_folder(one, str(one)) if isinstance(one, Path) else side_of_dataset(one)
    name = one
    try:
        repository = Repository.around(folder)
        commit = _merge_base(repository, new) if name == AUTO else repository.commit(name)
    except GitError as error:
        if name == AUTO or not name.strip():
            raise
        if not Path(name).is_dir():
            raise GitError(f"{error}; nor is {name} a folder") from error
        if repository_top(Path(name)) and not (name.startswith(".") or Path(name).is_absolute()):
            raise GitError(f"{error}; for the folder, write ./{name}") from error  # a pull request may have added it
        return side_of_folder(Path(name), name)
    shown = f"{name} ({commit.sha[:12]})" if name == AUTO else name
    former = _former_dataset(repository, commit, shown, loaded) if loaded else None
    return side_of_revision(former or revision_at(repository, commit, shown, folder))


def _former_dataset(repository: Repository, commit: Commit, name: str, loaded: Loaded) -> Revision | None:
    """Return the configured dataset at a commit if it was in another folder, and had a guide there."""
    place = settings_at(loaded, repository, commit).dataset
    if place == resolved(loaded.dataset_folder) or not place.is_relative_to(repository.top):
        return None
    prefix = relative_path(place, repository.top)
    former = revision_at(repository._replace(prefix="" if prefix == "." else prefix), commit, f"{name}:{prefix}")
    return former if former.blobs else None


def _merge_base(repository: Repository, new: "Dataset | Path | str | None") -> Commit:
    head = new if isinstance(new, str) and not Path(new).is_dir() else "HEAD"
    if not isinstance(new, str | Path | None) and new.revision:
        head = new.revision.commit.sha
    return repository.merge_base(repository.commit(head), repository.default_branch())


def side_of_revision(revision: Revision) -> Side:
    """Read a dataset's folder at a git revision."""
    files = {without_suffix(name): name for name in revision.blobs}
    return Side(
        revision.name,
        {id_: frozenset((revision.blobs[name],)) for id_, name in files.items()},
        lambda id_: Reading.of(revision.document(files[id_]), id_),
        release_of(revision).version,
    )


def side_of_folder(folder: Path, name: str) -> Side:
    """Read a dataset's folder on disk; raises DatasetNotFoundError if it cannot be listed."""
    files = {without_suffix(file.relative_to(folder).as_posix()): file for file in find_guides(folder)}
    return Side(
        name,
        {id_: content_names(guide_content(file)) for id_, file in files.items()},
        lambda id_: Reading.of(read_document(files[id_]), id_),
        release_of(folder).version,
    )


def side_of_dataset(dataset: "Dataset") -> Side:
    """Use a loaded dataset as it is in memory; its folder is not read again."""
    within = {id_: file for id_, file in dataset.files.items() if file.is_relative_to(dataset.folder)}
    paths = {id_: without_suffix(file.relative_to(dataset.folder).as_posix()) for id_, file in within.items()}
    ids = {paths.get(id_, id_): id_ for id_ in dataset}

    def read(id_: str) -> Reading:
        guide = dataset[ids[id_]]
        return Reading(id_, guide.model_dump(mode="json"), guide.body.text)

    name = dataset.revision.name if dataset.revision else shown(dataset.folder)
    return Side(name, dict.fromkeys(ids, frozenset()), read, dataset.meta.data_version)
