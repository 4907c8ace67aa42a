"""Which files are guides: `company/role.md` in a dataset's folder, but for what git ignores."""

import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from comp_data.base.errors import ConfigError
from comp_data.base.files import resolved

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_NOT_GUIDES = frozenset(
    {"readme", "changelog", "contributing", "license", "index", "code-of-conduct", "security-policy"}
)
_SNIFFED = 4096


class Matcher(Protocol):
    """Says of a path, relative to some folder and with `/`, whether patterns match it."""

    def match_file(self, file: str) -> bool: ...  # noqa: D102


def compile_patterns(patterns: tuple[str, ...]) -> Matcher:
    """A matcher of patterns as in .gitignore; raises ConfigError for a text that is no pattern."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only who has patterns pays for it

    try:
        with warnings.catch_warnings(action="ignore"):
            return GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error) as error:
        raise ConfigError(f"{', '.join(patterns)}: no pattern as in .gitignore ({error})") from error


def find_guides(folder: Path) -> list[Path]:
    """The guides of a dataset's folder, sorted; of a company's folder where the folder has no dataset in it.

    README files, other Markdown beside guides, hidden files, what git ignores, and links that lead out of the
    folder are left out. Raises OSError for a folder that cannot be listed.
    """
    return [Path(within, name) for within, names in guides_by_folder(folder) for name in names]


def guides_by_folder(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The same guides as names, with the folder that they lie in."""
    ignored = _GitIgnore(folder)
    inside = resolved(folder)
    companies = [entry.name for entry in _entries(folder) if _is_folder(entry) and _stays_inside(entry, inside)]
    found = False
    for company in companies:
        try:
            within, names = folder / company, _guides_in(folder / company, inside, ignored)
        except OSError:  # the company's folder itself, so that reading it tells why
            within, names = folder, [company]
        if names:
            found = True
            yield str(within), names
    if not found:
        yield str(folder), _guides_in(folder, inside, ignored)


def guides_among(names: Iterable[str], start_of: Callable[[str], bytes]) -> list[str]:
    """Which files of a folder that is not on disk are guides, sorted: the same as `find_guides` finds.

    `names` are the files' paths within the folder; `start_of` gives a file's first bytes. What git ignores is no
    matter: what git keeps, it does not ignore.
    """
    paths = [path for path in map(PurePosixPath, sorted(names)) if path.suffix == ".md"]
    shown = [path for path in paths if not any(part.startswith(".") for part in path.parts)]
    for depth in (2, 1):
        own = [path for path in shown if len(path.parts) == depth]
        found = [path.as_posix() for path in own if _has_guides_name(path.name, lambda: start_of(path.as_posix()))]  # noqa: B023
        if found:
            return found
    return []


def is_guide_of(file: Path, dataset: Path) -> bool:
    """Whether a file is a guide by its place in a dataset's folder (given resolved) and its name."""
    path = resolved(file.parent) / file.name
    is_inside = resolved(file).is_relative_to(dataset)
    return is_inside and path.parent.parent == dataset and file.suffix == ".md" and _is_guide(path.name, str(path))


def is_ignored(file: Path, dataset: Path) -> bool:
    """Whether git ignores a file of a dataset's folder, so that it is no guide."""
    return _GitIgnore(dataset).matches(file.parent, file.name)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _guides_in(folder: Path, inside: Path, ignored: "_GitIgnore") -> list[str]:
    entries = [one for one in _entries(folder) if one.name.endswith(".md") and _stays_inside(one, inside)]
    return [one.name for one in entries if _is_guide(one.name, one.path) and not ignored.matches(folder, one.name)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links that lead in a circle
        return False


def _stays_inside(entry: os.DirEntry[str], folder: Path) -> bool:
    return not entry.is_symlink() or resolved(Path(entry.path)).is_relative_to(folder)


def _is_guide(name: str, path: str) -> bool:
    return _has_guides_name(name, lambda: _start(path))


def _has_guides_name(name: str, start: Callable[[], bytes]) -> bool:
    """Whether a file is a guide by its name; with another name it counts where it has the front matter of one."""
    stem = name.removesuffix(".md")
    if stem.lower() in _NOT_GUIDES:
        return False
    if _SLUG.match(stem):
        return True
    sniffed = start()[:_SNIFFED]
    return sniffed.startswith(b"---") and b"\ncompensation:" in sniffed


def _start(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - a path would be made for it alone
            return stream.read(_SNIFFED)
    except OSError:
        return b""


class _GitIgnore:
    """The .gitignore files from the repository's top down to a folder, and those of folders in it."""

    def __init__(self, folder: Path) -> None:
        inside = resolved(folder)
        self.matchers: dict[Path, Any] = {}
        self.deciding: dict[Path, list[tuple[Any, str]]] = {}
        self.top = next((one for one in (inside, *inside.parents) if (one / ".git").exists()), None)
        if self.top not in (None, inside) and self._ignores(inside.parent, f"{inside.name}/"):
            self.top = None  # who names a folder that git ignores, such as an installed package, means it

    def matches(self, folder: Path, name: str) -> bool:
        return self.top is not None and self._ignores(folder, name)

    def _ignores(self, folder: Path, name: str) -> bool:
        if folder not in self.deciding:
            self.deciding[folder] = list(self._decide_in(resolved(folder)))
        for matcher, before in self.deciding[folder]:
            verdict: bool | None = matcher.check_file(before + name).include
            if verdict is not None:
                return verdict
        return False

    def _decide_in(self, folder: Path) -> Iterator[tuple[Any, str]]:
        """What decides on the files of a folder, the nearest first, and what goes before their names for it."""
        before = ""
        for above in (folder, *folder.parents):
            matcher = self._matcher(above)
            if matcher is not None:
                yield matcher, before
            if above == self.top:
                break
            before = f"{above.name}/{before}"

    def _matcher(self, folder: Path) -> Any:
        if folder not in self.matchers:
            lines = _lines(folder / ".gitignore")
            if folder == self.top:
                lines = _lines(folder / ".git" / "info" / "exclude") + lines
            patterns = tuple(line for line in lines if _is_pattern(line))
            self.matchers[folder] = compile_patterns(patterns) if patterns else None
        return self.matchers[folder]


def _is_pattern(line: str) -> bool:
    """Whether a line of a .gitignore means anything; git passes over what it cannot read."""
    if line.startswith("#") or not line.strip("!\\/ \t"):
        return False
    try:
        compile_patterns((line,))
    except ConfigError:
        return False
    return True


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig", "replace").splitlines() if file.is_file() else []
    except OSError:
        return []
