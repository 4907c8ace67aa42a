"""Reading revisions of a git repository without touching its work tree: the one place that runs git.

Git is run for what it prints only: no hook, filter, pager, prompt or download has a part in it.
"""

import hashlib
import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.errors import GitError
from comp_data.base.files import resolved

_SAFE: Final = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false")
_OWN: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# A hook leaves these to what it runs; the folder that is asked about decides instead.
_LEFT_BEHIND: Final = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)  # fmt: skip
_DEFAULT_BRANCHES: Final = ("origin/HEAD", "origin/main", "origin/master", "main", "master")


def content_names(content: bytes) -> frozenset[str]:
    """The names that git may know a content by: as it is, and with the line ends that it may have in commits.

    Older repositories name by SHA-1, newer ones may by SHA-256.
    """
    forms = {b"blob %d\0" % len(one) + one for one in (content, content.replace(b"\r\n", b"\n"))}
    makers = (hashlib.sha1, hashlib.sha256)
    return frozenset(made(form, usedforsecurity=False).hexdigest() for form in forms for made in makers)


class Commit(NamedTuple):
    """A commit: its whole name in hexadecimal digits, and when it was made."""

    sha: str
    date: datetime


class Entry(NamedTuple):
    """A file of a commit: the name of its content, and whether it is a link, whose content is its target."""

    blob: str
    is_link: bool


class Repository(NamedTuple):
    """A git repository by its top folder, resolved; `prefix` is the folder asked about, within it (`""`: the top).

    The top of a repository without a work tree is the repository itself.
    """

    top: Path
    prefix: str

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """The repository that a folder lies in, which need not exist now; raises GitError where there is none."""
        wanted = resolved(folder)
        there = next(one for one in (wanted, *wanted.parents) if one.is_dir())
        out = _top(there, f"{folder} lies in no git repository")
        top = Path(os.fsdecode(out.removesuffix(b"\n"))).resolve()
        prefix = wanted.relative_to(top).as_posix()
        return cls(top, "" if prefix == "." else prefix)

    def commit(self, revision: str) -> Commit:
        """The commit that a revision (a branch, a tag, `HEAD~2`, a commit's name) stands for; raises GitError."""
        if not revision.strip() or revision.startswith(("-", "^")) or "\0" in revision:
            raise GitError(f"`{revision}` is no revision: name a branch, a tag or a commit")
        out = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", problem="")
        if not out and ".." in revision.replace("../", ""):
            raise GitError(f"`{revision}` is a range: name one revision, or two as arguments of their own")
        if not out:
            raise GitError(f"the repository {self.top} has no revision {revision}{self._hint_of_depth()}")
        sha = out.decode().strip()
        date = self._git("log", "-1", "--no-show-signature", "--format=%cI", sha, "--").decode().strip()
        return Commit(sha, datetime.fromisoformat(date))

    def merge_base(self, one: Commit, other: Commit) -> Commit:
        """The newest commit that both come from; raises GitError where this clone has none."""
        out = self._git("merge-base", one.sha, other.sha, problem="").decode().strip()
        if not out:
            raise GitError(f"{one.sha[:12]} and {other.sha[:12]} have no commit in common{self._hint_of_depth()}")
        return self.commit(out)

    def default_branch(self) -> Commit:
        """The last commit of the branch that changes go into: the remote's default, else `main` or `master`.

        Raises GitError where there is none of them.
        """
        for name in _DEFAULT_BRANCHES:
            try:
                return self.commit(name)
            except GitError:
                continue
        hint = self._hint_of_depth()
        raise GitError(f"the repository {self.top} has no {', '.join(_DEFAULT_BRANCHES)}: name the base{hint}")

    def has_commit(self) -> bool:
        """Whether what is checked out has a commit: a repository that was just made has none."""
        return bool(self._git("rev-parse", "--verify", "--quiet", "HEAD^{commit}", problem=""))

    def has_changes(self) -> bool:
        """Whether files in the folder differ from the last commit, or are new."""
        return bool(self._git("status", "--porcelain", "--untracked-files=normal", "--", self.prefix or "."))

    def files(self, commit: Commit) -> dict[str, Entry]:
        """The files in the folder as a commit has them, by their paths within the folder."""
        within = [f"{self.prefix}/"] if self.prefix else []
        listed = self._git("ls-tree", "-r", "-z", "--full-tree", commit.sha, "--", *within)
        skipped = len(self.prefix) + 1 if self.prefix else 0
        found: dict[str, Entry] = {}
        for line in listed.split(b"\0")[:-1]:
            about, path = line.split(b"\t", 1)
            mode, kind, blob = about.decode().split()
            if kind == "blob":
                found[os.fsdecode(path)[skipped:]] = Entry(blob, mode == "120000")
        return found

    def contents(self, most: int) -> Callable[[str], bytes]:
        """A reader of contents by their names, at most so many bytes of each; it holds a process of git's."""
        return _Contents(self.top, most)

    def _hint_of_depth(self) -> str:
        shallow = self._git("rev-parse", "--is-shallow-repository", problem="").strip() == b"true"
        return "; the clone is shallow: fetch its history (git fetch --unshallow, or fetch-depth: 0)" if shallow else ""

    def _git(self, *arguments: str, problem: str | None = None) -> bytes:
        return _run(self.top, *arguments, problem=problem)


class _Contents:
    """Reads contents one by one from `git cat-file`; a forked process gets one of its own."""

    def __init__(self, top: Path, most: int) -> None:
        self.top = top
        self.most = most
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def __call__(self, blob: str) -> bytes:
        if self.process is None or self.owner != os.getpid():
            self.process, self.owner = _start(self.top, "cat-file", "--batch", errors=subprocess.DEVNULL), os.getpid()
        source, wanted = self.process.stdout, self.process.stdin
        if source is None or wanted is None:
            raise GitError("git cat-file has no pipe")
        try:
            wanted.write(f"{blob}\n".encode())
            wanted.flush()
        except BrokenPipeError as error:
            raise GitError("git cat-file ended early") from error
        head = source.readline().split()
        if len(head) != 3:
            problem = "it is a partial clone, or damaged: clone without --filter"
            raise GitError(f"the repository {self.top} lacks the content {blob}: {problem}")
        size = int(head[2])
        content = source.read(min(size, self.most))
        rest = size - len(content) + 1
        while rest > 0:
            rest -= len(source.read(min(rest, 1 << 20))) or rest
        return content

    def __del__(self) -> None:
        if self.process is not None and self.owner == os.getpid():
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
            self.process.wait()


def _top(there: Path, problem: str) -> bytes:
    """The top of the work tree that a folder lies in, else the repository without one; raises GitError if in none."""
    try:
        return _run(there, "rev-parse", "--show-toplevel", problem=problem)
    except GitError:
        asked = _run(there, "rev-parse", "--is-bare-repository", "--absolute-git-dir", problem="")
        is_bare, _, repository = asked.partition(b"\n")
        if is_bare != b"true":
            raise
        return repository


def _run(folder: Path, *arguments: str, problem: str | None = None) -> bytes:
    """What git prints. Where it fails: nothing if `problem` is empty, else GitError with git's own words.

    `problem` is what is said in place of these where there is no repository.
    """
    process = _start(folder, *arguments)
    out, err = process.communicate()
    if process.returncode == 0:
        return out
    if problem == "":
        return b""
    first, *more = err.decode("utf-8", "replace").removeprefix("fatal: ").strip().split("\n")
    if problem and first.startswith("not a git repository"):
        raise GitError(problem)
    remedy = f": {more[-1].strip()}" if more and more[-1].strip().startswith("git ") else ""
    raise GitError(f"git {arguments[0]} failed ({first}{remedy})")


def _start(folder: Path, *arguments: str, errors: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _LEFT_BEHIND} | _OWN
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 - no shell, and revisions stand behind --end-of-options
            ["git", *_SAFE, *arguments],  # noqa: S607 - git is where the PATH says
            cwd=folder,
            env=environment,
            stdin=pipe,
            stdout=pipe,
            stderr=errors,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not on the PATH") from error
