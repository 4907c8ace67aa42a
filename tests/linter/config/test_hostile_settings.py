"""Settings are part of a pull request: they name no file elsewhere, and no pattern takes long.

Holds this sentence of docs/security.md: "a file that a setting names must be in the repository".
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from comp_data.base.errors import ConfigError
from comp_data.base.gitignore import MOST_PATTERNS, compile_patterns
from comp_data.linter.config.config import load_configuration
from tests.conftest import CommandLine, GitRepository

Write = Callable[[str], Path]
FILES = {
    "market.sources": "market.sources = ['{}']",
    "custom-schema.files": "rules.custom-schema.files = ['{}']",
    "baseline": "baseline = '{}'",
    "dataset": "dataset = '{}'",
}


@pytest.mark.parametrize("way", ["absolute", "upwards", "through a link"])
@pytest.mark.parametrize("key", FILES)
def test_a_file_outside_of_the_repository_is_neither_read_nor_shown(
    key: str, way: str, dataset: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, comp_data: CommandLine
) -> None:
    dataset("")
    GitRepository(tmp_path)
    secret = tmp_path_factory.mktemp("outside") / "secret"
    secret.write_text("SECRET,x\n")
    (tmp_path / "link").symlink_to(secret)
    name = {"absolute": secret, "upwards": f"../{secret.parent.name}/secret", "through a link": "link"}[way]
    (tmp_path / "comp-data.toml").write_text(FILES[key].format(name) + "\n", "utf-8")
    done = comp_data("lint")
    assert done.returncode == 2
    assert f"comp-data.toml: {key} is {name}, which is outside of " in done.stderr
    assert "SECRET" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["comp-data.toml", "pyproject.toml"])
def test_settings_are_not_read_through_a_link_out_of_the_repository(
    name: str, dataset: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, comp_data: CommandLine
) -> None:
    dataset("")
    GitRepository(tmp_path)
    secret = tmp_path_factory.mktemp("outside") / "secret"
    secret.write_text("tool.comp-data.SECRET = 1\nSECRET = 1\n")
    (tmp_path / name).symlink_to(secret)
    done = comp_data("lint")
    assert done.returncode == 2
    assert f"{name} cannot be read: a link in its path leads out of the repository" in done.stderr
    assert "SECRET" not in done.stderr
    assert "is not a key" in comp_data("lint", "--config", name).stderr  # who names a file means it


@pytest.mark.parametrize("setting", ["dataset = '{}'", "baseline = '{}'", *FILES.values(), "exclude = ['{}']"])
def test_a_name_with_a_nul_character_is_a_clear_error(
    setting: str, dataset: Write, tmp_path: Path, comp_data: CommandLine
) -> None:
    dataset("")
    (tmp_path / "comp-data.toml").write_text(setting.replace("'", '"').format("a\\u0000b") + "\n", "utf-8")
    done = comp_data("lint")
    assert done.returncode == 2
    assert "contains a NUL character, which no name has" in done.stderr


@pytest.mark.parametrize("setting", ["dataset = '{}'", "baseline = '{}'", *FILES.values()])
def test_a_name_of_very_many_folders_is_a_short_error(setting: str, dataset: Write, tmp_path: Path) -> None:
    dataset("")
    (tmp_path / "comp-data.toml").write_text(setting.format("a/" * 50_001) + "\n", "utf-8")
    with pytest.raises(ConfigError, match=r"over 100,000 characters$"):
        load_configuration(tmp_path)


def test_patterns_that_are_too_long_or_too_many_are_refused() -> None:
    compile_patterns(("a" * 4096,))
    compile_patterns(("a",) * MOST_PATTERNS)
    with pytest.raises(ConfigError, match="patterns of 100,002 characters are too long: write 100,000 at most"):
        compile_patterns(("*a" * 500,) * 100 + ("ab",))
    with pytest.raises(ConfigError, match="2,001 patterns as in"):
        compile_patterns(("a",) * (MOST_PATTERNS + 1))


def test_too_many_files_with_ignored_rules_are_refused(dataset: Write, tmp_path: Path, comp_data: CommandLine) -> None:
    dataset("")
    ignores = ", ".join(f"'a{number}' = ['CD201']" for number in range(MOST_PATTERNS + 1))
    (tmp_path / "comp-data.toml").write_text(f"per-file-ignores = {{ {ignores} }}\n")
    done = comp_data("lint")
    assert done.returncode == 2
    assert "2,001 patterns as in .gitignore are too many" in done.stderr


@pytest.mark.parametrize("name", ["comp-data.toml", "seeds/aliases.toml"])
def test_a_dotted_key_of_many_parts_is_an_error_at_once(
    name: str, dataset: Write, tmp_path: Path, comp_data: CommandLine
) -> None:
    dataset("")
    (tmp_path / name).write_text("a" + ".a" * 200_000 + " = 1\n", "utf-8")
    done = comp_data("match", "x", "y") if "seeds" in name else comp_data("lint")
    assert done.returncode == 2
    assert "a key has 200,001 parts: the limit is 16" in done.stderr


@pytest.mark.parametrize("name", [".git/config", "seeds/../.git/config", ".GIT/config", "link"])
@pytest.mark.parametrize("key", FILES)
def test_a_file_of_git_is_neither_read_nor_shown(
    key: str, name: str, dataset: Write, tmp_path: Path, comp_data: CommandLine
) -> None:
    dataset("")
    GitRepository(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / ".git/config")
    (tmp_path / "comp-data.toml").write_text(FILES[key].format(name) + "\n", "utf-8")
    done = comp_data("lint")
    assert done.returncode == 2
    assert f"comp-data.toml: {key} is {name}, which is in a git directory" in done.stderr
    assert "repositoryformatversion" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "setting", ["expired.days = -1", "large-change.over = nan", "wide-range.ratio = -0.5", "stale.days = -9"]
)
def test_no_option_is_negative(setting: str, dataset: Write, tmp_path: Path, comp_data: CommandLine) -> None:
    dataset("")
    (tmp_path / "comp-data.toml").write_text(f"rules.{setting}\n", "utf-8")
    done = comp_data("lint")
    name, number = setting.split(" = ")
    said = f"comp-data: error: comp-data.toml: rules.{name} is {number}; it must be at least 0\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_a_number_that_is_too_large_is_a_clear_error(dataset: Write, tmp_path: Path, comp_data: CommandLine) -> None:
    dataset("")
    (tmp_path / "comp-data.toml").write_text(f"rules.total-mismatch.warning-over = {'9' * 400}\n", "utf-8")
    done = comp_data("lint")
    assert done.returncode == 2
    assert "rules.total-mismatch.warning-over is too large" in done.stderr
