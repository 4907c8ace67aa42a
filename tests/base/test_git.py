"""Revisions: which commit is meant, what a folder holds there, and what cannot be read."""

import os
import subprocess
from pathlib import Path

import pytest

from comp_data.base.errors import GitError
from comp_data.base.files import content_names
from comp_data.base.git import Repository
from comp_data.records.revisions import revision_of
from tests.conftest import GitRepository


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_revision_is_a_branch_a_tag_or_a_commit(repository: GitRepository) -> None:
    first = repository.commit(day="2026-01-31")
    repository("tag", "-a", "v1", "-m", "the first")
    second = repository.commit()
    repo = Repository.around(repository.top)
    assert repo.commit("v1").sha == repo.commit("HEAD~1").sha == repo.commit(first[:10]).sha == first
    assert repo.commit("main").sha == second
    assert repo.commit("v1").date.isoformat() == "2026-01-31T12:00:00+00:00"


@pytest.mark.parametrize("name", ["nope", "HEAD~9", "main:seeds", "0" * 40])
def test_a_revision_that_is_not_there(name: str, repository: GitRepository) -> None:
    repository.commit()
    with pytest.raises(GitError, match=f"has no revision {name}$"):
        Repository.around(repository.top).commit(name)


@pytest.mark.parametrize("name", ["--help", "-p", "--output=made", "^HEAD", "", " ", "a\0b"])
def test_what_is_not_a_revision_reaches_git_as_no_option(name: str, repository: GitRepository) -> None:
    repository.commit()
    with pytest.raises(GitError, match="is not a revision"):
        Repository.around(repository.top).commit(name)
    assert [one.name for one in repository.top.iterdir()] == [".git"]


@pytest.mark.parametrize("name", ["main..HEAD", "origin/main...HEAD", "HEAD~1.."])
def test_a_range_is_not_a_revision(name: str, repository: GitRepository) -> None:
    repository.commit()
    with pytest.raises(GitError) as caught:
        Repository.around(repository.top).commit(name)
    assert str(caught.value) == f"`{name}` is a range: name one revision, or two as separate arguments"


def test_a_folder_outside_of_git(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=f"{tmp_path} is in no git repository"):
        Repository.around(tmp_path)


def test_a_repository_of_another_owner(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(GitError) as caught:
        Repository.around(repository.top)
    assert str(caught.value) == (
        f"git rev-parse failed (detected dubious ownership in repository at '{repository.top}': "
        f"git config --global --add safe.directory {repository.top})"
    )


def test_a_repository_without_a_work_tree(repository: GitRepository, tmp_path: Path) -> None:
    write(repository.top, "guides/acme/data-engineer.md", "one")
    sha = repository.commit()
    bare = tmp_path / "bare.git"
    repository("clone", "--quiet", "--bare", str(repository.top), str(bare))
    revision = revision_of(bare / "guides", "main")
    assert revision.commit.sha == sha
    assert revision.content("acme/data-engineer.md") == b"one"
    with pytest.raises(GitError, match="is inside a git directory"):
        Repository.around(repository.top / ".git")


def test_no_git(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.top))
    with pytest.raises(GitError, match="git is not installed"):
        Repository.around(repository.top)


def test_a_repository_without_a_commit(repository: GitRepository) -> None:
    with pytest.raises(GitError, match="has no revision HEAD"):
        Repository.around(repository.top).commit("HEAD")


def test_a_shallow_clone_says_so(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit()
    repository.commit()
    clone = tmp_path / "clone"
    repository("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(clone))
    with pytest.raises(GitError, match=r"no revision HEAD~1; the clone is shallow: fetch its history .*fetch-depth: 0"):
        Repository.around(clone).commit("HEAD~1")


def test_a_partial_clone_says_so_and_fetches_nothing(repository: GitRepository, tmp_path: Path) -> None:
    write(repository.top, "guides/acme/data-engineer.md", "one")
    repository.commit()
    repository("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repository.top}", str(clone))
    revision = revision_of(clone / "guides", "HEAD")
    with pytest.raises(
        GitError, match=r"lacks the content [0-9a-f]{40}: .* a partial clone.*: clone without --filter$"
    ):
        revision.content("acme/data-engineer.md")


def test_the_merge_base_with_the_default_branch(repository: GitRepository) -> None:
    base = repository.commit()
    repository("switch", "--quiet", "--create", "topic")
    repository.commit("theirs")
    repository("switch", "--quiet", "main")
    repository.commit("ours")
    repository("switch", "--quiet", "topic")
    repo = Repository.around(repository.top)
    assert repo.merge_base(repo.default_branch(), repo.commit("HEAD")).sha == base
    repository("switch", "--quiet", "--orphan", "apart")
    repository.commit("apart")
    with pytest.raises(GitError, match="have no commit in common"):
        repo.merge_base(repo.commit("main"), repo.commit("HEAD"))


def test_no_default_branch(repository: GitRepository) -> None:
    repository("switch", "--quiet", "--create", "trunk")
    repository.commit()
    with pytest.raises(GitError, match="name the base"):
        Repository.around(repository.top).default_branch()


def test_the_guides_of_a_folder_that_is_gone_by_now(repository: GitRepository) -> None:
    write(repository.top, "guides/acme/data-engineer.md", "one")
    write(repository.top, "guides/acme/README.md", "no guide")
    write(repository.top, "guides/acme/deep/er.md", "no guide")
    write(repository.top, "guides/.hidden/x.md", "no guide")
    write(repository.top, "guides/CHANGELOG.md", "# Changes")
    write(repository.top, "guides/acme/Großer Name.md", "---\ncompensation:\n")
    write(repository.top, "guides/acme/Notes on pay.md", "some notes")
    write(repository.top, "other/globex/data-engineer.md", "not in the folder")
    sha = repository.commit()
    subprocess.run(["rm", "-r", repository.top / "guides"], check=True)
    revision = revision_of(repository.top / "guides", "HEAD")
    assert revision.commit.sha == sha
    assert list(revision.blobs) == ["acme/Großer Name.md", "acme/data-engineer.md"]
    assert revision.content("acme/data-engineer.md") == b"one"
    assert revision.file("CHANGELOG.md") == b"# Changes"
    assert revision.file("nothing.md") is None


def test_links_are_followed_within_the_folder_only(repository: GitRepository) -> None:
    write(repository.top, "guides/acme/data-engineer.md", "one")
    write(repository.top, "outside.md", "secret")
    folder = repository.top / "guides" / "acme"
    (folder / "same.md").symlink_to("data-engineer.md")
    (folder / "out.md").symlink_to("../../outside.md")
    (folder / "round.md").symlink_to("round.md")
    repository.commit()
    revision = revision_of(repository.top / "guides", "HEAD")
    assert list(revision.blobs) == ["acme/data-engineer.md", "acme/same.md"]
    assert revision.content("acme/same.md") == b"one"


def test_contents_of_any_size_are_read_one_after_the_other(repository: GitRepository) -> None:
    write(repository.top, "acme/large.md", "x" * 3_000_000)
    write(repository.top, "acme/none.md", "")
    write(repository.top, "acme/small.md", "a\nb\n")
    repository.commit()
    revision = revision_of(repository.top, "HEAD")
    assert len(revision.content("acme/large.md")) == 2**20 + 1
    assert revision.content("acme/none.md") == b""
    assert revision.content("acme/small.md") == b"a\nb\n"
    assert revision.document("acme/large.md").problems[0].code == "CD001"


@pytest.mark.posix
def test_a_forked_process_reads_for_itself(repository: GitRepository) -> None:
    write(repository.top, "acme/one.md", "one")
    write(repository.top, "acme/two.md", "two")
    repository.commit()
    revision = revision_of(repository.top, "HEAD")
    assert revision.content("acme/one.md") == b"one"
    child = os.fork()
    if child == 0:
        os._exit(0 if revision.content("acme/two.md") == b"two" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert revision.content("acme/two.md") == b"two"


def test_what_a_hook_leaves_behind_does_not_matter(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    sha = repository.commit()
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert Repository.around(repository.top).commit("HEAD").sha == sha


def test_changes_are_those_in_the_folder(repository: GitRepository) -> None:
    write(repository.top, "guides/acme/one.md", "one")
    write(repository.top, "other.txt", "one")
    repository.commit()
    guides = Repository.around(repository.top / "guides")
    write(repository.top, "other.txt", "two")
    assert not guides.has_changes()
    assert Repository.around(repository.top).has_changes()
    write(repository.top, "guides/acme/two.md", "new")
    assert guides.has_changes()


def test_the_names_of_a_content_are_gits(repository: GitRepository) -> None:
    file = repository.top / "a.md"
    file.write_bytes(b"some text\r\n")
    kept = repository("hash-object", "--no-filters", "a.md")
    file.write_bytes(b"some text\n")
    assert {kept, repository("hash-object", "a.md")} < content_names(b"some text\r\n")
    assert {len(name) for name in content_names(b"")} == {40, 64}


def test_whether_there_is_a_commit(repository: GitRepository) -> None:
    assert not Repository.around(repository.top).has_commit()
    repository.commit()
    assert Repository.around(repository.top).has_commit()
