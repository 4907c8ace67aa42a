"""Which repository decides, whatever is checked out, and that asking it runs nothing.

Holds these sentences of docs/security.md: "the outermost repository that tracks the folder decides", "git runs no
other program", "It is found in the folders of PATH that are given in full".
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from comp_data.base.discovery import find_guides
from comp_data.base.errors import GitError
from comp_data.base.git import Contents, Repository
from comp_data.records.revisions import revision_of
from tests.conftest import CommandLine, GitRepository

GUIDE = "seeds/acme/data-engineer.md"


@pytest.fixture
def work(tmp_path: Path, dataset: Callable[[str], Path]) -> GitRepository:
    """A repository with one guide, committed on main; a change is to be compared with it."""
    dataset("")
    repository = GitRepository(tmp_path)
    repository.commit("base")
    return repository


def make_marker(folder: Path) -> tuple[Path, Path]:
    """A program that leaves a mark when it runs, and the mark."""
    mark, program = folder / "ran", folder / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat\n")
    program.chmod(0o755)
    return program, mark


def raise_figure(work: GitRepository) -> None:
    """A change that CD801 reports."""
    file = work.top / GUIDE
    file.write_text(file.read_text("utf-8").replace("base_low: 150000", "base_low: 75000"), "utf-8")


def embed(work: GitRepository, place: Path, tmp_path_factory: pytest.TempPathFactory, config: str = "") -> None:
    """Puts a repository in the folder `place`, whose history has the folder as it is now."""
    made = GitRepository(tmp_path_factory.mktemp("hostile") / "seeds")
    shutil.copytree(work.top / "seeds", made.top, dirs_exist_ok=True)
    made.commit("hostile")
    git = made.top / ".git"
    (git / "config").write_text((git / "config").read_text("utf-8") + config, "utf-8")
    shutil.copytree(git, place, dirs_exist_ok=True)


@pytest.mark.slow
@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize("base", ["main~1", "HEAD~1"])
def test_a_bare_repository_in_the_dataset_does_not_decide(
    base: str,
    is_committed: bool,
    work: GitRepository,
    comp_data: CommandLine,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    raise_figure(work)
    embed(work, work.top / "seeds", tmp_path_factory)
    if is_committed:
        work.commit("a pull request")
    repository = Repository.around(work.top / "seeds")
    assert (repository.top, repository.prefix) == (work.top, "seeds")
    done = comp_data("lint", "--base", base if is_committed else "HEAD", "--select", "CD8", "--no-cache")
    assert "CD801" in done.stdout, done.stdout + done.stderr
    changed = comp_data("diff", base if is_committed else "HEAD", "--dataset", "seeds")
    assert "75,000" in changed.stdout, changed.stdout + changed.stderr


def test_a_repository_in_a_tracked_folder_does_not_decide(
    work: GitRepository, comp_data: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raise_figure(work)
    embed(work, work.top / "seeds" / ".git", tmp_path_factory)
    assert Repository.around(work.top / "seeds" / "acme").top == work.top
    done = comp_data("lint", "--base", "HEAD", "--select", "CD8", "--no-cache")
    assert "CD801" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("dataset_folder", ["seeds", "data/seeds"])
def test_a_submodule_in_the_place_of_tracked_files_does_not_decide(
    dataset_folder: str, work: GitRepository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = work.top / dataset_folder
    if folder != work.top / "seeds":
        folder.parent.mkdir()
        (work.top / "seeds").rename(folder)
        work.commit("moved")
    base = work("rev-parse", "HEAD")
    work("switch", "--quiet", "--create", "topic")
    module = GitRepository(tmp_path_factory.mktemp("module"))
    place = module.top.joinpath(*folder.relative_to(work.top).parts[1:])
    shutil.copytree(folder, place, dirs_exist_ok=True)
    module.commit("theirs")
    top = dataset_folder.partition("/")[0]
    work("rm", "-r", "--quiet", top)
    work("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module.top.as_uri(), top)
    work.commit("a submodule")
    repository = Repository.around(folder)
    assert (repository.top, repository.prefix) == (work.top, dataset_folder)
    assert "acme/data-engineer.md" in repository.files(repository.commit(base))


def test_a_submodule_does_not_decide_in_a_checkout_of_a_pull_request_alone(
    work: GitRepository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`actions/checkout` has the merge of a pull request, whose first parent is the base, and no branch."""
    module = GitRepository(tmp_path_factory.mktemp("module"))
    shutil.copytree(work.top / "seeds", module.top, dirs_exist_ok=True)
    module.commit("theirs")
    work("rm", "-r", "--quiet", "seeds")
    work("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module.top.as_uri(), "seeds")
    work.commit("a submodule")
    work("switch", "--quiet", "--detach")
    work("branch", "--quiet", "-D", "main")
    assert Repository.around(work.top / "seeds") == Repository(work.top, "seeds")


def test_a_damaged_repository_is_not_one_without_commits(work: GitRepository, comp_data: CommandLine) -> None:
    raise_figure(work)
    (work.top / ".git" / "shallow").write_text("damaged\n")
    done = comp_data("lint", "seeds", "--base", "HEAD", "--select", "CD8")
    assert (done.returncode, "bad shallow line" in done.stderr or "no revision HEAD" in done.stderr) == (2, True)


def test_a_submodule_that_no_history_knows_otherwise_is_its_own_repository(
    work: GitRepository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outer = GitRepository(tmp_path_factory.mktemp("outer"))
    outer.commit()
    outer("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", work.top.as_uri(), "data")
    outer.commit()
    repository = Repository.around(outer.top / "data" / "seeds")
    assert (repository.top, repository.prefix) == (outer.top / "data", "seeds")
    assert repository.tracked() == {"acme/data-engineer.md"}


def test_a_link_in_the_place_of_tracked_files_does_not_decide(
    work: GitRepository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = GitRepository(tmp_path_factory.mktemp("other"))
    shutil.copytree(work.top / "seeds", other.top / "seeds")
    other.commit("theirs")
    work("rm", "-r", "--quiet", "seeds")
    (work.top / "seeds").symlink_to(other.top / "seeds")
    assert Repository.around(work.top / "seeds").top == work.top
    (work.top / "linked").symlink_to(other.top / "seeds")
    assert Repository.around(work.top / "linked").top == other.top


def test_a_linked_worktree_is_its_own_top(work: GitRepository, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("places") / "tree"
    work("worktree", "add", "--quiet", "-b", "topic", str(place))
    repository = Repository.around(place / "seeds")
    assert (repository.top, repository.prefix) == (place, "seeds")
    assert repository.commit("main").sha == work("rev-parse", "main")


def test_an_empty_git_folder_does_not_hide_the_repository(work: GitRepository) -> None:
    (work.top / "seeds" / ".git").mkdir()
    (work.top / "drafts" / ".git").mkdir(parents=True)
    assert Repository.around(work.top / "seeds").top == work.top
    assert Repository.around(work.top / "drafts").top == work.top


CONFIGS = {
    "filter": "[filter \"x\"]\n clean = {program}\n smudge = {program}\n process = {program}\n required = true\n",
    "fsmonitor": "[core]\n fsmonitor = {program}\n",
    "hooks": "[core]\n hooksPath = {folder}\n",
    "diff": "[diff]\n external = {program}\n[diff \"x\"]\n textconv = {program}\n command = {program}\n",
    "pager": "[core]\n pager = {program}\n[pager]\n log = true\n ls-tree = true\n cat-file = true\n status = true\n",
    "signatures": "[log]\n showSignature = true\n[gpg]\n program = {program}\n",
    "ssh": "[core]\n sshCommand = {program}\n[remote \"origin\"]\n url = ssh://example.invalid/x\n promisor = true\n",
    "promisor": "[extensions]\n partialClone = origin\n"
    "[remote \"origin\"]\n url = ext::{program}\n promisor = true\n partialclonefilter = blob:none\n",
    "alias": "[alias]\n rev-parse = !{program}\n ls-tree = !{program}\n ls-files = !{program}\n",
    "credentials": "[credential]\n helper = {program}\n[core]\n askPass = {program}\n editor = {program}\n",
    "alternates": "[core]\n alternateRefsCommand = {program}\n",
    "work tree": "[core]\n worktree = /\n",
    "include": "[include]\n path = hostile\n",
}  # fmt: skip


def sign(work: GitRepository) -> None:
    """Gives the last commit a signature, which git would have a program check."""
    head, _, message = work("cat-file", "commit", "HEAD").partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----"
    file = work.top / ".git" / "signed"
    file.write_text(f"{head}\n{signature}\n\n{message}\n", "utf-8", newline="\n")
    work("update-ref", "HEAD", work("hash-object", "-t", "commit", "-w", str(file)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", CONFIGS)
def test_nothing_of_a_hostile_configuration_is_run(
    kind: str, work: GitRepository, comp_data: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    program, mark = make_marker(folder)
    sign(work)
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
        shutil.copy(program, folder / hook)
    (work.top / ".git" / "hostile").write_text(CONFIGS["filter"].format(program=program), "utf-8")
    with (work.top / ".git" / "config").open("a") as config:
        config.write(CONFIGS[kind].format(program=program, folder=folder))
    (work.top / ".gitattributes").write_text("*.md filter=x diff=x\n")
    for file in (work.top / GUIDE, work.top / ".git" / "index"):
        os.utime(file, (1, 1))  # so that git would look at the content again
    for arguments in (
        ("lint", "--base", "HEAD", "--no-cache"),
        ("lint", "--base", "auto", "--changed-only"),
        ("diff", "HEAD", "--dataset", "seeds"),
        ("export", str(folder / "out"), "--dataset", "seeds"),
        ("stats", "--dataset", "seeds"),
    ):
        done = comp_data(*arguments)
        assert "Traceback" not in done.stderr
        assert "--help" not in done.stderr  # it ran, whatever came of it
        assert not mark.exists(), arguments
    repository = Repository.around(work.top / "seeds")
    assert repository.tracked() == {"acme/data-engineer.md"}
    assert not repository.has_changes()
    changed = repository.last_change("acme/data-engineer.md")
    assert changed
    assert changed.sha == work("rev-parse", "HEAD")
    assert not mark.exists()


def test_dates_are_read_whatever_encoding_the_configuration_asks_for(work: GitRepository) -> None:
    work("config", "i18n.logOutputEncoding", "UTF-16")
    assert Repository.around(work.top).commit("HEAD").date.year == 2026


def test_git_is_never_one_of_the_working_folder(
    work: GitRepository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program, mark = make_marker(tmp_path_factory.mktemp("hostile"))
    shutil.copy(program, work.top / "git")
    monkeypatch.chdir(work.top)
    for before in ("", ".", "./"):
        monkeypatch.setenv("PATH", f"{before}{os.pathsep}{os.environ['PATH']}")
        assert Repository.around(work.top).has_commit()
    assert not mark.exists()


def test_replaced_and_grafted_commits_do_not_count(work: GitRepository) -> None:
    first = work("rev-parse", "HEAD")
    raise_figure(work)
    second = work.commit("a change")
    work("replace", first, second, "--force")
    (work.top / ".git" / "info" / "grafts").write_text(f"{second}\n")
    repository = Repository.around(work.top)
    assert repository.commit("HEAD~1").sha == first
    assert repository.merge_base(repository.commit(first), repository.commit(second)).sha == first
    assert repository.files(repository.commit(first)) != repository.files(repository.commit(second))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE", "GIT_ICASE_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_CEILING_DIRECTORIES",
    "GIT_NAMESPACE", "GIT_IMPLICIT_WORK_TREE", "GIT_ASKPASS", "GIT_TRACE2_EVENT"])  # fmt: skip
def test_variables_of_git_do_not_decide(name: str, work: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    repository = Repository.around(work.top / "seeds")
    assert list(repository.files(repository.commit("HEAD"))) == ["acme/data-engineer.md"]
    assert sorted(one.name for one in work.top.iterdir()) == [".git", "seeds"]


@pytest.mark.posix
def test_a_configuration_that_includes_a_pipe_ends(work: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(work.top / ".git" / "pipe")
    with (work.top / ".git" / "config").open("a") as config:
        config.write("[include]\n path = pipe\n")
    monkeypatch.setattr("comp_data.base.git._MOST_SECONDS", 0.2)
    with pytest.raises(GitError, match=r"took more than 0\.2 seconds"):
        Repository.around(work.top)


@pytest.mark.posix
@pytest.mark.parametrize("place", ["HEAD", "refs/heads/main", "packed-refs", "object", "alternates", "shallow"])
def test_a_pipe_in_the_git_directory_ends(place: str, work: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comp_data.base.git._MOST_SECONDS", 1)
    blob = work("rev-parse", f"HEAD:{GUIDE}")
    names = {"object": f"objects/{blob[:2]}/{blob[2:]}", "alternates": "objects/info/alternates"}
    file = work.top / ".git" / names.get(place, place)
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    started = time.monotonic()
    with pytest.raises(GitError, match=r"took more than 1 seconds? in .* a pipe"):
        revision_of(work.top / "seeds", "main").content("acme/data-engineer.md")
    assert time.monotonic() - started < 60


@pytest.mark.posix
def test_ignored_files_are_linted_if_git_does_not_answer(work: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comp_data.base.git._MOST_SECONDS", 1)
    for number in range(20):
        shutil.copy(work.top / GUIDE, work.top / "seeds" / "acme" / f"role-{number}.md")
    (work.top / ".gitignore").write_text("*.md\n")
    (work.top / ".git" / "index").unlink()
    os.mkfifo(work.top / ".git" / "index")
    started = time.monotonic()
    assert len(find_guides(work.top / "seeds")) == 21
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("ref", ["refs/tags/main", "refs/main", "main", "refs/remotes/main"])
def test_a_second_ref_of_the_name_does_not_supply_the_base(ref: str, work: GitRepository) -> None:
    first = work("rev-parse", "HEAD")
    work("switch", "--quiet", "--create", "topic")
    raise_figure(work)
    (work.top / ".git" / ref).parent.mkdir(exist_ok=True)
    (work.top / ".git" / ref).write_text(f"{work.commit('a change')}\n")
    repository = Repository.around(work.top)
    with pytest.raises(GitError, match=r"'main' is ambiguous.*write refs/heads/NAME"):
        repository.commit("main")
    assert repository.commit("refs/heads/main").sha == first
    assert repository.default_branch().sha == first


def test_a_folder_of_git_itself_is_refused(work: GitRepository) -> None:
    for folder in (work.top / ".git", work.top / ".git" / "refs", work.top / "seeds" / ".GIT" / "x"):
        with pytest.raises(GitError, match="is inside a git directory"):
            Repository.around(folder)


@pytest.mark.slow
def test_changes_are_found_without_gits_filters(work: GitRepository) -> None:
    repository = Repository.around(work.top / "seeds")
    assert not repository.has_changes()
    os.utime(work.top / GUIDE, (1, 1))
    assert not repository.has_changes()
    (work.top / GUIDE).write_bytes((work.top / GUIDE).read_bytes().replace(b"\n", b"\r\n"))
    assert not repository.has_changes()
    raise_figure(work)
    assert repository.has_changes()
    work("checkout", "--quiet", "--", ".")
    (work.top / "seeds" / "acme" / "link.md").symlink_to("data-engineer.md")
    assert repository.has_changes()
    work.commit("a link")
    assert not repository.has_changes()
    (work.top / "seeds" / "large.bin").write_bytes(b"\0" * (1 << 24) + b"1")
    work.commit("a large file")
    assert not repository.has_changes()
    (work.top / "seeds" / "large.bin").write_bytes(b"\0" * (1 << 24) + b"2")
    assert repository.has_changes()
    work("rm", "--quiet", "--cached", "seeds/large.bin")
    (work.top / "seeds" / "large.bin").unlink()
    assert repository.has_changes()


@pytest.mark.posix
def test_a_pipe_in_the_place_of_a_gitignore_costs_the_time_for_patterns(
    work: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comp_data.base.git._TO_FIND_IGNORED", 0.2)
    monkeypatch.setattr("comp_data.base.git._MOST_SECONDS", 2)
    os.mkfifo(work.top / ".gitignore")
    with pytest.raises(GitError, match=r"took more than 0\.2 seconds"):
        Repository.around(work.top / "seeds").has_changes()


def test_a_file_of_any_size_counts_as_changed_without_a_digest(
    work: GitRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (work.top / GUIDE).open("wb") as stream:
        stream.truncate((1 << 30) + 1)
    monkeypatch.setattr("comp_data.base.files.content_names", None)
    assert Repository.around(work.top / "seeds").has_changes()


def test_a_content_of_any_size_is_read_up_to_the_limit(work: GitRepository) -> None:
    (work.top / "large").write_bytes(b"0" * (1 << 24))
    (work.top / "small").write_bytes(b"1\n2")
    commit = Repository.around(work.top).commit(work.commit())
    files = Repository.around(work.top).files(commit)
    read = Contents(Repository.around(work.top), 3)
    for name, content in [("large", b"000"), ("small", b"1\n2"), ("large", b"000"), ("small", b"1\n2")] * 2:
        assert read(files[name].blob) == content
    assert read._process is not None
    assert read._process.poll() is None


@pytest.mark.slow
@pytest.mark.posix
def test_a_few_trees_that_list_a_billion_files(work: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comp_data.base.git._MOST_PRINTED", 1 << 20)
    entry = f"100644 blob {work('rev-parse', f'HEAD:{GUIDE}')}"
    for _ in range(9):
        listed = "".join(f"{entry}\tname-{number}\n" for number in range(10))
        made = subprocess.run(["git", "mktree"], cwd=work.top, input=listed.encode(), capture_output=True, check=True)
        entry = f"040000 tree {made.stdout.decode().strip()}"
    commit = work("commit-tree", entry.split()[-1], "-m", "many")
    with pytest.raises(GitError, match=r"or printed over 1 MiB: does it have millions of files"):
        revision_of(work.top, commit)
