"""The key of the cache differs wherever findings may differ."""

import os
import sys
from pathlib import Path

import pytest

from comp_data.linter import cache
from comp_data.linter.cache import cache_key
from comp_data.linter.config.config import Configuration, parse_configuration
from comp_data.linter.config.request import Request

PLAIN = Request(("seeds",))
LOADED = parse_configuration({}, Path("/dataset/comp-data.toml"))


def test_what_changes_findings_is_in_the_key() -> None:
    asked = [
        PLAIN,
        PLAIN._replace(paths=("guides",)),
        PLAIN._replace(select=("CD2",)),
        PLAIN._replace(extend_select=("CD606",)),
        PLAIN._replace(ignore=("CD2",)),
        PLAIN._replace(preview=True),
    ]
    tables: list[dict[str, object]] = [
        {"severity": {"CD2": "error"}},
        {"per-file-ignores": {"a": ["CD2"]}},
        {"rules": {"total-mismatch": {"info-over": 1.0}}},
        {"rules": {"total-mismatch": {"info-over": 2.0}}},
    ]
    keys = [cache_key(one, LOADED) for one in asked]
    keys += [cache_key(PLAIN, parse_configuration(table, Path("/dataset/comp-data.toml"))) for table in tables]
    keys.append(cache_key(PLAIN, parse_configuration({}, Path("/elsewhere/comp-data.toml"))))
    assert len(set(keys)) == len(keys)


def test_what_changes_none_is_not() -> None:
    table = {
        "fail-on": "never",
        "not-counted": ["CD2"],
        "baseline": "known.jsonl",
        "exclude": ["a"],
        "dataset": "guides",
    }
    assert cache_key(PLAIN, parse_configuration(table, Path("/dataset/comp-data.toml"))) == cache_key(PLAIN, LOADED)
    request = PLAIN._replace(
        fail_on="never", baseline="known.jsonl", base="HEAD", changed_only=True, within_dataset=True
    )
    assert cache_key(request, LOADED) == cache_key(PLAIN, LOADED)


def test_every_key_has_been_decided_on() -> None:
    """All keys of a configuration but those left out here are in the cache key, and of a request those named first."""
    assert set(Request._fields) == {
        *("paths", "select", "extend_select", "ignore", "schemas", "preview"),
        *("stdin_filename", "within_dataset", "baseline", "fail_on", "base", "changed_only", "cache", "cache_dir"),
    }
    left_out = {"dataset", "exclude", "fail_on", "baseline", "not_counted", "warnings_fail", "preset"}
    assert set(Configuration._fields) - left_out == {
        *("select", "extend_select", "ignore", "severity", "per_file_ignores", "preview"),
    }


def test_the_working_folder_and_a_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache_key(PLAIN, LOADED)
    monkeypatch.chdir(tmp_path)
    assert cache_key(PLAIN, LOADED) != before
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        file.write_text("{}")
    asked = [cache_key(PLAIN._replace(schemas=(str(file),)), LOADED) for file in files]
    files[0].with_name("three.json").write_text('{"required": []}')
    asked.append(cache_key(PLAIN._replace(schemas=(str(tmp_path / "three.json"),)), LOADED))
    assert len(set(asked)) == 3


def test_code_that_was_installed_anew_has_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed anew with the same version is other code, as are other packages beside it."""
    packages = tmp_path / "site-packages"
    rule = packages / "comp_data" / "linter" / "a_rule.py"
    rule.parent.mkdir(parents=True)
    rule.write_text("one")
    monkeypatch.setattr(cache, "_PACKAGE", packages / "comp_data")
    monkeypatch.setattr(sys, "path", [str(packages), str(tmp_path / "gone-packages")])
    os.utime(packages, (1, 1))
    keys = [cache_key(PLAIN, LOADED)]
    (rule.parent / "__pycache__").mkdir()
    assert cache_key(PLAIN, LOADED) == keys[0]
    rule.write_text("two")
    os.utime(rule, (9, 9))
    keys.append(cache_key(PLAIN, LOADED))
    os.utime(packages, (2, 2))
    keys.append(cache_key(PLAIN, LOADED))
    rule.unlink()
    keys.append(cache_key(PLAIN, LOADED))
    assert len(set(keys)) == 4
