"""`comp-data release`: gate, version, notes, and whole or not at all."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from comp_data.base.vocabulary import STANDARD_ROLES
from tests.conftest import ROOT, CommandLine, GitRepository
from tests.report.released import state
from tests.report.site.made import write_guides

TODAY = ("--today", "2026-03-01")


@pytest.fixture
def released(repository: GitRepository) -> Path:
    """A repository whose newest version is 1.2.0, and a guide that came since."""
    folder = write_guides(repository.top / "seeds", 3)
    (folder / "CHANGELOG.md").write_text("# Changes\n\n## 1.2.0 - 2026-02-01\n\nThe start.\n", "utf-8")
    repository.commit()
    write_guides(folder, 1, first=3)
    repository.commit()
    return repository.top


@pytest.mark.slow
def test_steps_the_version_and_writes_everything(released: Path, comp_data: CommandLine) -> None:
    done = comp_data("release", "out", *TODAY, cwd=released)
    assert done.returncode == 0, done.stderr
    assert "1.3.0 with 4 records is in out; to publish it:" in done.stderr
    assert "git tag v1.3.0" in done.stdout
    assert "gh release create v1.3.0 --notes-file out/NOTES.md" in done.stdout
    assert state(released / "out") == "whole"
    notes = (released / "out" / "NOTES.md").read_text("utf-8")
    assert notes.startswith("## 1.3.0 - 2026-03-01\n")
    assert "The start." not in notes
    changelog = (released / "seeds" / "CHANGELOG.md").read_text("utf-8")
    assert changelog == (released / "out" / "CHANGELOG.md").read_text("utf-8")
    assert changelog.index("## 1.3.0") < changelog.index("## 1.2.0")
    package = json.loads((released / "out" / "data" / "datapackage.json").read_text("utf-8"))
    assert (package["version"], package["created"]) == ("1.3.0", "2026-03-01T00:00:00Z")
    site = (released / "out" / "site" / "index.html").read_text("utf-8")
    assert "data version 1.3.0" in site
    assert "1 record added" in site
    for folder in ("out", "out/data"):
        sums = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=released / folder, check=False)
        assert sums.returncode == 0, folder
    uploaded = {file.name for file in (released / "out" / "data").iterdir()}
    named = {line[66:] for line in (released / "out" / "data" / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert named == uploaded - {"SHA256SUMS"}
    assert "out/NOTES.md out/data/*" in done.stdout


def test_the_first_version_is_1_0_0(dataset: Callable[[str], Path], comp_data: CommandLine, tmp_path: Path) -> None:
    write_guides(tmp_path / "seeds", 2)
    assert comp_data("release", "out", *TODAY).returncode == 0
    assert (tmp_path / "out" / "NOTES.md").read_text(
        "utf-8"
    ) == "## 1.0.0 - 2026-03-01\n\nThe first version: 2 records.\n"
    assert "## 1.0.0" in (tmp_path / "seeds" / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.slow
def test_a_version_of_5000_digits_is_none(
    dataset: Callable[[str], Path], comp_data: CommandLine, tmp_path: Path
) -> None:
    write_guides(tmp_path / "seeds", 2)
    (tmp_path / "seeds" / "CHANGELOG.md").write_text(f"## {'9' * 5000}.0.0 - 2026-01-01\n")
    assert comp_data("release", "out", *TODAY).returncode == 0
    assert (tmp_path / "out" / "NOTES.md").read_text("utf-8").startswith("## 1.0.0 - 2026-03-01\n")
    assert comp_data("release", "more", "--version", f"{'9' * 5000}.0.0", *TODAY).returncode == 2


@pytest.mark.parametrize("folder", ["our guides", "--guides"])
def test_what_it_prints_commits_and_tags_a_first_release(
    repository: GitRepository, comp_data: CommandLine, folder: str
) -> None:
    write_guides(repository.top / folder, 2)
    repository.commit()
    done = comp_data("release", "out", f"--dataset={folder}", *TODAY, cwd=repository.top)
    line, pushed, _ = done.stdout.partition(" && git push")
    assert pushed
    subprocess.run(["bash", "-c", line], cwd=repository.top, check=True)
    assert repository("tag", "--points-at", "HEAD") == "v1.0.0"
    assert repository("show", "--name-only", "--format=", "HEAD") == f"{folder}/CHANGELOG.md"


def test_data_and_site_are_compared_with_the_same_wages(
    dataset: Callable[[str], Path], comp_data: CommandLine, tmp_path: Path
) -> None:
    write_guides(tmp_path / "seeds", 2)
    header = "source,release,role,country,currency,period,p50\n"
    rows = "".join(f"Made-up survey,2026,{role},US,USD,year,170000\n" for role in STANDARD_ROLES)
    (tmp_path / "us.csv").write_text(header + rows, "utf-8")
    (tmp_path / "comp-data.toml").write_text('[market]\nsources = ["us.csv"]\n', "utf-8")
    assert comp_data("release", "out", *TODAY).returncode == 0
    for part in ("data", "site/data"):
        assert "Made-up survey" in (tmp_path / "out" / part / "pay.csv").read_text("utf-8"), part


def test_a_changelog_of_any_length_is_kept_whole(released: Path, comp_data: CommandLine) -> None:
    changelog = released / "seeds" / "CHANGELOG.md"
    before = changelog.read_text("utf-8") + "An older line.\n" * 100_000
    changelog.write_text(before, "utf-8")
    assert len(before) > 1 << 20
    done = comp_data("release", "out", *TODAY, "--base", "HEAD~1", cwd=released)
    assert done.returncode == 0, done.stderr
    after = changelog.read_text("utf-8")
    assert after.endswith(before[before.index("## 1.2.0") :])
    assert after == (released / "out" / "CHANGELOG.md").read_text("utf-8")


def test_a_changelog_that_is_not_text_is_left_alone(released: Path, comp_data: CommandLine) -> None:
    changelog = released / "seeds" / "CHANGELOG.md"
    changelog.write_bytes(b"## 1.2.0 - 2026-02-01\n\nThe st\xe4rt.\n")
    done = comp_data("release", "out", *TODAY, cwd=released)
    assert done.returncode == 2
    assert "seeds/CHANGELOG.md cannot be read: line 3 is not UTF-8; save it as UTF-8" in done.stderr
    assert not (released / "out").exists()


def test_findings_forbid_a_release(released: Path, comp_data: CommandLine) -> None:
    file = next((released / "seeds").glob("*/software-engineer.md"))
    file.write_text(re.sub(r"total_comp_high: \d+", "total_comp_high: 9000000", file.read_text("utf-8")), "utf-8")
    done = comp_data("release", "out", *TODAY, cwd=released)
    assert done.returncode == 1
    how = f"comp-data lint seeds --preset release --today {TODAY[1]}"
    assert f"no release because of 4 findings: `{how}` lists what fails" in done.stderr
    assert not (released / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("--version", "1.2.1"), "1.2.1 is under 1.3.0, which a minor step gives"),
     (("--version", "next"), "next is not a version"),
     (("--base", "HEAD"), "nothing changed since HEAD"),
     (("--base", "nowhere"), "has no revision nowhere")],
)  # fmt: skip
def test_what_it_refuses(released: Path, comp_data: CommandLine, arguments: tuple[str, ...], message: str) -> None:
    before = (released / "seeds" / "CHANGELOG.md").read_text("utf-8")
    done = comp_data("release", "out", *TODAY, *arguments, cwd=released)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (released / "out").exists()
    assert [entry.name for entry in released.iterdir() if "release" in entry.name] == []
    assert (released / "seeds" / "CHANGELOG.md").read_text("utf-8") == before


@pytest.mark.slow
def test_a_higher_version_can_be_named(released: Path, comp_data: CommandLine) -> None:
    assert comp_data("release", "out", *TODAY, "--version", "2.0.0", cwd=released).returncode == 0
    assert (released / "out" / "NOTES.md").read_text("utf-8").startswith("## 2.0.0 - 2026-03-01\n")


def test_a_folder_that_exists_is_refused(released: Path, comp_data: CommandLine) -> None:
    (released / "out").mkdir()
    for name in ("", "notes.txt"):
        if name:
            (released / "out" / name).touch()
        done = comp_data("release", "out", *TODAY, cwd=released)
        assert done.returncode == 2
        assert "out exists: a release is a new folder" in done.stderr


@pytest.mark.posix
def test_runs_that_write_the_notes_at_once_write_them_once(released: Path) -> None:
    command = [sys.executable, "-m", "comp_data", "diff", "HEAD~1", "--notes", "--write"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, cwd=released, env=env, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert sorted(run.wait() for run in runs) == [0, 2, 2]
    assert (released / "seeds" / "CHANGELOG.md").read_text("utf-8").count("\n## 1.3.0") == 1


@pytest.mark.posix
@pytest.mark.slow
def test_a_changelog_that_is_edited_meanwhile_keeps_the_edit(released: Path) -> None:
    command = [sys.executable, "-m", "comp_data", "release", "out", *TODAY]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=released, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        while run.poll() is None and not list(released.glob(".out.*")):
            time.sleep(0.01)
        with (released / "seeds" / "CHANGELOG.md").open("a", encoding="utf-8") as changelog:
            changelog.write("An edit.\n")
    assert (released / "seeds" / "CHANGELOG.md").read_text("utf-8").endswith("An edit.\n")
    assert (run.returncode, (released / "out").exists()) in ((2, False), (0, True))


@pytest.mark.slow
def test_notes_that_are_written_already_are_taken(released: Path, comp_data: CommandLine) -> None:
    assert comp_data("diff", "HEAD~1", "--notes", "--write", "--date", "2026-02-28", cwd=released).returncode == 0
    changelog = (released / "seeds" / "CHANGELOG.md").read_text("utf-8")
    done = comp_data("release", "out", *TODAY, cwd=released)
    assert done.returncode == 0, done.stderr
    assert (released / "seeds" / "CHANGELOG.md").read_text("utf-8") == changelog
    assert (released / "out" / "NOTES.md").read_text("utf-8").startswith("## 1.3.0 - 2026-02-28\n")
    repository = GitRepository(released)
    line, pushed, _ = done.stdout.partition(" && git push")
    assert pushed
    subprocess.run(["bash", "-c", line], cwd=released, check=True)
    assert repository("tag", "--points-at", "HEAD") == "v1.3.0"
    assert repository("show", "HEAD:seeds/CHANGELOG.md") == changelog.strip()
    assert repository("status", "--short") == "?? out/"
    repository("tag", "--delete", "v1.3.0")
    assert "git commit" not in comp_data("release", "more", "--base", "HEAD~2", *TODAY, cwd=released).stdout


@pytest.mark.slow
def test_guides_that_are_not_committed_are_part_of_the_tag(released: Path, comp_data: CommandLine) -> None:
    write_guides(released / "seeds", 1, first=4)
    line, pushed, _ = comp_data("release", "out", *TODAY, cwd=released).stdout.partition(" && git push")
    assert pushed
    subprocess.run(["bash", "-c", line], cwd=released, check=True)
    assert GitRepository(released)("status", "--short") == "?? out/"


@pytest.mark.posix
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["a link", "not UTF-8", "a pipe"])
def test_a_changelog_that_is_no_text_of_the_dataset_is_refused(
    kind: str, released: Path, comp_data: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    changelog, outside = released / "seeds" / "CHANGELOG.md", tmp_path_factory.mktemp("outside") / "CHANGELOG.md"
    outside.write_text("# Changelog\n\n## 9.0.0 - 2026-01-01\n\nA secret.\n")
    changelog.unlink()
    if kind == "a link":
        changelog.symlink_to(outside)
    elif kind == "a pipe":
        os.mkfifo(changelog)
    else:
        changelog.write_bytes(b"# Changelog\n\xff\n")
    done = comp_data("release", "out", *TODAY, cwd=released)
    assert done.returncode == 2, done.stderr
    assert ("is not UTF-8" if kind == "not UTF-8" else "is not a regular file") in done.stderr
    assert "internal error" not in done.stderr
    assert not (released / "out").exists()
    assert comp_data("export", "data", cwd=released).returncode == 0
    assert "9.0.0" not in (released / "data" / "datapackage.json").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("tries", [6, pytest.param(24, marks=pytest.mark.thorough)])
def test_killed_at_random_moments_it_is_whole_or_not_there(tries: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.report.released", str(tmp_path), str(tries)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) <= {"absent", "whole"}
    assert found["absent"] >= tries // 2
