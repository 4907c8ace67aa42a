"""Which git repositories a folder may be in, by what is on disk: git is not run, and no repository is trusted yet."""

import os
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.errors import GitError
from comp_data.base.files import resolved
from comp_data.base.wording import word_set

_OF_GIT: Final = word_set("branches hooks info lfs logs modules objects refs rr-cache worktrees")
"""The folders of a repository without a work tree."""


class GitPlace(NamedTuple):
    """What looks like a repository: its top folder, resolved, and the folder asked about, within it (`""`: the top)."""

    top: Path
    prefix: str
    is_bare: bool = False


def places_around(folder: Path) -> list[GitPlace]:
    """Return the repositories that a folder may belong to, the outermost first.

    The folder as it is named counts before what a link in its path leads to: a link may replace a tracked folder.
    Raises GitError for a folder in a git directory.
    """
    named = Path(os.path.abspath(folder))  # noqa: PTH100 - it must not follow links
    real = resolved(folder)
    if any(part.lower() == ".git" for part in (*named.parts, *real.parts)):
        raise GitError(f"{folder} is inside a git directory, which has no files to compare")
    starts = [real] if named == real or ".." in folder.parts else [named, real]
    tops = [(start, above) for start in starts for above in reversed((start, *start.parents))]
    found = [GitPlace(resolved(top), _within(start, top)) for start, top in tops if os.path.lexists(top / ".git")]
    bare = [one for one in (real, *real.parents) if _is_bare(one)]
    if bare and (real == bare[-1] or not real.exists()):  # what exists in it is not a file of a commit
        found.append(GitPlace(bare[-1], _within(real, bare[-1]), is_bare=True))
    return list(dict.fromkeys(found))


def _within(folder: Path, top: Path) -> str:
    return "/".join(folder.relative_to(top).parts)


def _is_bare(folder: Path) -> bool:
    """Say whether a folder looks like a repository without a work tree: a folder with guides does not."""
    is_like = (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    return is_like and all(one.name in _OF_GIT for one in folder.iterdir() if one.is_dir())
