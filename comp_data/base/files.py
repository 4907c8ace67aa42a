"""Files: paths as shown, bounded reads, atomic writes, and repositories around them, of which none is trusted yet."""

import contextlib
import os
import stat
from collections.abc import Iterator
from errno import EEXIST, EFBIG, EINVAL, EPERM
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Final, NamedTuple

from comp_data.base.errors import GitError, UsageError
from comp_data.base.wording import word_set

MAX_BYTES: Final = 1 << 20
"""The largest size of a guide: 1 MiB."""

_FIRST_READ = 1 << 16
_TEMPORARY: Final = ".comp-data.tmp"
_LARGEST_COMPARED: Final = 1 << 26
"""Larger files count as changed: a sparse file of any size costs nobody anything."""
_OF_GIT: Final = word_set("branches hooks info lfs logs modules objects refs rr-cache worktrees")
"""The folders of a repository without a work tree."""


class Unreadable(NamedTuple):
    """Why a file cannot be read, as a message says it."""

    reason: str


def resolved(file: Path) -> Path:
    """Return the path with all links resolved, as far as they can be: a cycle of links is kept."""
    return Path(os.path.realpath(file))


def relative_path(file: Path | str, start: Path | str) -> str:
    """Return a path relative to a folder, with `/`; the absolute path if it is on another drive."""
    try:
        return Path(os.path.relpath(file, start)).as_posix()
    except (ValueError, FileNotFoundError):  # between drives of Windows, or the working folder was deleted
        return Path(file).absolute().as_posix()


def shown(file: Path) -> str:
    """Return the path that diagnostics show: relative to the working folder if the file is in it."""
    relative = relative_path(file, os.curdir)
    return file.as_posix() if relative.startswith("..") else relative


def guide_content(file: Path | str) -> bytes | Unreadable:
    """Read a guide: at most one byte more than a guide may have."""
    try:
        content = read_content(file)
    except IsADirectoryError:
        return Unreadable("it is a folder: name its guides, or all of a dataset as FOLDER/*/*.md")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Unreadable(f"the file cannot be read: {reason}")
    return Unreadable("this is not a regular file") if content is None else content


def read_content(file: Path | str, most: int = MAX_BYTES) -> bytes | None:
    """Read at most `most` bytes and one more, never blocking; None for no regular file. Raises OSError, ValueError."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # reading a folder raises OSError
            return None
        at_once = max(status.st_size, _FIRST_READ) + 1  # 1 MiB takes longer than reading what most guides have
        pieces: list[bytes] = []
        left = most + 1
        while left and (piece := os.read(descriptor, min(at_once, left))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def read_whole(file: Path, most: int) -> bytes:
    """Read a whole file; raises OSError if it is not a regular file or larger than `most` bytes."""
    if (content := read_content(file, most)) is None:
        raise OSError(EINVAL, "this is not a regular file")
    if len(content) > most:
        raise OSError(EFBIG, f"it is larger than {most:,} bytes")
    return content


def repository_top(folder: Path) -> Path | None:
    """Return the nearest folder upwards that has a `.git`, without following links; None if there is none."""
    named = Path(os.path.abspath(folder))  # noqa: PTH100 - it must not follow links
    return next((one for one in (named, *named.parents) if os.path.lexists(one / ".git")), None)


class GitPlace(NamedTuple):
    """A likely repository: its top folder, resolved, and the folder asked about, within it (`""`: the top)."""

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


def way_out(path: Path, target: Path | None = None) -> str | None:
    """Say where a link in a path, resolved to `target`, leads out of a repository that the path is in, if it does.

    A pull request can add a link, and whoever names a file or folder of the repository means one in it.
    """
    target, stated = target or resolved(path), Path(os.path.abspath(path))  # noqa: PTH100 - it must not follow links
    if ".git" in target.parts and ".git" not in stated.parts:
        return f"a link in its path leads into a git directory, to {target.as_posix()}"
    for above in stated.parents:
        # A link may lead into another repository: all of them count, not only the nearest.
        if os.path.lexists(above / ".git") and not target.is_relative_to(resolved(above)):
            return f"a link in its path leads out of the repository, to {target.as_posix()}"
    return None


def check_source(path: Path) -> None:
    """Raise UsageError if a link leads out of the repository that a file or folder to be read is in."""
    if reason := way_out(path):
        raise UsageError(f"{shown(path)} cannot be read: {reason}")


def check_target(file: Path) -> Path:
    """Return where a file is written, all links resolved; raises OSError if one leads out, or into a git directory."""
    target = resolved(file)
    is_of_git = any(part.lower() == ".git" for part in target.parts)
    if reason := "it is in a git directory" if is_of_git else way_out(file, target):
        raise OSError(EPERM, reason)
    return target


def write_atomic(file: Path, text: str) -> None:
    """Write a text atomically (UTF-8, line ends as they are), as `open_atomic` does."""
    with open_atomic(file) as stream:
        stream.write(text.encode())


@contextlib.contextmanager
def open_atomic(file: Path) -> Iterator[IO[bytes]]:
    """Open a file to be written atomically: a temporary file replaces it at the end, unless there is an error.

    Keeps the permissions of an existing file, and writes through a link within the repository to the file that it
    names. Raises OSError, which names the file, and leaves no temporary file behind.
    """
    try:
        target = check_target(file)
        if os.path.lexists(target) and not target.is_file():
            raise OSError(EINVAL, "this is not a regular file")
        _remove_left_over(target.parent)
        descriptor, name, lock = _temporary_file(target)
        try:
            with lock:
                with os.fdopen(descriptor, "wb") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                name.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
                name.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                name.unlink()
            raise
    except OSError as error:  # which names the temporary file, or no file
        raise OSError(error.errno, error.strerror, shown(file)) from error


def _temporary_file(target: Path) -> tuple[int, Path, contextlib.ExitStack]:
    """Create a file beside a target, locked: one that no process has locked is left over from a run that was killed."""
    import tempfile  # noqa: PLC0415 - most runs write nothing

    while True:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=_TEMPORARY)
        lock = contextlib.ExitStack()
        lock.enter_context(locked(Path(name)))
        if os.path.lexists(name):
            return descriptor, Path(name), lock
        os.close(descriptor)  # another run removed it before it was locked
        lock.close()


@cache
def _remove_left_over(folder: Path) -> None:
    """Remove the temporary files of killed runs from a folder, once in this process. Without locks, all stay."""
    if find_spec("fcntl") is None:
        return
    for one in (file for file in folder.glob(f".*{_TEMPORARY}") if file.is_file() and not file.is_symlink()):
        with contextlib.suppress(OSError), locked(one, or_raise=True):
            one.unlink()


def write_new(file: Path, text: str) -> None:
    """Write a file that does not exist yet, or is empty, with its folders; raises FileExistsError for any other."""
    check_target(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_symlink() or file.is_dir() or not write_if_unchanged(file, "", text):
        raise FileExistsError(EEXIST, os.strerror(EEXIST), shown(file))


def write_if_unchanged(file: Path, before: str, text: str) -> bool:
    """Replace a text atomically if the file still has the text `before`; return whether it had. Raises OSError.

    A file that does not exist has an empty text.
    """
    content = before.encode("utf-8")
    with locked(resolved(file).parent):
        if (content or os.path.lexists(file)) and read_content(file, len(content)) != content:
            return False
        write_atomic(file, text)
    return True


@contextlib.contextmanager
def locked(folder: Path, *, or_raise: bool = False) -> Iterator[None]:
    """Lock a folder or file, if the system can; wait while another process has it, or raise OSError (`or_raise`)."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, *(() if or_raise else (OSError,))):
            import fcntl  # noqa: PLC0415 - Windows has no such locks

            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB if or_raise else fcntl.LOCK_EX)
        yield


def content_names(content: bytes | Unreadable) -> frozenset[str]:
    """Return the names that git may have for a content that was read: as it is, and with line ends as in commits."""
    import hashlib  # noqa: PLC0415 - most runs need none

    contents = (content, content.replace(b"\r\n", b"\n")) if isinstance(content, bytes) else ()
    forms = {b"blob %d\0" % len(one) + one for one in contents}
    makers = (hashlib.sha1, hashlib.sha256)  # newer repositories may use the second
    return frozenset(made(form, usedforsecurity=False).hexdigest() for form in forms for made in makers)


def has_name(file: Path, name: str, *, is_link: bool) -> bool:
    """Say whether a file has the content of a name, or a link the target."""
    try:
        if file.is_symlink():
            return is_link and name in content_names(os.fsencode(file.readlink()))
        # A link that a system without links keeps as a file has its target.
        return name in content_names(read_whole(file, _LARGEST_COMPARED))
    except (OSError, ValueError):
        return False
