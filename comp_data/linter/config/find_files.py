"""Find the files of a run, without those that the configuration excludes, and say what is odd about it at the end."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from comp_data.base.discovery import SNIFFED, guides_anywhere, guides_by_folder, has_front_matter, is_guide_of
from comp_data.base.errors import DatasetNotFoundError, UsageError, os_errors_as
from comp_data.base.files import check_source, relative_path, resolved, shown
from comp_data.base.gitignore import compile_patterns
from comp_data.linter.config.config import Configuration, Loaded
from comp_data.linter.config.request import STDIN, Request
from comp_data.linter.config.search import FILE_NAMES, files_in

_MOST_NAMED = 3
_MOST_CHECKS = 1_000_000


class Found(NamedTuple):
    """The files of a run, and the folders that were named."""

    files: dict[str, str]  # by the paths that diagnostics show, sorted
    folders: list[Path]
    companies: frozenset[str]  # of these folders, none if one is a dataset's
    excluded: tuple[str, ...] = ()  # the files left out


def find_files(request: Request, loaded: Loaded) -> Found:
    """Find the files that were named, by default those of the configured dataset; raises what `prepare` raises."""
    # With a base, a dataset whose last guide was deleted is compared with it.
    may_be_gone = request.has_base
    paths = request.paths or (str(loaded.dataset_folder if may_be_gone else existing_dataset(loaded)),)
    files: dict[str, str] = {}
    folders: list[Path] = []
    dataset = resolved(existing_dataset(loaded)) if request.within_dataset else None
    for path, file in ((path, Path(path)) for path in paths if path != STDIN):
        if file.is_dir():
            folders.append(_folder_of_guides(file, loaded))
            files.update(_guides(folders[-1]))
        elif file.exists() or file.is_symlink():
            if dataset is None or is_guide_of(file, dataset):
                check_source(file)
                files[shown(file)] = str(file)
        elif may_be_gone and not request.within_dataset and file.suffix == "":
            folders.append(file)
        else:
            raise UsageError(f"{path} does not exist")
    excluded = Excluded(loaded)
    kept = {path: files[path] for path in sorted(files) if not excluded.matches(files[path])}
    if folders and not kept and not may_be_gone:
        raise no_guide_error(paths, len(files))
    left_out = tuple(file for path, file in files.items() if path not in kept)
    datasets = {Path(one).parent for one in {os.path.dirname(file) for file in kept.values()} - {"", "."}}  # noqa: PTH120
    is_dataset = any(one in datasets or resolved(one) == resolved(loaded.dataset_folder) for one in folders)
    companies = frozenset(() if is_dataset else (resolved(folder).name for folder in folders))
    return Found(kept, folders, companies, left_out)


def no_guide_error(paths: Iterable[str], excluded: int = 0) -> DatasetNotFoundError:
    """The error of a run that has no guide to check."""
    why = f"exclude leaves out all {excluded:,}" if excluded else "guides are company/role.md in a dataset's folder"
    return DatasetNotFoundError(f"no guide in {', '.join(paths)}: {why}")


def existing_dataset(loaded: Loaded) -> Path:
    """Return the folder of the configured dataset; raises DatasetNotFoundError if it does not exist."""
    folder, name = loaded.dataset_folder, loaded.configuration.dataset
    if not folder.is_dir():
        help_ = 'create it, set `dataset = "FOLDER"` in comp-data.toml, or name a folder'
        if loaded.file and name != Configuration().dataset:
            help_ = f"create it, or correct `dataset` in {loaded.file.name}"
        raise DatasetNotFoundError(f"the dataset folder {name} does not exist; {help_}")
    return folder


def _folder_of_guides(folder: Path, loaded: Loaded) -> Path:
    """Return the folder to look for guides in: the configured dataset if it is inside the folder."""
    dataset = loaded.dataset_folder
    is_within = loaded.file is not None and resolved(folder) in resolved(dataset).parents and dataset.is_dir()
    return dataset if is_within else folder


def _guides(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the guides of a folder by the paths that diagnostics show; both are one text if they are equal."""
    with os_errors_as(f"{folder} cannot be read"):
        for within, names in guides_by_folder(folder):
            inside = os.path.join(within, "")  # noqa: PTH118 - paths of 100,000 files take 40 MB
            before = shown(Path(within, "_"))[:-1]
            for name in names:
                path = before + name
                yield path, path if before == inside else inside + name


class Excluded:
    """The files that the configuration excludes, and the texts that are guides by the others."""

    def __init__(self, loaded: Loaded) -> None:
        patterns = loaded.configuration.exclude
        self.root: Path = loaded.root
        self._matcher = compile_patterns(patterns) if patterns else None
        self._dataset: Path = resolved(loaded.root / loaded.configuration.dataset)

    def matches(self, file: Path | str) -> bool:
        """Say whether a file is excluded."""
        return self._matcher is not None and self._matcher.match_file(relative_path(Path(file).absolute(), self.root))

    def is_guide(self, file: Path | None, text: str) -> bool:
        """Say whether a text is a guide: by the place of its file in the dataset, or by its front matter anywhere."""
        if file is not None and (self.matches(file) or is_guide_of(file.absolute(), self._dataset)):
            return not self.matches(file)
        return has_front_matter(text[:SNIFFED].encode("utf-8", "replace"))


def notes_of(request: Request, loaded: Loaded, found: Found) -> tuple[str, ...]:
    """Return the lines: the file in force, files that do not apply, useless patterns, guides outside the dataset."""
    lines = [f"configuration: {shown(loaded.file)}"] if loaded.file else []
    if loaded.configuration.fail_on == "never" and request.fail_on is None:
        lines.append("fail-on is never: no finding fails the run")
    unused = dict.fromkeys((*loaded.unused, *_below(found, loaded)))
    names = _named([shown(file) for file in unused if file != loaded.file])
    lines += [f"not used, as it is in a dataset or another file applies: {names}"] if names else []
    if found.folders and not found.companies:
        lines += [f"{key} `{pattern}` matches no guide" for key, pattern in _useless(loaded, found)]
    # Folders that were named while the configured dataset below them was linted.
    passed_over = [one for one in map(Path, request.paths) if one.is_dir() and one not in found.folders]
    outside = [file for folder in passed_over for file in guides_anywhere(folder, found.folders)]
    if outside:
        lines.append(f"outside the dataset and not linted: {_named([shown(file) for file in outside])}")
    return tuple(lines)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _below(found: Found, loaded: Loaded) -> Iterator[Path]:
    """Yield the configuration files in the folders that guides were found in; only their names are looked at first."""
    folders = {os.path.dirname(file) for file in found.files.values()}  # noqa: PTH120 - there may be 100,000
    beside = [one.parent for one in found.folders] if loaded.file and not loaded.is_named else []  # of a second dataset
    folders |= {str(folder) for folder in (*found.folders, *beside)}
    for folder in sorted(folders):
        if any(os.path.lexists(os.path.join(folder, name)) for name in FILE_NAMES):  # noqa: PTH118 - the same
            place = Path(os.path.abspath(folder))  # noqa: PTH100 - it must not follow links
            if loaded.file is None or loaded.file.parent != place:
                yield from (one.file for one in files_in(place))


def _useless(loaded: Loaded, found: Found) -> Iterator[tuple[str, str]]:
    """Yield the patterns that match none of the guides, if there are not too many to check."""
    patterns = [("exclude", one) for one in loaded.configuration.exclude]
    patterns += [("per-file-ignores", one) for one in loaded.configuration.per_file_ignores]
    if not patterns or len(patterns) * len(found.files) > _MOST_CHECKS:
        return
    paths = [relative_path(file, loaded.root) for file in (*found.files.values(), *found.excluded)]
    for key, pattern in patterns:
        if not any(map(compile_patterns((pattern.lstrip("!"),)).match_file, paths)):
            yield key, pattern
