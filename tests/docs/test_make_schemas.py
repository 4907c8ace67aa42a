"""The committed schemas are those that the models give, and say something of every field."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from docs import make_schemas
from docs.make_schemas import DIALECT, DRAFT_07, FOLDER, generated, out_of_date


def test_they_are_written_and_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make_schemas, "FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["make_schemas.py", "--check"])
    assert make_schemas.main() == 1
    assert capsys.readouterr().err.count("is out of date: run python -m docs.make_schemas") == 10
    monkeypatch.setattr("sys.argv", ["make_schemas.py"])
    assert make_schemas.main() == 0
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in FOLDER.glob("*.json")
    }
    written = tmp_path / "guide.v1.schema.json"
    written.write_text(written.read_text("utf-8").replace("Company", "Firm"), "utf-8")
    monkeypatch.setattr("sys.argv", ["make_schemas.py", "--check"])
    assert make_schemas.main() == 1
    assert "guide.v1.schema.json" in capsys.readouterr().err


def test_the_committed_schemas_are_in_step() -> None:
    assert out_of_date(FOLDER, generated()) == []
    assert sorted(generated()) == sorted(file.name for file in FOLDER.glob("*.json"))


@pytest.mark.slow
def test_they_are_schemas_with_a_title_and_a_description_on_every_field() -> None:
    for name, text in generated().items():
        schema = json.loads(text)
        assert schema["$schema"] == (DRAFT_07 if "draft-07" in name else DIALECT)
        validator_for(schema).check_schema(schema)
        fields = list(_fields(schema))
        assert fields
        for key, field in fields if name.startswith(("guide.", "config.")) else ():
            assert field.get("title"), key
            assert field.get("description"), key


def test_draft_7_has_no_word_of_a_later_draft_and_nothing_beside_a_reference() -> None:
    text = generated()["guide.v1.draft-07.schema.json"]
    assert not any(
        f'"{word}"' in text for word in ("$defs", "prefixItems", "unevaluatedProperties", "dependentRequired")
    )
    assert [one for one in _objects(json.loads(text)) if "$ref" in one and len(one) > 1] == []


def _objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        for value in schema.values() if isinstance(schema, dict) else schema:
            yield from _objects(value)


def _fields(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for value in schema.values():
            yield from _fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _fields(value)
