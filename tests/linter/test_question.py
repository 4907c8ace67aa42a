"""The question that a cache answers: another one wherever findings may be others."""

import os
import sys
from pathlib import Path

import pytest

from comp_data.linter import question
from comp_data.linter.config.config import Configuration, parse_configuration
from comp_data.linter.config.request import Request
from comp_data.linter.question import question_of

PLAIN = Request(("seeds",))
LOADED = parse_configuration({}, Path("/dataset/comp-data.toml"))


def test_what_changes_findings_is_asked_for() -> None:
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
    questions = [question_of(one, LOADED) for one in asked]
    questions += [question_of(PLAIN, parse_configuration(table, Path("/dataset/comp-data.toml"))) for table in tables]
    questions.append(question_of(PLAIN, parse_configuration({}, Path("/elsewhere/comp-data.toml"))))
    assert len(set(questions)) == len(questions)


def test_what_changes_none_is_not() -> None:
    table = {
        "fail-on": "never",
        "not-counted": ["CD2"],
        "baseline": "known.jsonl",
        "exclude": ["a"],
        "dataset": "guides",
    }
    assert question_of(PLAIN, parse_configuration(table, Path("/dataset/comp-data.toml"))) == question_of(PLAIN, LOADED)
    request = PLAIN._replace(
        fail_on="never", baseline="known.jsonl", base="HEAD", changed_only=True, within_dataset=True
    )
    assert question_of(request, LOADED) == question_of(PLAIN, LOADED)


def test_every_key_has_been_decided_on() -> None:
    """Keys of a configuration are part of the question unless they are left out; those of a request where named."""
    assert set(Request._fields) == {
        *("paths", "select", "extend_select", "ignore", "schemas", "preview"),
        *("stdin_filename", "within_dataset", "baseline", "fail_on", "base", "changed_only", "cache"),
    }
    left_out = {"dataset", "exclude", "fail_on", "baseline", "not_counted", "warnings_fail", "preset"}
    assert set(Configuration._fields) - left_out == {
        *("select", "extend_select", "ignore", "severity", "per_file_ignores", "preview"),
    }


def test_the_working_folder_and_a_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = question_of(PLAIN, LOADED)
    monkeypatch.chdir(tmp_path)
    assert question_of(PLAIN, LOADED) != before
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        file.write_text("{}")
    asked = [question_of(PLAIN._replace(schemas=(str(file),)), LOADED) for file in files]
    files[0].with_name("three.json").write_text('{"required": []}')
    asked.append(question_of(PLAIN._replace(schemas=(str(tmp_path / "three.json"),)), LOADED))
    assert len(set(asked)) == 3


def test_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed anew with the same version is other code, as are other packages beside it."""
    packages = tmp_path / "site-packages"
    rule = packages / "comp_data" / "linter" / "a_rule.py"
    rule.parent.mkdir(parents=True)
    rule.write_text("one")
    monkeypatch.setattr(question, "_PACKAGE", packages / "comp_data")
    monkeypatch.setattr(sys, "path", [str(packages), str(tmp_path / "gone-packages")])
    os.utime(packages, (1, 1))
    questions = [question_of(PLAIN, LOADED)]
    (rule.parent / "__pycache__").mkdir()
    assert question_of(PLAIN, LOADED) == questions[0]
    rule.write_text("two")
    os.utime(rule, (9, 9))
    questions.append(question_of(PLAIN, LOADED))
    os.utime(packages, (2, 2))
    questions.append(question_of(PLAIN, LOADED))
    rule.unlink()
    questions.append(question_of(PLAIN, LOADED))
    assert len(set(questions)) == 4
