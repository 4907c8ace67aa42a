"""Writing stays in the repository, or where the person named it, whatever links a pull request adds.

Holds this sentence of docs/security.md: "nothing is written through a link that leads out of the repository".
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from comp_data.base.files import check_target, write_atomic
from tests.conftest import CommandLine, GitRepository
from tests.migrate.test_migrate import BODY

LOST = "stock_high: null"


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outside")


@pytest.fixture
def work(tmp_path: Path, dataset: Callable[[str], Path]) -> Path:
    """A repository with a guide that --fix would fix."""
    GitRepository(tmp_path)
    file = dataset("") / "acme" / "data-engineer.md"
    text = file.read_text("utf-8").replace("stock_high: 48000", LOST).replace("stock_low: 30000", "stock_low: null")
    file.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("linked", ["seeds", "seeds/acme", "seeds/acme/data-engineer.md"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["--fix"],
        ["--fix", "seeds/acme/data-engineer.md"],
        ["--fix", "--within-dataset", "seeds/acme/data-engineer.md"],
        ["--add-ignores", "--reason=x", "--level=info", "seeds/acme/data-engineer.md"],
    ],
)
def test_no_guide_is_written_through_a_link_out_of_the_repository(
    arguments: list[str], linked: str, work: Path, outside: Path, comp_data: CommandLine
) -> None:
    (work / linked).rename(outside / "moved")
    (work / linked).symlink_to(outside / "moved")
    before = {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()}
    done = comp_data("lint", *arguments)
    assert {file: file.read_bytes() for file in outside.rglob("*") if file.is_file()} == before
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2)
    if arguments == ["--fix", "seeds/acme/data-engineer.md"]:
        assert "leads out of the repository" in done.stderr
        assert done.returncode == 2


@pytest.mark.parametrize("command", ["migrate", "new"])
def test_other_commands_write_no_guide_there(command: str, work: Path, outside: Path, comp_data: CommandLine) -> None:
    (work / "seeds").rename(outside / "moved")
    (work / "seeds").symlink_to(outside / "moved")
    old = outside / "moved" / "acme" / "old.md"
    old.write_text(BODY, "utf-8")
    before = sorted(outside.rglob("*"))
    written = ["--write", "seeds/acme/old.md", "--date", "2026-02-23"]
    done = comp_data(command, *(["acme", "data-scientist"] if command == "new" else written))
    assert done.returncode != 0
    assert "leads out of the repository" in done.stderr
    assert sorted(outside.rglob("*")) == before
    assert old.read_text("utf-8") == BODY


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", "--output-file", "report"],
        ["lint", "--format", "sarif=report"],
        ["lint", "--write-baseline", "--baseline", "report"],
        ["query", "select 1", "--dataset", "seeds", "--output-file", "report"],
        ["export", "report", "--dataset", "seeds"],
    ],
)
def test_a_report_is_not_written_through_a_committed_link(
    arguments: list[str], work: Path, outside: Path, comp_data: CommandLine
) -> None:
    (outside / "victim").write_text("")
    (work / "report").symlink_to(outside if arguments[0] == "export" else outside / "victim")
    done = comp_data(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "--help" not in done.stderr  # it is not the usage that is wrong
    assert [(file.name, file.read_text("utf-8")) for file in outside.iterdir()] == [("victim", "")]


@pytest.mark.parametrize("dangling", ["nowhere/out", "nowhere"])
def test_an_export_through_a_dangling_link_is_refused(
    dangling: str, dataset: Callable[[str], Path], tmp_path: Path, outside: Path, comp_data: CommandLine
) -> None:
    dataset("")
    (tmp_path / "out").symlink_to(outside / dangling)
    done = comp_data("export", "out", "--dataset", "seeds")
    assert done.returncode == 2
    assert "out" in done.stderr
    assert "--help" not in done.stderr
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "linked/x", "sub/../../x"])
def test_a_configured_baseline_is_in_the_repository(
    name: str, work: Path, outside: Path, comp_data: CommandLine
) -> None:
    (work / "linked").symlink_to(outside)
    (work / "comp-data.toml").write_text(f'baseline = "{name}"\n')
    done = comp_data("lint", "--write-baseline")
    assert done.returncode == 2
    assert f"baseline is {name}, which is outside of" in done.stderr
    assert not (work.parent / "x").exists()
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", [".git/hooks/post-checkout", ".git/x", "seeds/link"])
def test_nothing_is_written_into_gits_folder(name: str, work: Path, comp_data: CommandLine) -> None:
    (work / "seeds" / "link").symlink_to("../.git/config.new")
    (work / "comp-data.toml").write_text(f'baseline = "{name}"\n')
    done = comp_data("lint", "--write-baseline")
    assert (done.returncode, "which is in a git directory" in done.stderr) == (2, True), done.stderr
    assert not (work / ".git" / "config.new").exists()


def test_links_within_a_repository_and_places_outside_of_one_are_written(work: Path, outside: Path) -> None:
    (work / "link.txt").symlink_to("real.txt")
    write_atomic(work / "link.txt", "one")
    assert (work / "real.txt").read_text("utf-8") == "one"
    write_atomic(outside / "two.txt", "two")
    (outside / "link.txt").symlink_to(outside / "two.txt")
    assert check_target(outside / "link.txt") == outside / "two.txt"
    (outside / "repository").symlink_to(work)
    write_atomic(outside / "repository" / "three.txt", "three")
    assert (work / "three.txt").read_text("utf-8") == "three"
