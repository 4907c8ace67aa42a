import json
from pathlib import Path
from typing import Any

import pytest

from comp_data.base.diagnostics import Span
from comp_data.base.errors import UsageError
from comp_data.linter.config import custom_schemas
from comp_data.linter.config.custom_schemas import load_schema
from tests.linter.checks import expect, lint, not_reported


def write(folder: Path, schema: Any) -> str:
    file = folder / "own.json"
    file.write_text(json.dumps(schema), "utf-8")
    return str(file)


def test_a_value_that_is_not_allowed(tmp_path: Path) -> None:
    own = write(tmp_path, {"properties": {"industry": {"enum": ["Robotics", "Retail"]}}})
    expect("CD110", "industry: «Banking»\n", "'Banking' is not one of ['Robotics', 'Retail']", files=(own,))
    not_reported("CD110", "industry: Retail\n", files=(own,))


def test_a_missing_key_points_at_the_front_matter(tmp_path: Path) -> None:
    own = write(tmp_path, {"required": ["ticker"]})
    expect("CD110", "", "'ticker' is a required property", at=(Span(1, 1, 1, 4),), files=(own,))


def test_a_list_item_and_a_date(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        {
            "properties": {
                "last_updated": {"type": "string", "format": "date", "pattern": "^2026-03"},
                "compensation": {"items": {"properties": {"currency": {"const": "USD"}}}},
            }
        },
    )
    fragment = (
        "last_updated: «2026-02-23»\ncompensation:\n  - currency: USD\n  - currency: «EUR»\n  - currency: «GBP»\n"
    )
    expect("CD110", fragment, files=(own,))


def test_every_schema_is_checked(tmp_path: Path) -> None:
    first = write(tmp_path, {"required": ["ticker"]})
    (tmp_path / "second.json").write_text("false")
    found = expect("CD110", "", at=(Span(1, 1, 1, 4),) * 2, files=(first, str(tmp_path / "second.json")))
    helps = {f"Change front matter to match {name}" for name in ("own.json", "second.json")}
    assert {one.help for one in found} == helps


def test_findings_are_the_same_on_every_machine(tmp_path: Path) -> None:
    found = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        found += lint("industry: Banking\n", "CD110", schemas=(write(tmp_path / name, {"required": ["ticker"]}),))
    assert len(found) == 2
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("https://example.com/schema.json", r"own\.json refers to .*, which is not in it; nothing is ever fetched"),
        ("#", r"own\.json refers to itself without end, or nests a pattern too deeply"),
    ],
)
def test_another_document_is_never_fetched(reference: str, said: str, tmp_path: Path) -> None:
    own = write(tmp_path, {"$ref": reference})
    with pytest.raises(UsageError, match=said):
        lint("", "CD110", schemas=(own,))


SLOW_PATTERN = "^(a+)+$"
SLOW_TEXT = "a" * 40 + "!"
DOUBLING = {
    "$defs": {str(n): {"allOf": [{"$ref": f"#/$defs/{n + 1}"}] * 2} for n in range(60)} | {"60": {}},
    "$ref": "#/$defs/0",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "fragment"),
    [
        ({"properties": {"industry": {"pattern": SLOW_PATTERN}}}, f"industry: {SLOW_TEXT}\n"),
        ({"patternProperties": {SLOW_PATTERN: {}}}, f"{'a' * 40}_: 1\n"),
        ({"patternProperties": {SLOW_PATTERN: {}}, "unevaluatedProperties": False}, f"{'a' * 40}_: 1\n"),
        (DOUBLING, ""),
    ],
)
def test_a_schema_that_takes_too_long_is_named(
    schema: Any, fragment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write(tmp_path, schema)
    load_schema(own)
    monkeypatch.setattr(custom_schemas, "MAX_SECONDS", 0.3)
    with pytest.raises(
        UsageError, match=r"own\.json: checking the front matter takes more than 0\.3 seconds; look for a pattern"
    ):
        lint(fragment, "CD110", schemas=(own,))


@pytest.mark.parametrize("text", ["{", "[]", '{"type": "text"}', "[" * 100_000])
def test_what_is_not_a_schema(text: str, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"own\.json"):
        load_schema(str(file))


DRAFT = "http://json-schema.org/draft-0{}/schema#"


@pytest.mark.parametrize(
    "schema",
    [
        {"$schema": 1},
        {"$schema": []},
        {"$id": "http://[", "$ref": "x"},
        {"$schema": DRAFT.format(4), "$ref": 1},
        {"$schema": DRAFT.format(3), "type": "text"},
        {"patternProperties": {"a{99999999999}": {}}},
        {"not": {"$ref": "#"}},
    ],
)
def test_what_jsonschema_breaks_on_is_an_error_of_the_schema(schema: Any, tmp_path: Path) -> None:
    own = write(tmp_path, schema)
    with pytest.raises(UsageError, match=r"own\.json|without end"):
        lint("compensation:\n  - region: London\n    base_low: 150000\n", "CD110", schemas=(own,))
