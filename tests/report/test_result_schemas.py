"""The schemas of results: what real results write is valid, and nothing else is allowed."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import comp_data as cd
from docs.make_schemas import RESULTS, result_schema
from tests.conftest import ROOT, CommandLine

Write = Callable[[str], Path]
TODAY = date(2026, 6, 1)
OLD = "# file: acme/data-engineer.md\n# file: acme/data-scientist.md\n"
NEW = (
    "# file: acme/data-engineer.md\nticker: ACME\ndata_quality: low\nlast_updated: 2026-03-01\ncompensation:\n"
    "  - base_low: 140000\n    currency: USD\n    total_comp_low: 1\n  - region: Boston\n  - currency: EUR\n"
    "# file: globex/data-engineer.md\nlevel_mapping:\n  raw: L5 = E5\nrole_type: senior\n"
)


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / f"{name}.v1.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def results(dataset: Write, tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """Results of every kind, with and without what they may lack."""
    old = dataset(OLD).rename(tmp_path / "old")
    folder = dataset(NEW)
    records = cd.load(folder, on_error="skip")
    rates = cd.Rates("EUR", {"USD": 1.1, "GBP": 0.9}, "our own", date(2026, 5, 1))
    linted = records.lint(TODAY, use_config=False)
    checked = records.with_findings(linted)
    yield "overview", records.overview(TODAY)
    yield "pay-statistics", checked.stats(["country", "currency", "last_updated"], sound=True)
    yield "pay-statistics", records.stats("role", "bonus.high", currency="EUR", rates=rates)
    yield "pay-statistics", records.where(company="nobody").stats()
    yield "lint-result", linted
    yield "lint-result", records.lint(TODAY, select="CD101")
    yield from (("diagnostic", one) for one in (*linted.diagnostics, *cd.lint(folder, today=TODAY).diagnostics))
    yield "dataset-changes", cd.diff(old, folder)
    yield "dataset-changes", cd.diff(folder, folder)
    yield from (("due-review", one) for one in checked.due(TODAY, today=TODAY, spread=3))
    yield from (("due-review", one) for one in checked.due(TODAY, today=TODAY))
    yield "match", records.match("Acme", "Data Engineer")
    yield "match", records.match("Acme", "data")
    yield "match", records.match("", "")


def test_real_results_are_valid(dataset: Write, tmp_path: Path) -> None:
    validators = {name: validator(name) for name in RESULTS}
    seen = set()
    for name, result in results(dataset, tmp_path):
        data = json.loads(result.to_json())
        assert data == json.loads(json.dumps(result.to_dict(), allow_nan=False))
        validators[name].validate(data)
        for key in data:
            assert not validators[name].is_valid({other: data[other] for other in data if other != key}), key
        assert not validators[name].is_valid({**data, "more": 1})
        seen.add(name)
    assert seen == set(RESULTS)


@pytest.mark.parametrize("name", RESULTS)
def test_every_object_is_closed(name: str) -> None:
    schema = result_schema(RESULTS[name])
    for one in (schema, *schema.get("$defs", {}).values()):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        assert one["description"]


def test_a_type_without_a_schema_is_an_error() -> None:
    with pytest.raises(TypeError, match="has no schema"):
        result_schema(Path)


def test_infinity_is_null() -> None:
    change = cd.FigureChange((), (), None, None, "bonus_pct", float("inf"), float("nan"), None, None)
    changes = cd.DatasetChanges("old", "new", (cd.RecordChange("changed", "a/b", "a/b", (change,)),))
    (figure,) = json.loads(changes.to_json())["changes"][0]["figures"]
    assert (figure["old"], figure["new"]) == (None, None)


def test_the_command_prints_them(comp_data: CommandLine) -> None:
    assert comp_data("schema", "match").stdout == (ROOT / "schemas" / "match.v1.schema.json").read_text("utf-8")
