"""Which files of a folder are guides, and which of them git ignores."""

import os
import subprocess
from pathlib import Path

import pytest

from comp_data.base.discovery import find_guides, guides_among, is_guide_of, without_suffix


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def write(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def found(folder: Path) -> list[str]:
    return [guide.relative_to(folder).as_posix() for guide in find_guides(folder)]


def git_says(repository: Path, folder: Path) -> list[str]:
    """The Markdown files that git itself would add."""
    command = ["git", "ls-files", "--others", "--exclude-standard", "--", str(folder)]
    done = subprocess.run(command, cwd=repository, capture_output=True, encoding="utf-8", check=True)
    files = [repository / line for line in done.stdout.splitlines() if line.endswith(".md")]
    return sorted(file.relative_to(folder).as_posix() for file in files)


def test_company_and_role_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b/a.md", "a/b.md", "a/a-1.md", "a/notes.txt", ".hidden/a.md", "a/.hidden.md", "top.md")
    assert found(tmp_path) == ["a/a-1.md", "a/b.md", "b/a.md"]


def test_a_companys_folder(tmp_path: Path) -> None:
    write(tmp_path, "acme/a.md", "acme/README.md")
    assert found(tmp_path / "acme") == ["a.md"]


def test_other_markdown_is_not_a_guide_unless_it_reads_like_one(tmp_path: Path) -> None:
    write(tmp_path, "a/README.md", "a/readme.md", "a/Notes on Pay.md", "a/index.md", "a/role.md")
    write(tmp_path, "a/Misnamed Role.md", text="---\ncompany: a\ncompensation:\n")
    write(tmp_path, "a/With A Mark.md", text="\ufeff---\r\ncompany: a\r\ncompensation:\r\n")
    assert found(tmp_path) == ["a/Misnamed Role.md", "a/With A Mark.md", "a/role.md"]


@pytest.mark.parametrize(
    "patterns",
    [
        "b.md",
        "seeds/a/",
        "/seeds/a/b.md",
        "*.md\n!b.md",
        "seeds/*/b.md",
        "a/\n!a/b.md",
        "**/a/*.md",
        "# seeds\n\n",
        "b.*\n!seeds/c/b.md",
    ],
)
def test_what_git_ignores_is_left_out(repository: Path, patterns: str) -> None:
    write(repository, "seeds/a/b.md", "seeds/a/c.md", "seeds/c/b.md")
    (repository / ".gitignore").write_text(patterns + "\n", "utf-8")
    folder = repository / "seeds"
    assert found(folder) == git_says(repository, folder)


def test_ignore_files_further_down_and_of_the_clone(repository: Path) -> None:
    write(repository, "seeds/a/b.md", "seeds/a/c.md", "seeds/c/b.md", "seeds/c/d.md")
    (repository / ".gitignore").write_text("b.md\n")
    (repository / "seeds" / "c" / ".gitignore").write_text("!b.md\n")
    (repository / ".git" / "info" / "exclude").write_text("d.md\n")
    folder = repository / "seeds"
    assert found(folder) == git_says(repository, folder) == ["a/c.md", "c/b.md"]


def test_patterns_that_take_git_hours_ignore_nothing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comp_data.base.git._TO_FIND_IGNORED", 1)
    name = f"{'a' * 120}.md"
    write(repository, f"seeds/a/{name}", "seeds/a/b.md")
    (repository / ".gitignore").write_text(f"b.md\n{'*a' * 30}b\n", "utf-8")
    assert found(repository / "seeds") == [f"a/{name}", "a/b.md"]


def test_outside_of_git_nothing_is_ignored(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md")
    (tmp_path / ".gitignore").write_text("b.md\n")
    assert found(tmp_path) == ["a/b.md"]


def test_a_guide_by_its_place(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md", "a/README.md", "c.md", "a/d/e.md")
    names = [name for name in ("a/b.md", "a/README.md", "c.md", "a/d/e.md") if is_guide_of(tmp_path / name, tmp_path)]
    assert names == ["a/b.md"]


def test_a_folder_that_is_named_is_meant_even_where_git_ignores_it(repository: Path) -> None:
    (repository / ".gitignore").write_text(".venv/\n")
    write(repository, ".venv/lib/comp_data/seeds/a/b.md")
    assert found(repository / ".venv" / "lib" / "comp_data" / "seeds") == ["a/b.md"]


def test_lines_that_git_does_not_take_for_patterns(repository: Path) -> None:
    write(repository, "seeds/a/b.md", "seeds/a/c.md")
    (repository / ".gitignore").write_text("\ufeffd.md\n!\n\\\n/\n \n[z-a].md\n[[:bad:]]\nc.md\n")
    folder = repository / "seeds"
    assert found(folder) == git_says(repository, folder) == ["a/b.md"]


def test_a_link_that_leads_out_is_not_a_guide_of_the_dataset(tmp_path: Path) -> None:
    write(tmp_path, "seeds/a/b.md", "secret.md")
    (tmp_path / "seeds" / "a" / "leak.md").symlink_to(tmp_path / "secret.md")
    assert not is_guide_of(tmp_path / "seeds" / "a" / "leak.md", tmp_path / "seeds")
    assert found(tmp_path / "seeds") == ["a/b.md"]


@pytest.mark.parametrize("place", [".gitignore", "seeds/.gitignore", "seeds/a/.gitignore", ".git/info/exclude"])
def test_what_git_tracks_is_a_guide_whatever_is_ignored(repository: Path, place: str) -> None:
    write(repository, "seeds/a/b.md", "seeds/a/c.md")
    subprocess.run(["git", "-C", str(repository), "add", "seeds/a/b.md"], check=True)
    (repository / place).write_text("*.md\n")
    assert found(repository / "seeds") == ["a/b.md"]
    assert found(repository / "seeds" / "a") == ["b.md"]


def test_without_an_answer_of_git_an_ignored_file_is_a_guide(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository, "seeds/a/b.md", "seeds/a/c.md")
    (repository / ".gitignore").write_text("b.md\n")
    assert found(repository / "seeds") == ["a/c.md"]
    monkeypatch.setenv("PATH", str(repository))
    assert found(repository / "seeds") == ["a/b.md", "a/c.md"]


@pytest.mark.posix
def test_a_gitignore_that_is_a_link_or_a_pipe_hides_nothing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comp_data.base.git._TO_FIND_IGNORED", 0.1)
    write(repository, "seeds/a/b.md", "patterns", text="*.md\n")
    file = repository / "seeds" / ".gitignore"
    file.symlink_to("../patterns")
    assert found(repository / "seeds") == git_says(repository, repository / "seeds") == ["a/b.md"]
    file.unlink()
    os.mkfifo(file)
    assert found(repository / "seeds") == ["a/b.md"]
    file.unlink()
    file.symlink_to("/dev/zero")
    assert found(repository / "seeds") == ["a/b.md"]


def test_links_within_the_dataset_are_ignored_as_what_they_lead_to(repository: Path) -> None:
    write(repository, "seeds/a/b.md", "seeds/a/c.md")
    (repository / "seeds" / "d").symlink_to("a")
    (repository / ".gitignore").write_text("seeds/a/b.md\n")
    assert found(repository / "seeds") == ["a/c.md", "d/c.md"]


@pytest.mark.parametrize("name", [":(top)b.md", "[b].md", "b*.md"])
def test_names_that_git_takes_for_patterns_are_names(repository: Path, name: str) -> None:
    write(repository, f"a/{name}", "a/c.md", text="---\ncompensation:\n")
    (repository / ".gitignore").write_text("*b*.md\n")
    assert found(repository) == git_says(repository, repository) == ["a/c.md"]


def test_every_suffix_of_markdown_is_a_guides(tmp_path: Path) -> None:
    names = ["a/b.MD", "a/c.markdown", "a/d.Markdown", "a/e.md"]
    write(tmp_path, *names, "a/README.MD", "a/f.mdx", "a/g.md.txt", "a/License.markdown")
    assert found(tmp_path) == names
    assert guides_among([*names, "a/README.MD"], lambda _: b"") == names
    assert [name for name in names if is_guide_of(tmp_path / name, tmp_path)] == names
    assert [without_suffix(name) for name in (*names, "a.b/c")] == ["a/b", "a/c", "a/d", "a/e", "a.b/c"]
