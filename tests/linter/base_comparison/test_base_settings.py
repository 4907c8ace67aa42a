"""A change that alters the configuration is compared with the dataset of the base, and every report says so.

Holds this sentence of docs/security.md: "With a base, the report says which settings changed since".
"""

from pathlib import Path

import pytest

from tests.conftest import CommandLine, GitRepository
from tests.linter.base_comparison.test_base import write

TEXT = ("lint", "--base", "HEAD", "--today", "2026-03-01")


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """One guide in `seeds`, committed."""
    repository = GitRepository(tmp_path)
    write(tmp_path, "# file: acme/data-engineer.md\n")
    repository.commit()
    return repository


def point_elsewhere(top: Path) -> None:
    """Raise a figure of the guide, and make a dataset of a guide of another company the configured one."""
    file = top / "seeds/acme/data-engineer.md"
    other = top / "guides/globex/data-engineer.md"
    other.parent.mkdir(parents=True)
    other.write_text(
        file.read_text("utf-8").replace("acme", "globex").replace("Acme", "Globex").replace("data engineer", ""),
        "utf-8",
    )
    file.write_text(file.read_text("utf-8").replace("base_low: 150000", "base_low: 900000"), "utf-8")
    (top / "comp-data.toml").write_text('dataset = "guides"\n')


@pytest.mark.parametrize("is_deleted", [False, True])
@pytest.mark.parametrize("form", ["full", "concise", "markdown", "github"])
def test_the_records_of_the_dataset_at_the_base_are_compared(
    form: str, is_deleted: bool, repository: GitRepository, comp_data: CommandLine
) -> None:
    point_elsewhere(repository.top)
    if is_deleted:
        (repository.top / "seeds/acme/data-engineer.md").unlink()
    done = comp_data(*TEXT, "--format", form)
    assert done.returncode == 1
    assert "CD805" in done.stdout
    assert "configuration changed since HEAD: it was none and is comp-data.toml (dataset)" in done.stdout
    assert "dataset changed since HEAD: it was seeds and is guides; what is gone from the former counts" in done.stdout


def test_the_dataset_of_the_base_may_be_configured_and_excluded_now(
    repository: GitRepository, comp_data: CommandLine
) -> None:
    (repository.top / "comp-data.toml").write_text('dataset = "guides"\n')
    (repository.top / "seeds").rename(repository.top / "guides")
    write(repository.top, "# file: globex/data-engineer.md\n")
    repository.commit()
    (repository.top / "comp-data.toml").write_text('exclude = ["guides/"]\n')
    done = comp_data(*TEXT, "--format", "concise")
    assert "guides/acme/data-engineer.md" in done.stdout
    assert "configuration changed since HEAD: dataset, exclude" in done.stdout
    assert "dataset changed since HEAD: it was guides and is seeds" in done.stdout


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, 'fail-on = "never"', "it was none and is comp-data.toml (fail-on)"),
        ('fail-on = "error"', 'fail-on = "never"\nignore = ["CD2"]', "fail-on, ignore"),
        ('severity.CD201 = "info"', "", "severity"),
        ('preset = "release"', None, "it was comp-data.toml and is none (preset)"),
        ("x = [", "", "it was"),
        ('ignore = ["CD2"]', 'ignore = ["CD2"] # a comment', ""),
    ],
)
@pytest.mark.parametrize("form", ["full", "github"])
def test_settings_that_changed_are_named(
    form: str, before: str | None, after: str | None, said: str, repository: GitRepository, comp_data: CommandLine
) -> None:
    file = repository.top / "comp-data.toml"
    if before is not None:
        file.write_text(before + "\n", "utf-8")
        repository.commit()
    if after is None:
        file.unlink()
    else:
        file.write_text(after + "\n", "utf-8")
    done = comp_data(*TEXT, "--format", form)
    lines = [line for line in done.stdout.split("\n") if "configuration changed" in line]
    if before == "x = [":
        assert not lines
    elif said:
        assert f"configuration changed since HEAD: {said}" in lines[0]
    assert (said == "" or before == "x = [") == (not lines)
    assert ("fail-on is never: no finding fails the run" in done.stdout) == ("never" in (after or ""))
    assert (after is None) == ("\nconfiguration: comp-data.toml" not in done.stdout)


def test_a_configuration_that_is_named_is_compared_with_itself(
    repository: GitRepository, comp_data: CommandLine
) -> None:
    (repository.top / "own.toml").write_text('ignore = ["CD2"]\n')
    (repository.top / "comp-data.toml").write_text('dataset = "elsewhere"\n')
    repository.commit()
    assert "changed since" not in comp_data(*TEXT, "--config", "own.toml").stdout
    assert "changed since" not in comp_data(*TEXT, "--no-config").stdout
    (repository.top / "own.toml").write_text('ignore = ["CD3"]\n')
    assert "configuration changed since HEAD: ignore" in comp_data(*TEXT, "--config", "own.toml").stdout


def test_a_copy_of_the_configuration_at_the_base_is_no_change(
    repository: GitRepository, comp_data: CommandLine
) -> None:
    """The gate of docs/ci.md: what a pull request writes into the file itself does not count."""
    settings, copy = repository.top / "comp-data.toml", repository.top / "base-comp-data.toml"
    write(repository.top, "# file: globex/data-engineer.md\n")
    (repository.top / "seeds").rename(repository.top / "guides")
    settings.write_text('dataset = "guides"\n')
    repository.commit()
    copy.write_text(settings.read_text("utf-8"), "utf-8")
    settings.write_text('dataset = "guides"\nignore = ["CD2"]\n')
    assert "changed since" not in comp_data(*TEXT, "--config", copy.name).stdout
    copy.write_text('dataset = "guides"\nignore = ["CD3"]\n')
    said = "it was none and is base-comp-data.toml (dataset, ignore)"
    assert f"configuration changed since HEAD: {said}" in comp_data(*TEXT, "--config", copy.name).stdout


def test_a_second_configuration_removes_nothing_of_the_first(repository: GitRepository, comp_data: CommandLine) -> None:
    write(repository.top, "# file: globex/data-engineer.md\n")
    (repository.top / "more").mkdir()
    (repository.top / "seeds/globex").rename(repository.top / "more/globex")
    (repository.top / "seeds").rename(repository.top / "guides")
    (repository.top / "comp-data.toml").write_text('dataset = "guides"\n')
    repository.commit()
    (repository.top / "own.toml").write_text('dataset = "more"\n')
    assert "CD805" not in comp_data(*TEXT, "--config", "own.toml").stdout
