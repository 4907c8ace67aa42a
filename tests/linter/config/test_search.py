"""Which configuration applies, and what the end of a report says about it.

Holds these sentences of docs/security.md: "The end of every report names the configuration file", "a file below a
dataset's folder never applies".
"""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from comp_data.base.errors import ConfigError
from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.find_files import notes_of
from comp_data.linter.config.request import Request
from comp_data.linter.run import prepare
from tests.conftest import CommandLine

BAD = "compensation:\n  - base_low: 250000\n"
SILENT = 'ignore = ["ALL"]\nextend-select = ["CD101"]\n'


@pytest.fixture
def bad(dataset: Callable[[str], Path]) -> Path:
    """A dataset with an error, in the test's folder."""
    return dataset(BAD)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["comp-data.toml", "pyproject.toml"])
@pytest.mark.parametrize("place", ["seeds/acme", "seeds"])
@pytest.mark.parametrize("arguments", [(), ("seeds",), ("seeds/acme",), ("seeds/acme/data-engineer.md",), (".",)])
def test_a_file_in_the_dataset_does_not_silence_the_gate(
    arguments: tuple[str, ...], place: str, name: str, bad: Path, tmp_path: Path, comp_data: CommandLine
) -> None:
    (tmp_path / "comp-data.toml").write_text('dataset = "seeds"\n')
    text = SILENT if name == "comp-data.toml" else f"[tool.comp-data]\n{SILENT}"
    (tmp_path / place / name).write_text(text, "utf-8")
    for cwd, given in ((tmp_path, arguments), (tmp_path / "seeds" / "acme", ())):
        if cwd != tmp_path and place == "seeds":
            continue
        done = comp_data("lint", *given, "--no-cache", cwd=cwd)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "CD204" in done.stdout
        assert "comp-data.toml\n" in done.stdout
        assert f"not used, as it is in a dataset or another file applies: {place}/{name}" in done.stdout or (
            cwd != tmp_path and name in done.stdout
        )


@pytest.mark.slow
def test_a_companys_folder_decides_nothing_even_without_another_file(
    bad: Path, tmp_path: Path, comp_data: CommandLine
) -> None:
    (bad / "acme" / "comp-data.toml").write_text(SILENT, "utf-8")
    for cwd, given in ((bad / "acme", ["."]), (tmp_path, ["seeds/acme"]), (tmp_path, ["seeds/acme/data-engineer.md"])):
        done = comp_data("lint", *given, cwd=cwd)
        assert done.returncode == 1, (cwd, done.stdout + done.stderr)
        assert "not used" in done.stdout


def test_a_file_at_the_root_of_the_dataset_counts_and_is_named(
    bad: Path, tmp_path: Path, comp_data: CommandLine
) -> None:
    (bad / "comp-data.toml").write_text(f'dataset = "."\n{SILENT}')
    for cwd, given, name in (
        (bad, [], "comp-data.toml"), (bad / "acme", ["."], str(bad / "comp-data.toml")),
        (tmp_path, ["seeds"], "seeds/comp-data.toml"),
    ):  # fmt: skip
        done = comp_data("lint", *given, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"configuration: {name}\n" in done.stdout


def test_the_file_of_another_folder_applies_to_its_dataset(
    bad: Path, tmp_path: Path, comp_data: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / "comp-data.toml").write_text(SILENT, "utf-8")
    done = comp_data("lint", str(bad), cwd=tmp_path_factory.mktemp("elsewhere"))
    assert done.returncode == 0
    assert f"configuration: {tmp_path}/comp-data.toml" in done.stdout


@pytest.mark.posix
@pytest.mark.parametrize("kind", ["pipe", "device", "dangling", "folder", "large"])
@pytest.mark.parametrize("name", ["comp-data.toml", "pyproject.toml"])
def test_what_is_not_a_regular_file_is_an_error(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / name
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "large":
        file.write_text("#" * (1 << 20) + "\n", "utf-8")
    else:
        file.symlink_to("/dev/zero" if kind == "device" else "nowhere")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=f"{name}: cannot be read: "):
        load_configuration(tmp_path)
    with pytest.raises(ConfigError, match=f"{name}: cannot be read: "):
        load_configuration(tmp_path, file=file)


@pytest.mark.parametrize("pattern", ["./seeds/acme/*.md", "/seeds/acme/*.md"])
def test_patterns_match_however_they_start(pattern: str, bad: Path, tmp_path: Path, comp_data: CommandLine) -> None:
    (bad / "globex").mkdir()
    (bad / "globex" / "data-engineer.md").write_text("---\n---\n")
    (tmp_path / "comp-data.toml").write_text(f'exclude = ["{pattern}"]\n')
    done = comp_data("lint")
    assert "CD204" not in done.stdout
    assert "matches no guide" not in done.stdout
    (tmp_path / "comp-data.toml").write_text(f'per-file-ignores."{pattern}" = ["CD204"]\n')
    assert "CD204" not in comp_data("lint").stdout


def test_patterns_that_match_nothing_are_reported(bad: Path, tmp_path: Path, comp_data: CommandLine) -> None:
    (tmp_path / "comp-data.toml").write_text('exclude = ["!!", "sedes/**"]\nper-file-ignores."nothing.md" = ["CD2"]\n')
    done = comp_data("lint")
    assert "exclude `!!` matches no guide\n" in done.stdout
    assert "exclude `sedes/**` matches no guide\nper-file-ignores `nothing.md` matches no guide\n" in done.stdout
    assert "matches no guide" not in comp_data("lint", "seeds/acme").stdout


def test_of_very_many_patterns_and_guides_none_is_reported(
    bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = [f"nothing-{number}" for number in range(10)]
    (tmp_path / "comp-data.toml").write_text(f"exclude = {patterns}\n")
    monkeypatch.chdir(tmp_path)
    loaded, request = load_configuration(tmp_path), Request()
    found = prepare(request, loaded).found
    assert found is not None
    assert sum("matches no guide" in note for note in notes_of(request, loaded, found)) == 10
    monkeypatch.setattr("comp_data.linter.config.find_files._MOST_CHECKS", 9)
    assert not any("matches no guide" in note for note in notes_of(request, loaded, found))


def test_above_a_dataset_it_is_said_which_guides_are_not_linted(
    bad: Path, tmp_path: Path, comp_data: CommandLine
) -> None:
    (tmp_path / "comp-data.toml").write_text('dataset = "seeds"\n')
    text = (bad / "acme" / "data-engineer.md").read_text("utf-8")
    for name in ("drafts/acme/data-engineer.md", "a.md", ".hidden/acme/x.md", "docs/notes.md"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Notes\n" if name.startswith("docs") else text, "utf-8")
    done = comp_data("lint", ".")
    assert "outside the dataset and not linted: a.md, drafts/acme/data-engineer.md\n" in done.stdout
    assert "not linted" not in comp_data("lint").stdout


def test_the_search_outside_the_dataset_is_bounded(bad: Path, tmp_path: Path, comp_data: CommandLine) -> None:
    (tmp_path / "comp-data.toml").write_text('dataset = "seeds"\n')
    text = (bad / "acme" / "data-engineer.md").read_text("utf-8")
    for depth in (7, 20):
        file = tmp_path / "/".join(["d"] * depth) / "data-engineer.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "/".join(["e"] * 600)).mkdir(parents=True)
    assert "not linted: d/d/d/d/d/d/d/data-engineer.md\n" in comp_data("lint", ".").stdout


def test_a_byte_order_mark_is_read_over(bad: Path, tmp_path: Path, comp_data: CommandLine) -> None:
    """Windows PowerShell writes one with `Out-File` and `>`."""
    (tmp_path / "comp-data.toml").write_text('dataset = "seeds"\n', "utf-8-sig")
    assert comp_data("lint").returncode == 1


def test_settings_are_the_same_from_the_folder_of_the_dataset(
    bad: Path, tmp_path: Path, comp_data: CommandLine
) -> None:
    (tmp_path / "comp-data.toml").write_text('dataset = "seeds"\n')
    (bad / "comp-data.toml").write_text('ignore = ["CD2"]\n')
    for folder in (tmp_path, bad, bad / "acme"):
        done = comp_data("lint", str(bad), "--format=concise", cwd=folder)
        assert (done.returncode, "CD204" in done.stdout) == (1, True), folder
        assert "not used, as it is in a dataset or another file applies" in done.stdout


def test_the_configuration_of_a_second_dataset_is_named(bad: Path, tmp_path: Path, comp_data: CommandLine) -> None:
    for name in ("us", "eu"):
        copytree(bad, tmp_path / name / "guides")
        (tmp_path / name / "comp-data.toml").write_text('dataset = "guides"\n', "utf-8")
    done = comp_data("lint", "us/guides", "eu/guides")
    assert "configuration: us/comp-data.toml\n" in done.stdout
    assert "not used, as it is in a dataset or another file applies: eu/comp-data.toml\n" in done.stdout
    alone = comp_data("lint", "us/guides", "--config", "eu/comp-data.toml")
    assert "not used" not in alone.stdout
