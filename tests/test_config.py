"""The configuration's reader and its JSON Schema give one verdict."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comp_data.errors import ConfigError
from comp_data.linter.config import Configuration, load_configuration, parse_configuration
from comp_data.schemas import config_schema

SCHEMA = Draft202012Validator(config_schema())

GOOD: list[dict[str, Any]] = [
    {},
    {"dataset": "data", "select": ["CD1", "ALL"], "extend-select": [], "ignore": ["CD201"], "fail-on": "never"},
    {"severity": {"CD2": "error"}, "per-file-ignores": {"a/*.md": ["CD1"]}, "exclude": ["x"]},
    {"rules": {}},
    {"rules": {"custom-schema": {"files": ["own.json"]}}},
    {"rules": {"total-mismatch": {"info-over": 5, "warning-over": 20.5}}},
    {"rules": {"review-too-late": {"interval-days": 30}}},
]
BAD: list[dict[str, Any]] = [
    {"fail_on": "error"},
    {"fail-on": "errors"},
    {"fail-on": 1},
    {"dataset": ["seeds"]},
    {"select": "CD1"},
    {"ignore": [1]},
    {"severity": {"CD2": "off"}},
    {"severity": ["CD2"]},
    {"per-file-ignores": {"a/*.md": "CD1"}},
    {"rules": []},
    {"rules": {"total-mismatch": 5}},
    {"rules": {"nothing": {}}},
    {"rules": {"CD201": {}}},
    {"rules": {"total-mismatch": {"info_over": 5}}},
    {"rules": {"total-mismatch": {"info-over": "5"}}},
    {"rules": {"total-mismatch": {"info-over": True}}},
    {"rules": {"review-too-late": {"interval-days": 30.5}}},
    {"unknown": 1},
]


@pytest.mark.parametrize("table", GOOD, ids=repr)
def test_accepted_by_both(table: dict[str, Any]) -> None:
    assert SCHEMA.is_valid(table)
    loaded = parse_configuration(table, Path("comp-data.toml"))
    assert isinstance(loaded.configuration, Configuration)


@pytest.mark.parametrize("table", BAD, ids=repr)
def test_refused_by_both(table: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid(table)
    with pytest.raises(ConfigError):
        parse_configuration(table, Path("comp-data.toml"))


def test_the_nearest_file_upwards_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "comp-data.toml").write_text('dataset = "outer"')
    assert load_configuration(inner).configuration.dataset == "outer"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.comp-data]\ndataset = "inner"')
    loaded = load_configuration(inner)
    assert (loaded.configuration.dataset, loaded.root) == ("inner", tmp_path / "a")
    (inner / "pyproject.toml").write_text('[project]\nname = "comp-data-user"')
    assert load_configuration(inner).configuration.dataset == "inner"
    assert load_configuration(inner, use_files=False).configuration.dataset == "seeds"
