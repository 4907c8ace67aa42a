"""The committed schemas are those that the models give, and say something of every field."""

import json
from typing import Any

import pytest
from jsonschema.validators import validator_for

from comp_data.report.generated.schemas import DIALECT, DRAFT_07, generated, out_of_date
from tests.conftest import ROOT

FOLDER = ROOT / "schemas"


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
