"""The configuration's reader and its JSON Schema give one verdict."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from comp_data.base.errors import ConfigError
from comp_data.linter.config.config import Configuration, load_configuration, parse_configuration
from comp_data.linter.rules.money.totals import total_mismatch
from docs.make_schemas import config_schema, options_schema

SCHEMA = Draft202012Validator(config_schema())

GOOD: list[dict[str, Any]] = [
    {},
    {"dataset": "data", "select": ["CD1", "ALL"], "extend-select": [], "ignore": ["CD201"], "fail-on": "never"},
    {"severity": {"CD2": "error"}, "per-file-ignores": {"a/*.md": ["CD1"]}, "exclude": ["x"]},
    {"rules": {}},
    {"rules": {"custom-schema": {"files": ["own.json"]}}},
    {"rules": {"total-mismatch": {"info-over": 5, "warning-over": 20.5}}},
    {"rules": {"review-too-late": {"interval-days": 30}}},
    {"preset": "release", "preview": True, "not-counted": ["CD4"], "warnings-fail": []},
    {"preset": "none"},
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
    {"preset": "relase"},
    {"preset": None},
    {"preview": "true"},
    {"preview": 1},
    {"not-counted": "CD4"},
    {"warnings_fail": []},
]
PROPERTIES: dict[str, Any] = config_schema()["properties"]
KEYS = [*PROPERTIES, "unknown", "not_counted"]
RULES = [*PROPERTIES["rules"]["properties"], "unknown"]
PLAIN: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 5, 2.5, "", "CD2", "error", "never", "release", [], ["CD2"], [1], {}, [[]]]
)
VALUES = PLAIN | st.dictionaries(st.sampled_from(["CD2", "a/*.md"]), PLAIN, max_size=2)
OPTIONS = st.dictionaries(st.sampled_from(["days", "files", "ratio", "minimum"]), PLAIN, max_size=2)
TABLES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3) | st.fixed_dictionaries(
    {"rules": st.dictionaries(st.sampled_from(RULES), OPTIONS, max_size=2)}
)


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


@pytest.mark.slow
@given(TABLES)
@settings(deadline=None, max_examples=400)
def test_one_verdict_on_any_table(table: dict[str, Any]) -> None:
    try:
        parse_configuration(table, Path("comp-data.toml"))
    except ConfigError:
        accepted = False
    else:
        accepted = True
    assert accepted == SCHEMA.is_valid(table)


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
    assert load_configuration(inner, use_file=False).configuration.dataset == "seeds"


def test_an_option_without_a_text_is_named() -> None:
    with pytest.raises(TypeError, match=r"total-mismatch\.days has no text"):
        options_schema(replace(total_mismatch, options={"days": 1}))
