"""Which commit a base is: by name, in a hook, in a pull request, in clones that lack it."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from comp_data.base.errors import GitError
from comp_data.base.files import Unreadable, shown
from comp_data.linter.base_comparison.base import Base, find_base
from comp_data.linter.config.config import Configuration, Loaded
from tests.conftest import GitRepository


@pytest.fixture(autouse=True)
def _outside_of_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PRE_COMMIT", "PRE_COMMIT_FROM_REF", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


def loaded(folder: Path, *exclude: str) -> Loaded:
    return Loaded(Configuration(exclude=exclude), {}, folder.parent, None)


def base(name: str, folder: Path, tip: str = "HEAD", **environment: str) -> Base:
    files = {shown(file): file for file in sorted(folder.glob("*/*.md"))}
    with patch.dict(os.environ, environment):
        return find_base(name, files, [folder], tip, loaded(folder))


@pytest.fixture
def branches(repository: GitRepository) -> dict[str, str]:
    """Commits by name: `base`, from which `ours` on main and `theirs` on the checked out topic went on."""
    guide = repository.top / "seeds" / "acme" / "data-engineer.md"
    guide.parent.mkdir(parents=True)
    made: dict[str, str] = {}
    for name, branch in (("base", None), ("ours", None), ("theirs", "topic")):
        if branch:
            repository("switch", "--quiet", "--create", branch, made["base"])
        guide.write_text(name, "utf-8")
        made[name] = repository.commit(name)
    return made


def sha(found: Base) -> str | None:
    return found.commit and found.commit.sha


def test_a_name_is_that_revision(repository: GitRepository, branches: dict[str, str]) -> None:
    folder = repository.top / "seeds"
    assert sha(base("main", folder)) == branches["ours"]
    assert sha(base("HEAD", folder)) == branches["theirs"]
    assert sha(base("HEAD~1", folder, PRE_COMMIT="1")) == branches["base"]


def test_auto_is_where_the_branch_began(repository: GitRepository, branches: dict[str, str]) -> None:
    assert sha(base("auto", repository.top / "seeds")) == branches["base"]
    found = base("auto", repository.top / "seeds", branches["ours"])
    assert sha(found) == branches["ours"]


@pytest.mark.parametrize("variable", ["PRE_COMMIT", "GIT_INDEX_FILE"])
def test_auto_is_the_last_commit_in_a_hook(variable: str, repository: GitRepository, branches: dict[str, str]) -> None:
    assert sha(base("auto", repository.top / "seeds", **{variable: "1"})) == branches["theirs"]


def test_auto_is_where_what_is_pushed_began(repository: GitRepository, branches: dict[str, str]) -> None:
    found = base("auto", repository.top / "seeds", PRE_COMMIT="1", PRE_COMMIT_FROM_REF=branches["ours"])
    assert sha(found) == branches["base"]


def test_a_pull_request_in_a_shallow_clone(
    repository: GitRepository, branches: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository("switch", "--quiet", "main")
    clone = tmp_path_factory.mktemp("clone") / "it"
    origin = f"file://{repository.top}"
    repository("clone", "--quiet", "--depth=1", "--branch=topic", origin, str(clone))
    folder = clone / "seeds"
    with pytest.raises(GitError, match=r"name the base; the clone is shallow: fetch its history \(.*fetch-depth: 0\)"):
        base("auto", folder)
    there = GitRepository(clone)
    there("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
    with pytest.raises(GitError, match="have no commit in common; the clone is shallow"):
        base("auto", folder)
    there("fetch", "--quiet", "--unshallow", "origin")
    assert sha(base("auto", folder)) == branches["base"]


@pytest.mark.parametrize("name", ["HEAD", "auto"])
def test_where_nothing_is_committed_everything_is_new(name: str, repository: GitRepository) -> None:
    found = base(name, repository.top, PRE_COMMIT="1")
    assert found == Base(name, None, {}, frozenset(), found.read)
    with pytest.raises(GitError):
        found.read("0" * 40)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nope", "has no revision nope$"),
        ("-p", "`-p` is not a revision: name a branch, a tag or a commit"),
        ("--help", "`--help` is not a revision"),
        ("", "`` is not a revision"),
    ],
)
def test_a_revision_that_there_is_not(
    name: str, problem: str, repository: GitRepository, branches: dict[str, str]
) -> None:
    with pytest.raises(GitError, match=problem):
        base(name, repository.top / "seeds")


def test_guides_of_two_repositories(repository: GitRepository, branches: dict[str, str]) -> None:
    other = GitRepository(repository.top / "seeds" / "other")
    folders = [repository.top / "seeds", other.top]
    with pytest.raises(GitError, match="are different git repositories"):
        find_base("HEAD", {}, folders, "HEAD", loaded(folders[0]))


def test_what_is_gone_and_what_is_as_it_was(repository: GitRepository, branches: dict[str, str]) -> None:
    folder = repository.top / "seeds"
    file = folder / "acme" / "data-engineer.md"
    found = base("HEAD", folder)
    (path,) = found.blobs
    assert found.has(path, b"theirs")
    assert not found.has(path, b"other")
    assert not found.has(path, Unreadable("the file cannot be read"))
    assert not found.has("another.md", b"theirs")
    assert found.document(path).text == "theirs"
    assert found.document("another.md").text == ""
    file.unlink()
    assert base("HEAD", folder).removed == {path}
    assert find_base("HEAD", {}, [folder], "HEAD", loaded(folder, "*")).removed == frozenset()
