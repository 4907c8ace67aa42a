"""The summary counts what the configuration keeps out of the report, so that nobody silences a gate unseen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CommandLine, GitRepository

Write = Callable[[str], Path]
TODAY = ("--today", "2026-03-01")
SCHEMA = ("--format=concise", "--select=CD1")
TWO = "# file: acme/data-engineer.md\nrole_type: senior\n# file: globex/data-engineer.md\nrole_type: senior\n"


def first_line(comp_data: CommandLine, *arguments: str) -> str:
    return comp_data("lint", *TODAY, *arguments).stdout.splitlines()[-1].split("; ")[0]


def counts(comp_data: CommandLine, *arguments: str) -> tuple[int, int]:
    summary = json.loads(comp_data("lint", *TODAY, "--format=json", *arguments).stdout)["summary"]
    return summary["ignored"], summary["excluded"]


@pytest.mark.slow
@pytest.mark.parametrize("more", [[], ["--jobs=2", "--no-cache"], ["--no-cache"]])
def test_what_per_file_ignores_leaves_out_is_counted(
    comp_data: CommandLine, dataset: Write, tmp_path: Path, more: list[str]
) -> None:
    dataset(TWO)
    (tmp_path / "comp-data.toml").write_text('per-file-ignores = { "seeds/acme/*" = ["CD105"] }\n')
    for _ in range(2):
        line = first_line(comp_data, *SCHEMA, *more)
        assert line == "2 guides: 1 error, 0 warnings, 0 infos, 1 ignored by per-file-ignores"
    assert counts(comp_data, *more) == (1, 0)


@pytest.mark.slow
def test_findings_from_the_cache_count_too(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("".join(f"# file: c{number}/data-engineer.md\nrole_type: senior\n" for number in range(30)))
    (tmp_path / "comp-data.toml").write_text('per-file-ignores = { "c1*" = ["CD1"] }\n')
    assert [counts(comp_data) for _ in range(2)] == [(11, 0)] * 2


def test_ignored_findings_of_rules_that_compare_guides(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset("# file: acme/data-engineer.md\n# file: acme/data-scientist.md\n")
    assert "CD606" in comp_data("lint", *TODAY, "--format=concise", "--level=info").stdout
    (tmp_path / "comp-data.toml").write_text('per-file-ignores = { "*.md" = ["CD6"] }\n')
    assert counts(comp_data) >= (1, 0)


def test_ignored_findings_of_rules_that_compare_with_a_base(
    comp_data: CommandLine, repository: GitRepository, dataset: Write, tmp_path: Path
) -> None:
    dataset("")
    (tmp_path / "comp-data.toml").write_text('per-file-ignores = { "seeds/acme/*" = ["CD8"] }\n')
    repository.commit()
    dataset("compensation:\n  - base_low: 75000\n")
    assert counts(comp_data, "--select=CD8", "--base=HEAD") == (3, 0)


@pytest.mark.parametrize("named", [[], ["seeds"], ["seeds/acme/data-engineer.md", "seeds/globex/data-engineer.md"]])
def test_excluded_guides_are_counted(comp_data: CommandLine, dataset: Write, tmp_path: Path, named: list[str]) -> None:
    dataset(TWO)
    (tmp_path / "seeds" / "acme" / "README.md").write_text("# no guide\n")
    (tmp_path / "comp-data.toml").write_text('exclude = ["acme"]\n')
    line = first_line(comp_data, *SCHEMA, *named)
    assert line == "1 guide: 1 error, 0 warnings, 0 infos, 1 guide excluded"
    assert counts(comp_data, *named) == (0, 1)


def test_a_hook_counts_excluded_guides_only(comp_data: CommandLine, dataset: Write, tmp_path: Path) -> None:
    dataset(TWO)
    (tmp_path / "README.md").write_text("# no guide\n")
    (tmp_path / "comp-data.toml").write_text('exclude = ["acme", "README.md"]\n')
    named = ["README.md", "seeds/acme/data-engineer.md", "seeds/globex/data-engineer.md"]
    assert counts(comp_data, "--within-dataset", *named) == (0, 1)


QUIET = [
    ["--fix"],
    ["--fix-only"],
    ["--write-baseline"],
    ["--add-ignores", "--reason=known"],
    ["--within-dataset", "README.md"],
    ["--output-file=report.txt"],
]


@pytest.mark.parametrize("arguments", QUIET)
def test_quiet_drops_every_note(comp_data: CommandLine, dataset: Write, tmp_path: Path, arguments: list[str]) -> None:
    dataset(TWO)
    (tmp_path / "README.md").write_text("# no guide\n")
    (tmp_path / "comp-data-baseline.jsonl").write_text("")
    assert comp_data("lint", *TODAY, *arguments).stderr != ""
    dataset(TWO)
    assert comp_data("lint", *TODAY, *arguments, "--quiet").stderr == ""
    assert comp_data("lint", *arguments, "--quiet", "nowhere").stderr != ""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["export", "out"], ["report", "out"]])
def test_data_with_excluded_guides_says_so(
    arguments: list[str], comp_data: CommandLine, dataset: Write, tmp_path: Path
) -> None:
    dataset("# file: acme/data-engineer.md\n# file: globex/data-engineer.md\n")
    (tmp_path / "comp-data.toml").write_text('exclude = ["seeds/acme/"]\n')
    done = comp_data(*arguments)
    assert done.returncode == 0, done.stderr
    assert "1 guide excluded from linting, so not checked, and part of the data" in done.stderr
    (guides,) = (tmp_path / "out").rglob("guides.csv")
    assert "acme/data-engineer" in guides.read_text("utf-8")
