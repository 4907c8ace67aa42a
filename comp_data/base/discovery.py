"""Find guides: `company/role.md` in the folder of a dataset, except for untracked files that git ignores."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from comp_data.base.errors import DatasetNotFoundError, GitError, os_errors_as
from comp_data.base.files import check_source, places_around, read_content, resolved
from comp_data.base.patterns import regex
from comp_data.base.wording import word_set

_SLUG = regex(r"[a-z0-9][a-z0-9-]*\Z")
_NOT_GUIDES = word_set("readme changelog contributing license index code-of-conduct security-policy")
SNIFFED = 4096
"""How many bytes of a file are read to see whether it is a guide."""
_MOST_LOOKED_AT = 20_000
_DEEPEST = 8
"""How many files and folders, and how many levels of folders, are searched for guides that may be anywhere."""
_OF_PACKAGES = word_set("node_modules venv site-packages __pycache__")


def is_markdown(name: str) -> bool:
    """Say whether a file is Markdown by its name: `.md` or `.markdown`, in any case."""
    return name.lower().endswith((".md", ".markdown"))


def without_suffix(path: str) -> str:
    """Return a guide's path without the suffix of Markdown: `company/role`."""
    return path[: path.rindex(".")] if is_markdown(path) else path


def record_name(path: str) -> str:
    """Return the last two parts of a guide's path without the suffix: `company/role`."""
    return "/".join(without_suffix(path).split("/")[-2:])


def find_guides(folder: Path) -> list[Path]:
    """Find the guides of a dataset's folder, sorted; of a company's folder if there is no dataset in it.

    README files, other Markdown beside guides, hidden files, untracked files that git ignores, and links that lead
    out of the folder are left out. Raises DatasetNotFoundError for a folder that cannot be listed.
    """
    with os_errors_as(f"{folder} cannot be read as a dataset", DatasetNotFoundError):
        return [Path(within, name) for within, names in guides_by_folder(folder) for name in names]


def guides_by_folder(folder: Path) -> list[tuple[str, list[str]]]:
    """Find the same guides as file names, with the folder that they are in."""
    check_source(folder)
    inside = resolved(folder)
    folders = [one for one in _entries(folder) if os.path.isdir(one)]  # noqa: PTH112 - false for a cycle of links
    companies = [one.name for one in folders if _stays_inside(one, inside)]
    found: list[tuple[str, list[str]]] = []
    for company in companies:
        try:
            found.append((str(folder / company), _guides_in(folder / company, inside)))
        except OSError:  # the company's folder itself: reading it reports the reason
            found.append((str(folder), [company]))
    return _without_ignored(folder, found) or _without_ignored(folder, [(str(folder), _guides_in(folder, inside))])


def _without_ignored(folder: Path, found: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    ignored = _ignored(folder, found)
    kept = [(within, [name for name in names if (within, name) not in ignored]) for within, names in found]
    return [(within, names) for within, names in kept if names]


def guides_among(names: Iterable[str], start_of: Callable[[str], bytes]) -> list[str]:
    """Select the guides, sorted, among paths within a folder that is not on disk; `start_of` gives first bytes."""
    shown = [path for path in sorted(names) if is_markdown(path) and not f"/{path}".count("/.")]
    for slashes in (1, 0):
        own = [path for path in shown if path.count("/") == slashes]
        if found := [path for path in own if _has_guides_name(path.rpartition("/")[2], lambda: start_of(path))]:  # noqa: B023
            return found
    return []


def guides_anywhere(folder: Path, apart_from: Iterable[Path] = ()) -> list[Path]:
    """Find files with the front matter of a guide anywhere in a folder, apart from some folders in it; not all of many.

    Hidden folders, those of packages and files that git ignores are left out.
    """
    outside = {resolved(one) for one in apart_from}
    found: list[tuple[str, list[str]]] = []
    looked_at = 0
    for within, folders, names in os.walk(folder):
        place = Path(within)
        if len(place.relative_to(folder).parts) >= _DEEPEST:
            folders.clear()
        folders[:] = sorted(
            one for one in folders
            if not one.startswith(".") and one not in _OF_PACKAGES and resolved(place / one) not in outside
        )  # fmt: skip
        looked_at += len(names) + len(folders)
        if looked_at > _MOST_LOOKED_AT:
            break
        if own := [one for one in names if is_markdown(one) and has_front_matter(_start(str(place / one)))]:
            found.append((within, sorted(own)))
    return [Path(within, name) for within, names in _without_ignored(folder, found) for name in names]


def is_guide_of(file: Path, dataset: Path) -> bool:
    """Say whether a file is a guide by its place in a dataset's folder (given resolved) and its name."""
    path = resolved(file.parent) / file.name
    is_in_place = path.parent.parent == dataset and resolved(file).is_relative_to(dataset)
    return is_in_place and is_markdown(path.name) and _has_guides_name(path.name, lambda: _start(str(path)))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _guides_in(folder: Path, inside: Path) -> list[str]:
    entries = [one for one in _entries(folder) if is_markdown(one.name) and _stays_inside(one, inside)]
    return [one.name for one in entries if _has_guides_name(one.name, lambda: _start(one.path))]  # noqa: B023


def _stays_inside(entry: os.DirEntry[str], folder: Path) -> bool:
    return not entry.is_symlink() or resolved(Path(entry.path)).is_relative_to(folder)


def _has_guides_name(name: str, start: Callable[[], bytes]) -> bool:
    """Say whether a file is a guide by its name; with any other name it is one if it has a guide's front matter."""
    stem = without_suffix(name)
    return stem.lower() not in _NOT_GUIDES and (bool(_SLUG.match(stem)) or has_front_matter(start()[:SNIFFED]))


def reads_like_guide(file: Path) -> bool:
    """Say whether a file is Markdown with a guide's front matter."""
    return is_markdown(file.name) and has_front_matter(_start(str(file)))


def has_front_matter(sniffed: bytes) -> bool:
    """Say whether the first bytes of a file are those of a guide's front matter."""
    return sniffed.removeprefix(b"\xef\xbb\xbf").startswith(b"---") and b"\ncompensation:" in sniffed


def _start(path: str) -> bytes:
    try:
        return read_content(path, SNIFFED) or b""
    except (OSError, ValueError):
        return b""


def _ignored(folder: Path, found: Iterable[tuple[str, list[str]]]) -> set[tuple[str, str]]:
    """Return the files that git ignores and does not track, of files in folders within a folder."""
    try:
        if not places_around(folder):
            return set()
        files: dict[tuple[str, str], str] = {}
        for within, names in found:  # as text: paths of 100,000 files take seconds
            place = Path(os.path.relpath(resolved(Path(within)), resolved(folder))).as_posix()
            files |= {(within, name): name if place == "." else f"{place}/{name}" for name in names}
        if not files:
            return set()
        from comp_data.base.git import Repository  # noqa: PLC0415 - some datasets are in no repository

        ignored = Repository.around(folder).ignored(files.values())
    except GitError:  # none is ignored: a gate must not miss a guide
        return set()
    return {file for file, name in files.items() if name in ignored}
