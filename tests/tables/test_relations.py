"""The records as flat rows: every column is there, of its type, and null where nothing is stated."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import comp_data as cd
from comp_data.tables.relations import BODY_PAY, GUIDES, LEVELS, PAY, RELATIONS, SOURCES, Relation, rows_of

Write = Callable[[str], Path]
TYPES: dict[str, tuple[type, ...]] = {"text": (str,), "integer": (int,), "number": (int, float), "date": (date,)}


def objects(relation: Relation, records: cd.Dataset) -> list[dict[str, Any]]:
    names = [column.name for column in relation.columns]
    return [dict(zip(names, row, strict=True)) for row in rows_of(relation, records.guides)]


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_value_is_of_its_columns_type(relation: Relation) -> None:
    rows = objects(relation, cd.load())
    assert rows or relation in (BODY_PAY, LEVELS)
    for row in rows:
        for column in relation.columns:
            value = row[column.name]
            assert value is None or type(value) in TYPES[column.type], column.name
            assert value is not None or not column.is_required, column.name
    keys = [tuple(row[name] for name in relation.key) for row in rows]
    assert len(set(keys)) == len(keys)


def test_guides_have_a_column_for_every_single_field() -> None:
    lists = {"compensation", "level_mapping", "data_sources"}
    assert {column.name for column in GUIDES.columns} == {"id", *cd.Guide.model_fields} - lists
    assert {column.name for column in PAY.columns} >= set(cd.Compensation.model_fields)


def test_pay(dataset: Write) -> None:
    rows = (
        "  - region: NYC\n    stock_vest_years: 2.5\n"
        "  - region: London / Paris\n    base_low: null\n  - region: Atlantis\n"
    )
    records = cd.load(dataset(f"compensation:\n{rows}"))
    first, second, third = objects(PAY, records)
    assert (first["guide"], first["position"], first["place"], first["country"]) == (
        "acme/data-engineer",
        1,
        "New York",
        "US",
    )
    assert first["stock_vest_years"] == 2.5
    expected = records["acme/data-engineer"].pay("NYC").expected_total()
    assert (first["formula_low"], first["formula_high"]) == (expected.low, expected.high)
    assert expected.low is not None
    assert (second["place"], second["country"]) == ("London / Paris", None)
    assert (second["base_low"], second["formula_low"]) == (None, None)
    assert (third["place"], third["country"], third["region"]) == (None, None, "Atlantis")


def test_sources_and_levels(dataset: Write) -> None:
    text = (
        "data_sources:\n  - Blind\n  - {name: Levels.fyi, url: https://www.levels.fyi, date_accessed: 2026-01-31}\n"
        "level_mapping:\n  meta: E4\n  internal: null\n  raw: L4 = E4\n"
    )
    records = cd.load(dataset(text))
    assert list(rows_of(SOURCES, records.guides)) == [
        ("acme/data-engineer", 1, "Blind", None, None),
        ("acme/data-engineer", 2, "Levels.fyi", "https://www.levels.fyi", date(2026, 1, 31)),
    ]
    assert list(rows_of(LEVELS, records.guides)) == [
        ("acme/data-engineer", 1, "raw", "L4 = E4"),
        ("acme/data-engineer", 2, "meta", "E4"),
    ]


def test_an_empty_text_is_null(dataset: Write) -> None:
    (row,) = objects(GUIDES, cd.load(dataset('industry: ""\nticker: null\n')))
    assert (row["industry"], row["ticker"]) == (None, None)
