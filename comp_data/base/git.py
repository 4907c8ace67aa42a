"""Read revisions of a git repository without touching its work tree: the one module that runs git.

What is checked out may come from a stranger. So may the configuration of a repository that was unpacked from an
archive. Git is therefore only asked for names and contents, by commands that run no other program (no hook, filter,
pager, prompt, signature check or download), and `Repository.around` decides which repository a folder belongs to.
"""

import os
import select
import subprocess
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.errors import GitError
from comp_data.base.files import GitPlace, has_name, places_around

_SAFE: Final = (
    "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never",
    "-c", "advice.graftFileDeprecated=false", "-c", "core.warnAmbiguousRefs=true",
    "-c", "i18n.logOutputEncoding=UTF-8",
)  # fmt: skip
_OWN: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# All other variables of git are dropped: a hook passes some on, and the folder that is asked about decides instead.
_KEPT: Final = ("GIT_CONFIG_", "GIT_EXEC_PATH", "GIT_TEST_ASSUME_DIFFERENT_OWNER")
_OF_REMOTE: Final = tuple(f"refs/remotes/origin/{name}" for name in ("HEAD", "main", "master"))
_DEFAULT_BRANCHES: Final = (*_OF_REMOTE, "refs/heads/main", "refs/heads/master")
_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_MOST_SECONDS: Final = 60
"""How long git may take for one answer: it would wait forever for a pipe in the place of a ref or an object."""
_MOST_PRINTED: Final = 1 << 27
"""The most that git may print in some seconds: nine trees that contain each other list a billion files."""
_TO_FIND_IGNORED: Final = 5
"""Seconds to find what git ignores, and one more for 20,000 files: a stranger's patterns can take git hours."""


class Commit(NamedTuple):
    """A commit: its full name in hexadecimal digits, and its date."""

    sha: str
    date: datetime


class Entry(NamedTuple):
    """A file of a commit: the name of its content, and whether it is a link, whose content is its target."""

    blob: str
    is_link: bool


class Repository(GitPlace):
    """A git repository that git itself has found; the top of one without a work tree is the repository itself."""

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """Find the repository of a folder, which need not exist; raises GitError if it is in none.

        A work tree inside another one is a candidate too: the outermost that tracks files of the folder is meant, so
        that neither a submodule nor a repository in an unpacked archive can supply the history of tracked files. A
        folder that looks like a bare repository is treated alike.
        """
        candidates = [cls(*place) for place in places_around(folder)]
        if len(candidates) > 1 and (found := next(filter(cls._has_files, candidates), None)):
            return found
        problem = GitError(f"{folder} is in no git repository")
        for one in reversed(candidates):
            try:
                one._git("rev-parse", "--git-dir")
                return one
            except GitError as error:
                problem = problem if "not a git repository" in str(error) else error
        raise problem

    def commit(self, revision: str) -> Commit:
        """Look up the commit of a revision: a branch, a tag, `HEAD~2` or a commit's name. Raises GitError."""
        if not revision.strip() or revision.startswith(("-", "^")) or "\0" in revision:
            raise GitError(f"`{revision}` is not a revision: name a branch, a tag or a commit")
        if found := self._commit(revision):
            return found
        if ".." in revision.replace("../", ""):
            raise GitError(f"`{revision}` is a range: name one revision, or two as separate arguments")
        raise GitError(f"the repository {self.top} has no revision {revision}{self._hint_of_depth()}")

    def _commit(self, revision: str) -> Commit | None:
        out = self._git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}", may_fail=True)
        if not (sha := out.decode().strip()):
            return None
        *_, date = self._git("rev-list", "--no-walk", "--format=%cI", sha).decode().split()
        try:
            return Commit(sha, datetime.fromisoformat(date))
        except ValueError as error:
            raise GitError("the commit has no date that can be read") from error

    def merge_base(self, one: Commit, other: Commit) -> Commit:
        """Find the newest common ancestor of two commits; raises GitError if this clone has none."""
        if not (out := self._git("merge-base", one.sha, other.sha, may_fail=True).decode().strip()):
            raise GitError(f"{one.sha[:12]} and {other.sha[:12]} have no commit in common{self._hint_of_depth()}")
        return self.commit(out)

    def default_branch(self) -> Commit:
        """Find the last commit of the remote's default branch, `main` or `master`; raises GitError if none exists."""
        if found := next(filter(None, map(self._commit, _DEFAULT_BRANCHES)), None):
            return found
        hint = f"name the base{self._hint_of_depth()}"
        raise GitError(f"the repository {self.top} has no origin/HEAD, main or master: {hint}")

    def last_change(self, name: str) -> Commit | None:
        """Find the last commit that changed a file of the folder; None if there is none."""
        path = f"{self.prefix}/{name}" if self.prefix else name
        # `git log` would have a program of the configuration check signatures.
        out = self._git("rev-list", "-1", "HEAD", "--", path, may_fail=True).decode().strip()
        return self.commit(out) if out else None

    def has_commit(self) -> bool:
        """Say whether the current branch has a commit: a new repository has none."""
        return bool(self._git("rev-parse", "--verify", "HEAD", may_fail=True))  # a damaged commit has a name too

    def has_changes(self) -> bool:
        """Say whether files differ from the last commit, or are new; `git status` would run configured filters."""
        folder = self.top / self.prefix
        committed = self.files(self.commit("HEAD"))
        if not all(has_name(folder / name, entry.blob, is_link=entry.is_link) for name, entry in committed.items()):
            return True
        listed = ("ls-files", "--others", "--exclude-standard", "--directory", "--no-empty-directory")
        new = self._git(*listed, "-z", "--", self.prefix or ".", seconds=_TO_FIND_IGNORED + len(committed) // 20_000)
        return bool(new) or self.tracked() != committed.keys()

    def origin(self) -> str | None:
        """Return the URL of the remote `origin`; None if there is none."""
        url = self._git("config", "--get", "remote.origin.url", may_fail=True)
        return url.decode("utf-8", "replace").strip() or None

    def tracked(self, *, may_fail: bool = False) -> set[str]:
        """List the files in the folder that git tracks, by their paths within the folder."""
        listed = self._listed("ls-files", "--stage", "-z", may_fail=may_fail)
        return {path for (mode, *_), path in listed if mode != _SUBMODULE}

    def left_out(self) -> set[str]:
        """List the tracked files in the folder that a sparse checkout leaves out, by their paths within the folder."""
        listed = self._listed("ls-files", "-t", "--stage", "-z", may_fail=True)
        return {path for (tag, *_), path in listed if tag == "S" and not os.path.lexists(self.top / self.prefix / path)}

    def ignored(self, files: Iterable[str]) -> set[str]:
        """Select files that git ignores and does not track; none if it ignores the folder. GitError if it is slow."""
        within = f"{self.prefix}/" if self.prefix else ""
        named = [*filter(None, [self.prefix]), *(within + file for file in files)]
        sent = os.fsencode("\0".join(f"./{name}" for name in named))
        asked = ("--no-literal-pathspecs", "check-ignore", "-z", "--stdin")
        listed = self._git(*asked, may_fail=True, sent=sent, seconds=_TO_FIND_IGNORED + len(named) // 20_000)
        found = {os.fsdecode(path[2:]) for path in listed.split(b"\0")[:-1]}
        # A folder that git ignores, such as an installed package, was named on purpose.
        return set() if self.prefix in found else {path.removeprefix(within) for path in found}

    def files(self, commit: Commit | str, paths: Iterable[str] = (), *, may_fail: bool = False) -> dict[str, Entry]:
        """List the files in the folder at a commit or ref, by their paths within it; or some of them, from the top."""
        name = commit if isinstance(commit, str) else commit.sha
        listed = self._listed("ls-tree", "-r", "-z", "--full-tree", name, may_fail=may_fail, paths=paths)
        return {path: Entry(blob, mode == _LINK) for (mode, kind, blob), path in listed if kind == "blob"}

    def followed(self, start: str, path: str, kind: str) -> str | None:
        """Return the name of the content, a `blob` or a `tree`, to which links lead a path in a commit or tree."""
        sent = os.fsencode(f"{start}:{path}\n")
        name, found, *_ = self._git("cat-file", "--batch-check", "--follow-symlinks", sent=sent).decode().split()
        return name if found == kind and "\n" not in path else None

    def _listed(self, *arguments: str, may_fail: bool, paths: Iterable[str] = ()) -> Iterator[tuple[list[str], str]]:
        """Yield what git lists of the folder: what it says of each file, and the file's path within the folder."""
        within = f"{self.prefix}/" if self.prefix else ""
        listed = self._git(*arguments, "--", *(paths or filter(None, [within])), may_fail=may_fail)
        for line in listed.split(b"\0")[:-1]:
            about, _, path = line.partition(b"\t")
            yield about.decode().split(), os.fsdecode(path).removeprefix(within)

    def _has_files(self) -> bool:
        """Say whether the folder has files in the index, the last commit, its parent or the default branch, if known.

        A pull request decides about the first two, and not about the parent of its merge or the default branch.
        """
        is_tracked = bool(self.tracked(may_fail=True))  # git refuses a folder inside a submodule
        return is_tracked or any(self.files(name, may_fail=True) for name in ("HEAD", "HEAD^1", *_DEFAULT_BRANCHES))

    def _hint_of_depth(self) -> str:
        shallow = self._git("rev-parse", "--is-shallow-repository", may_fail=True).strip() == b"true"
        return "; the clone is shallow: fetch its history (git fetch --unshallow, or fetch-depth: 0)" if shallow else ""

    def _git(self, *arguments: str, may_fail: bool = False, sent: bytes | None = None, seconds: float = 0) -> bytes:
        """Return what git prints. If git fails: nothing with `may_fail`, else raise GitError with git's own words."""
        with self.start(*arguments) as process:
            for second in count(1):
                try:
                    out, err = process.communicate(None if second > 1 else sent, timeout=1)
                    break
                except subprocess.TimeoutExpired as error:
                    if second >= (seconds or _MOST_SECONDS) or len(error.output or b"") > _MOST_PRINTED:
                        process.kill()
                        raise self.too_slow(arguments[0], seconds) from error
        said = err.decode("utf-8", "replace").strip()
        if process.returncode == 0:
            if "is ambiguous" in said:  # a tag of the name of a branch would supply the base
                raise GitError(f"git says: {said}; write refs/heads/NAME for a branch, refs/tags/NAME for a tag")
            return out
        if may_fail:
            return b""
        first, *more = said.removeprefix("fatal: ").split("\n")
        remedy = f": {more[-1].strip()}" if more and more[-1].strip().startswith("git ") else ""
        raise GitError(f"git {arguments[0]} failed ({first}{remedy})")

    def too_slow(self, command: str, seconds: float = 0) -> GitError:
        """Return the error of a command that takes too long, or prints too much."""
        limits = f"{seconds or _MOST_SECONDS} seconds in {self.top}, or printed over {_MOST_PRINTED >> 20} MiB"
        hint = "does it have millions of files, or a pipe or a slow disk for a .gitignore or its git directory?"
        return GitError(f"git {command} took more than {limits}: {hint}")

    def start(self, *arguments: str, errors: int = subprocess.PIPE) -> "subprocess.Popen[bytes]":
        """Start git in this repository and in none further up; revisions must come after --end-of-options."""
        kept = {key: value for key, value in os.environ.items() if key.startswith(_KEPT) or not key.startswith("GIT_")}
        environment = kept | _OWN | {"GIT_CEILING_DIRECTORIES": str(self.top.parent)}
        where = [] if self.is_bare else [f"--work-tree={self.top}"]
        trust = ("-c", f"safe.bareRepository={'all' if self.is_bare else 'explicit'}")
        call = [_command(), *_SAFE, *trust, *where, *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(call, cwd=self.top, env=environment, stdin=pipe, stdout=pipe, stderr=errors)  # noqa: S603


class Contents:
    """Reads contents by their names, at most `most` bytes of each; keeps a git process running, in each fork one."""

    def __init__(self, repository: Repository, most: int) -> None:
        self._repository = repository
        self._most = most
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def __call__(self, blob: str) -> bytes:
        """Read a content; raises GitError."""
        if self._process is None or self._owner != os.getpid():
            self._process = self._repository.start("cat-file", "--batch", errors=subprocess.DEVNULL)
            self._owner = os.getpid()
        source, wanted = self._process.stdout, self._process.stdin
        if source is None or wanted is None:
            raise GitError("git cat-file has no pipe")
        try:
            wanted.write(f"{blob}\n".encode())
            wanted.flush()
        except BrokenPipeError as error:
            raise GitError("git cat-file ended early") from error
        if hasattr(select, "poll"):  # Windows has none
            waiting = select.poll()
            waiting.register(source, select.POLLIN)
            if not waiting.poll(_MOST_SECONDS * 1000):
                self._process.kill()
                raise self._repository.too_slow("cat-file")
        head = source.readline().split()
        if len(head) != 3:
            problem = "it is a partial clone, or damaged: clone without --filter"
            raise GitError(f"the repository {self._repository.top} lacks the content {blob}: {problem}")
        if (size := int(head[2])) > self._most:  # the rest may be of any size, and is not read
            content = source.read(self._most)
            self._process.kill()
            self._close()
            return content
        return source.read(size + 1)[:-1]  # without a line end

    def _close(self) -> None:
        if self._process is not None and self._owner == os.getpid():
            with self._process:  # closes its pipes and waits for its end
                pass
        self._process = None

    __del__ = _close


def _command() -> str:
    """Find git in the folders of PATH that are given in full: the working folder may hold a `git` of a stranger."""
    for folder in os.get_exec_path():
        file = Path(folder) / ("git.exe" if os.name == "nt" else "git")
        if file.is_absolute() and os.access(file, os.X_OK) and file.is_file():
            return str(file)
    raise GitError("git is not installed, or not on the PATH")
