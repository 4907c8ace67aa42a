"""The committed schemas are those that the models give, and say something of every field."""

import json
from typing import Any

from jsonschema import Draft202012Validator

from comp_data.report.generated.schemas import generated, out_of_date
from tests.conftest import ROOT

FOLDER = ROOT / "schemas"


def test_the_committed_schemas_are_in_step() -> None:
    assert out_of_date(FOLDER) == []
    assert sorted(generated()) == sorted(file.name for file in FOLDER.glob("*.json"))


def test_they_are_schemas_with_a_title_and_a_description_on_every_field() -> None:
    for text in generated().values():
        schema = json.loads(text)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)
        fields = list(_fields(schema))
        assert len(fields) > 20
        for name, field in fields:
            assert field.get("title"), name
            assert field.get("description"), name


def _fields(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for value in schema.values():
            yield from _fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _fields(value)
