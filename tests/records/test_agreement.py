"""Models, JSON Schema and the validator that the linter uses give every record the same verdict.

What a schema cannot say, each with a test of its own:

- JSON Schema counts 200000.0 as an integer; a record does not, since programs print the two differently.
- Infinite and not-a-number are no JSON values, though YAML has them; a record refuses them.
- YAML reads 2026-02-23 without quotes as a date. Where a date belongs, that is one way to write it; where text
  belongs, it is an error. JSON has no dates, so the schema only sees text.
"""

import copy
import datetime
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from jsonschema.validators import extend
from pydantic import ValidationError

from comp_data.base.package import GUIDE_SCHEMA, read_schema
from comp_data.guide.document import parse_document
from comp_data.guide.schema_check import check_record
from comp_data.records.models import Guide
from docs.make_schemas import guide_schema

SCHEMA = read_schema(GUIDE_SCHEMA)


def strict(validator: Any, name: str) -> Any:
    """Return a validator to which 200000.0 is no whole number."""
    types = validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    own: Any = extend(validator, type_checker=types)  # type: ignore[no-untyped-call]
    return own(read_schema(name), format_checker=FormatChecker(["date"]))


STRICT = strict(Draft202012Validator, GUIDE_SCHEMA)
DRAFT_07 = strict(Draft7Validator, "guide.v1.draft-07.schema.json")
PLAIN = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12)
TEXT_OR_NULL = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
SLUG = st.from_regex(r"[a-z0-9](?:[a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True)
DAY = st.dates().map(str)
AMOUNT = st.none() | st.integers(-(2**53) + 1, 2**53 - 1)
NUMBER = st.none() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6)
YEARS = st.none() | st.integers(1, 20) | st.floats(0, 20, exclude_min=True)
AMOUNTS = ("base_low", "base_high", "stock_low", "stock_high", "total_comp_low", "total_comp_high")
MORE_AMOUNTS = ("bonus_low", "bonus_high", "signing_bonus_low", "signing_bonus_high")
ROW = st.fixed_dictionaries(
    {"region": TEXT, "currency": st.sampled_from(["USD", "EUR", "VND"]), **dict.fromkeys(AMOUNTS, AMOUNT)},
    optional={
        "level": st.none() | TEXT,
        "stock_type": st.none() | TEXT,
        "stock_vest_years": YEARS,
        "stock_vest_schedule": st.none() | st.lists(st.integers(0, 100) | st.floats(0, 100), min_size=1, max_size=3),
        "bonus_pct": NUMBER,
        "bonus_pct_high": NUMBER,
        **dict.fromkeys(MORE_AMOUNTS, AMOUNT),
    },
)
SOURCE = TEXT | st.fixed_dictionaries({"name": TEXT}, optional={"url": TEXT_OR_NULL, "date_accessed": st.none() | DAY})
GUIDE = st.fixed_dictionaries(
    {
        "company": SLUG,
        "company_display": TEXT_OR_NULL,
        "role": SLUG,
        "role_display": TEXT_OR_NULL,
        "role_type": st.sampled_from(["standard", "specialty"]),
        "last_updated": DAY,
        "data_quality": st.sampled_from(["high", "medium", "low"]),
        "salary_data_quarter": st.sampled_from(["2025-Q1", "0001-Q4", "9999-Q2"]),
        "next_review_due": DAY,
        "compensation": st.lists(ROW, min_size=1, max_size=3),
        "level_mapping": st.dictionaries(TEXT, TEXT_OR_NULL, max_size=3),
        "data_sources": st.lists(SOURCE, max_size=3),
        "negotiation_dna_summary": TEXT_OR_NULL,
    },
    optional={
        "schema_version": st.just(1),
        "public_or_private": st.sampled_from([None, "public", "private"]),
        **dict.fromkeys(("industry", "hq_location", "ticker", "employee_count_range", "author"), TEXT_OR_NULL),
    },
)
OPTIONAL_KEYS = (
    *("schema_version", "industry", "public_or_private", "level", "stock_vest_schedule", "bonus_pct", "bonus_low"),
    "stock_vest_years",
    *("url", "date_accessed", "internal", "raw", "basis", "Company", ""),
)
ODD: tuple[Any, ...] = (
    *(10**6, 10**6 + 1, -1e6, 1000000.5),
    *(None, True, False, 0, 1, -1, 2, 20, 21, 2**53 - 1, 2**53, -(2**53), 10**30, 0.5, 1.0, 20.0, 20.5, -0.0),
    *(200000.0, 1e300, "", " ", "a", "A", "-a", "a\n", "a--b", "1", "2025-Q4", "2025-Q4\n", "2025-Q5", "02025-Q4"),
    *("2026-02-23", "2026-02-23\n", "2026-02-30", "20260223", "2026-W09-1", "2026-2-3", "٢٠٢٦-02-23", "0000-01-01"),
    *("2026-02-23T00:00:00", "usd", "USD", "USD ", "XXX", "high", "High", "public", "standard", "null", "true"),
    *([], {}, [None], ["a"], [[]], [{}], {"name": "x"}, {"name": ""}, {"name": None}, {"name": "x", "b": 1}),
)


def verdicts(values: Any) -> dict[str, bool]:
    document = parse_document(f"---\n{json.dumps(values, ensure_ascii=False)}\n---\nbody\n")
    assert document.values == values, document.problems
    try:
        Guide.model_validate(values)
    except ValidationError:
        model = False
    else:
        model = True
    is_valid = {"model": model, "schema": STRICT.is_valid(values), "draft-07": DRAFT_07.is_valid(values)}
    return is_valid | {"validator": not check_record(document)}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            found += places(item, (*path, key))
    return found


def at(values: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        values = values[part]
    return values


@pytest.mark.slow
@given(GUIDE)
@settings(deadline=None, max_examples=60)
def test_valid_records(values: dict[str, Any]) -> None:
    assert verdicts(values) == {"model": True, "schema": True, "draft-07": True, "validator": True}


@pytest.mark.slow
@given(GUIDE, st.data())
@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_records_with_one_place_changed(values: dict[str, Any], data: st.DataObject) -> None:
    changed = copy.deepcopy(values)
    path = data.draw(st.sampled_from(places(changed)[1:]))
    inside = at(changed, path)
    how = data.draw(st.sampled_from(["replace", "delete", "add"]))
    odd = copy.deepcopy(data.draw(st.sampled_from(ODD)))
    if how == "delete":
        del at(changed, path[:-1])[path[-1]]
    elif how == "add" and isinstance(inside, dict):
        inside[data.draw(st.sampled_from(OPTIONAL_KEYS))] = odd
    elif how == "add" and isinstance(inside, list):
        inside.append(odd)
    else:
        at(changed, path[:-1])[path[-1]] = odd
    assert len(set(verdicts(changed).values())) == 1, verdicts(changed)


def example() -> dict[str, Any]:
    row = {**dict.fromkeys(AMOUNTS, 200000), "region": "Paris", "currency": "EUR"}
    return {
        "company": "acme",
        "company_display": "Acme",
        "role": "chef",
        "role_display": "Chef",
        "role_type": "specialty",
        "last_updated": "2026-02-23",
        "data_quality": "low",
        "salary_data_quarter": "2025-Q4",
        "next_review_due": "2026-05-23",
        "compensation": [row],
        "level_mapping": {},
        "data_sources": ["Blind"],
        "negotiation_dna_summary": "Steady",
    }


@pytest.mark.slow
@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_every_place_with_every_odd_value(odd: object) -> None:
    values = example() | {"schema_version": 1, "ticker": "A", "public_or_private": "public"}
    values["compensation"][0] |= {"level": "L4", "stock_vest_years": 4, "bonus_pct": 5, "bonus_low": 1}
    values["data_sources"].append({"name": "A", "url": "b", "date_accessed": "2026-02-23"})
    values["level_mapping"] = {"internal": None, "raw": "A = B", "meta": "E4"}
    for path in places(values)[1:]:
        changed = copy.deepcopy(values)
        at(changed, path[:-1])[path[-1]] = odd
        assert len(set(verdicts(changed).values())) == 1, (path, verdicts(changed))


def test_the_published_schema_is_the_one_that_the_models_give() -> None:
    assert guide_schema() == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)
    Draft7Validator.check_schema(DRAFT_07.schema)


@pytest.mark.parametrize("path", [("compensation", 0, "base_low"), ("schema_version",)])
def test_a_whole_float_is_an_integer_to_json_schema_only(path: tuple[Any, ...]) -> None:
    values = example()
    at(values, path[:-1])[path[-1]] = 200000.0 if path[0] == "compensation" else 1.0
    assert PLAIN.is_valid(values)
    assert verdicts(values) == {"model": False, "schema": False, "draft-07": False, "validator": False}


@pytest.mark.parametrize("text", [".inf", "-.inf", ".nan", "1e999"])
@pytest.mark.parametrize("key", ["bonus_pct", "stock_vest_years", "base_low"])
def test_a_number_that_is_not_finite(text: str, key: str) -> None:
    row = json.dumps(example()["compensation"][0] | {key: 5}).replace(f'"{key}": 5', f'"{key}": {text}')
    front = json.dumps(example() | {"compensation": ["ROW"]}).replace('"ROW"', row)
    document = parse_document(f"---\n{front}\n---\nbody\n")
    assert [(problem.code, problem.at) for problem in check_record(document)] == [("CD206", ("compensation", 0, key))]
    with pytest.raises(ValidationError):
        Guide.model_validate(document.values)


def test_a_yaml_date() -> None:
    front = json.dumps(example() | {"last_updated": "DAY"}).replace('"DAY"', "2026-02-23")
    document = parse_document(f"---\n{front}\n---\nbody\n")
    assert check_record(document) == []
    assert Guide.model_validate(document.values).last_updated == datetime.date(2026, 2, 23)


@pytest.mark.parametrize("key", ["company", "company_display", "data_quality", "salary_data_quarter", "ticker"])
def test_a_yaml_date_where_text_is_expected(key: str) -> None:
    front = json.dumps(example() | {key: "DAY"}).replace('"DAY"', "2026-02-23")
    document = parse_document(f"---\n{front}\n---\nbody\n")
    assert [problem.code for problem in check_record(document)] == ["CD104"]
    with pytest.raises(ValidationError):
        Guide.model_validate(document.values)
