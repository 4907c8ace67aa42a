"""`lint --show-settings`, `--explain-config` and `--statistics` as a process, and what pasting settings back gives."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from comp_data.linter.config.config import load_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.config.settings import make_settings
from comp_data.report.pages.settings import toml
from docs.make_schemas import config_schema
from tests.conftest import CommandLine

Write = Callable[[str], Path]
CONFIG = """
dataset = "guides"
ignore = ["CD209"]
extend-select = ["CD604"]
severity = { CD4 = "info", CD405 = "error" }
per-file-ignores = { "guides/a b/*" = ["CD307"] }
preset = "release"
fail-on = "warning"
[rules]
total-mismatch = { info-over = 5 }
custom-schema.files = ["own.json"]
"""
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUE = (
    TEXT | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.lists(TEXT, max_size=3)
)


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    (tmp_path / "comp-data.toml").write_text(CONFIG, "utf-8")
    for name in ("own.json", "more.json"):
        (tmp_path / name).write_text("{}")
    return tmp_path


@given(st.dictionaries(TEXT, VALUE, max_size=3))
def test_toml_reads_back_what_was_written(table: dict[str, Any]) -> None:
    text = toml(table)
    assert len(text.splitlines()) == 1
    assert tomllib.loads(f"table = {text}") == {"table": table}


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--preset", "pull-request"),
        ("--select", "CD2,total-mismatch", "--ignore", "CD214"),
        ("--ignore", "CD1", "--extend-select", "CD209", "--fail-on", "never", "--preview"),
        ("--schema", "more.json"),
    ],
)
def test_settings_that_are_pasted_back_are_the_same(
    arguments: tuple[str, ...], comp_data: CommandLine, configured: Path
) -> None:
    shown = comp_data("lint", *arguments, "--show-settings")
    assert (shown.returncode, shown.stderr) == (0, "")
    explained = json.loads(comp_data("lint", *arguments, "--explain-config", "--format", "json").stdout)
    (configured / "comp-data.toml").write_text(shown.stdout, "utf-8")
    assert comp_data("lint", "--show-settings").stdout == shown.stdout
    table = json.loads(comp_data("lint", "--show-settings", "--format", "json").stdout)["settings"]
    assert table == tomllib.loads(shown.stdout)
    Draft202012Validator(config_schema()).validate(table)
    (configured / "comp-data.toml").unlink()
    (configured / "pyproject.toml").write_text(f"[tool.comp-data]\n{shown.stdout}")
    settings = make_settings(Request(), load_configuration(configured))
    assert [rule.code for rule in settings.rules] == [one["code"] for one in explained["rules"] if one["runs"]]
    again = json.loads(comp_data("lint", "--explain-config", "--format", "json").stdout)
    for one, other in zip(explained["rules"], again["rules"], strict=True):
        assert one["severity"]["value"] == other["severity"]["value"]
        assert [item["value"] for item in one["options"].values()] == [
            item["value"] for item in other["options"].values()
        ]


def test_where_each_setting_comes_from(comp_data: CommandLine, configured: Path) -> None:
    arguments = ("--ignore", "CD1", "--fail-on", "error", "--extend-select", "CD209", "--schema", "more.json")
    done = comp_data("lint", "--explain-config", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    for line in (
        "configuration file: comp-data.toml",
        'dataset = "guides" # comp-data.toml',
        "select = [] # default",
        'extend-select = ["CD604", "CD209", "CD110"] # comp-data.toml, command line',
        'ignore = ["CD209", "CD1"] # comp-data.toml, command line',
        'fail-on = "error" # command line',
        'warnings-fail = ["CD406", "CD2", "CD5"] # preset release',
        'preset = "release" # comp-data.toml',
        "CD105 invalid-value off ignored by CD1 (command line)",
        "CD110 custom-schema on selected by CD110 (command line); error",
        'files = ["own.json", "more.json"] # comp-data.toml, command line',
        "CD201 total-mismatch on on by default; warning; warnings-fail (CD2, preset release)",
        "info-over = 5.0 # comp-data.toml",
        "warning-over = 25.0 # default",
        "CD209 wide-range off ignored by CD209 (comp-data.toml)",
        "CD401 future-date on on by default; info (severity.CD4, comp-data.toml)",
        "CD405 stale on on by default; error (severity.CD405, comp-data.toml)",
        "CD604 missing-standard-role on selected by CD604 (comp-data.toml); warning",
    ):
        assert line in lines, line


def test_what_the_command_line_takes_away(comp_data: CommandLine, configured: Path) -> None:
    arguments = ("--select", "CD2", "--preset", "none", "--explain-config", "--format", "json")
    explained = json.loads(comp_data("lint", *arguments).stdout)
    settings = explained["settings"]
    assert settings["preset"] == {"value": "none", "origin": "command line"}
    assert settings["warnings-fail"] == {"value": [], "origin": "default"}
    assert settings["ignore"] == {"value": [], "origin": "command line"}
    rules = {one["code"]: one for one in explained["rules"]}
    assert rules["CD209"]["why"] == "selected"
    assert rules["CD301"]["why"] == "not selected"
    assert rules["CD604"]["origin"] == "comp-data.toml"
    assert rules["CD201"]["gate"] is None


def test_without_a_file_and_with_one_that_cannot_be_used(comp_data: CommandLine, configured: Path) -> None:
    done = comp_data("lint", "--explain-config", "--no-config")
    assert done.stdout.startswith("configuration file: none\n")
    assert "CD604 missing-standard-role         off  off by default" in done.stdout
    origins = [line.rpartition("  # ")[2] for line in done.stdout.splitlines() if "  # " in line]
    assert set(origins) == {"default"}
    done = comp_data("lint", "--show-settings", "--ignore", "CDX")
    assert (done.returncode, done.stdout) == (2, "")
    (configured / "comp-data.toml").write_text("ignor = []")
    assert comp_data("lint", "--explain-config").returncode == 2


def test_statistics(comp_data: CommandLine, dataset: Write) -> None:
    dataset("role_type: senior\n")
    done = comp_data("lint", "--statistics", "--today", "2026-03-01")
    assert done.returncode == 1
    assert "\nCD105 invalid-value      1        -     -" in done.stdout
    assert "-->" not in done.stdout
    counted = json.loads(comp_data("lint", "--statistics", "--today", "2026-03-01", "--format", "json").stdout)
    assert counted["summary"]["failing"] == 1
    assert "diagnostics" not in counted
    done = comp_data("lint", "--statistics", "--format", "github", "--fix")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ("comp-data: error: --statistics has no format github: use full, concise, json\n")


def test_sources_of_wages_are_shown(comp_data: CommandLine, configured: Path) -> None:
    with (configured / "comp-data.toml").open("a") as file:
        file.write('[market]\nsources = ["own.csv"]\n')
    (configured / "own.csv").write_text(
        "source,release,role,country,currency,period,p50\nMade-up,2026,data-engineer,US,USD,year,100000\n"
    )
    shown = comp_data("lint", "--show-settings")
    assert tomllib.loads(shown.stdout)["market"] == {"sources": ["own.csv"]}
    assert 'market = { sources = ["own.csv"] } # comp-data.toml' in " ".join(
        comp_data("lint", "--explain-config").stdout.split()
    )
