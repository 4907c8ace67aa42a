"""No link that a pull request adds leads a command to data outside of the repository, whoever names it.

Holds this sentence of docs/security.md: "A dataset, a guide or a file of rates that is named is not read through a link
that leads out of the repository".
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, GitRepository

SECRET = "Initech of elsewhere"
GUIDE = "link/acme/data-engineer.md"
COMMANDS: list[list[str]] = [
    ["lint", "link"],
    ["lint", GUIDE],
    ["lint", "--base=HEAD", "link"],
    ["lint", "--config=comp-data.toml"],
    ["show", GUIDE],
    ["show", "acme", "--dataset=link"],
    ["show", "acme/data-engineer", "--dataset=link"],
    ["diff", "HEAD", "--dataset=link"],
    ["diff", "./link", "./seeds"],
    ["diff", "HEAD", "./link"],
    ["stats", "--dataset=link"],
    ["stats", "--dataset=seeds", "--currency=EUR", "--rates=rates.csv"],
    ["query", "select * from guides", "--dataset=link"],
    ["match", "acme", "data engineer", "--dataset=link"],
    ["export", "out", "--dataset=link"],
    ["report", "out", "--dataset=link"],
    ["release", "out", "--dataset=link"],
    ["migrate", GUIDE],
    ["migrate", "--force", "--write", GUIDE],
    ["table", GUIDE],
    ["new", "acme", "data-scientist", "--dataset=link"],
]


@pytest.fixture
def work(tmp_path: Path, dataset: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a link to a dataset outside of it; returns the folder outside, which is a repository too."""
    folder, outside = dataset(""), tmp_path_factory.mktemp("outside")
    GitRepository(tmp_path).commit()
    shutil.copytree(folder, outside, dirs_exist_ok=True)
    file = outside / "acme" / "data-engineer.md"
    text = file.read_text("utf-8").replace("company_display: Acme", f"company_display: {SECRET}")
    file.write_text(text.replace("base_low: 150000", "base_low: 151234"), "utf-8")
    assert SECRET in file.read_text("utf-8")
    (outside / "rates.csv").write_text(f"{SECRET},{SECRET}\n")
    GitRepository(outside).commit()
    (tmp_path / "link").symlink_to(outside)
    (tmp_path / "rates.csv").symlink_to(outside / "rates.csv")
    (tmp_path / "comp-data.toml").write_text('dataset = "link"\n')
    return outside


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_reads_through_a_link_out_of_the_repository(
    arguments: list[str], work: Path, tmp_path: Path, comp_data: CommandLine
) -> None:
    before = sorted(work.rglob("*"))
    done = comp_data(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "link" in done.stderr + done.stdout
    assert "leads out of the repository" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert "151" not in done.stdout
    assert not (tmp_path / "out").exists()
    assert sorted(work.rglob("*")) == before


def test_the_folder_itself_is_read(work: Path, tmp_path: Path, comp_data: CommandLine) -> None:
    (tmp_path / "comp-data.toml").unlink()
    assert SECRET in comp_data("show", "acme/data-engineer", f"--dataset={work}").stdout
    inside = tmp_path / "inside"
    inside.symlink_to("seeds")
    assert comp_data("show", "acme/data-engineer", "--dataset=inside").returncode == 0
