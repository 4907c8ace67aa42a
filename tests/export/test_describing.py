"""datapackage.json, croissant.json and README.md describe the export: `.ci/readers` has their own programs read it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import comp_data as cd
from comp_data.export.formats import NAMES
from comp_data.tables.relations import BODY_PAY, RELATIONS


def package_of(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return package


DESCRIBING = {"CITATION.cff", "README.md", "croissant.json", "datapackage.json"}


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    cd.load().export(tmp_path / "out", NAMES)
    return tmp_path / "out"


def test_every_file_is_a_resource_with_its_size_and_digest(whole: Path) -> None:
    resources = package_of(whole)["resources"]
    assert {one["path"] for one in resources} == {file.name for file in whole.iterdir()} - DESCRIBING
    assert len({one["name"] for one in resources}) == len(resources)
    for one in resources:
        content = (whole / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


def test_csv_files_are_tables_with_keys(whole: Path) -> None:
    tables = {one["name"]: one for one in package_of(whole)["resources"] if one.get("type") == "table"}
    assert list(tables) == [relation.name for relation in RELATIONS]
    for relation in RELATIONS:
        schema = tables[relation.name]["schema"]
        assert [field["name"] for field in schema["fields"]] == [column.name for column in relation.columns]
        assert schema["primaryKey"] == list(relation.key)
        assert schema["missingValues"] == [""]
    assert tables["guides"]["schema"]["fields"][0]["constraints"] == {"required": True, "unique": True}
    key = {"fields": ["guide"], "reference": {"resource": "guides", "fields": ["id"]}}
    assert [tables[name]["schema"].get("foreignKeys") for name in tables] == [None, *[[key]] * 5]
    assert "apostrophe" in tables["pay"]["description"]


@pytest.mark.parametrize(("formats", "name"), [(["jsonl"], "guides"), (["jsonl", "csv"], "guides-jsonl")])
def test_a_key_leads_to_the_table_of_the_same_format(formats: list[str], name: str, tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out", formats)
    pay = next(one for one in package_of(tmp_path / "out")["resources"] if one["path"] == "pay.jsonl")
    assert pay["schema"]["foreignKeys"][0]["reference"]["resource"] == name
    assert name in {one["name"] for one in package_of(tmp_path / "out")["resources"]}


def test_croissant_refers_to_files_and_fields_that_are_there(whole: Path) -> None:
    described = json.loads((whole / "croissant.json").read_text("utf-8"))
    files = {one["@id"]: one for one in described["distribution"]}
    for name, one in files.items():
        assert one["sha256"] == hashlib.sha256((whole / name).read_bytes()).hexdigest()
    assert files.keys() == {file.name for file in whole.iterdir()} - DESCRIBING
    fields = {field["@id"]: field for one in described["recordSet"] for field in one["field"]}
    assert len(fields) == sum(len(relation.columns) for relation in RELATIONS)
    for field in fields.values():
        assert field["source"]["fileObject"]["@id"] in files
        assert field["source"]["extract"]["column"] == field["name"]
    assert fields["pay/guide"]["references"] == {"field": {"@id": "guides/id"}}
    assert [one["key"] for one in described["recordSet"]][:2] == [
        [{"@id": "guides/id"}],
        [{"@id": "pay/guide"}, {"@id": "pay/position"}],
    ]


def test_croissant_describes_no_rows_of_an_empty_file(tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out", ["jsonl"])
    empty = {file.stem for file in (tmp_path / "out").glob("*.jsonl") if not file.read_bytes()}
    described = json.loads((tmp_path / "out" / "croissant.json").read_text("utf-8"))
    assert empty == {"body_pay"}
    assert [one["name"] for one in described["recordSet"]] == [one.name for one in RELATIONS if one.name not in empty]


@pytest.mark.parametrize(
    ("formats", "ending"), [(["csv"], "csv"), (["csv", "parquet"], "parquet"), (["sqlite"], None), (["jsonl"], "jsonl")]
)
def test_the_card_names_a_file_for_each_configuration(formats: list[str], ending: str | None, tmp_path: Path) -> None:
    cd.load().export(tmp_path / "out", formats)
    text = (tmp_path / "out" / "README.md").read_text("utf-8")
    if ending is None:
        assert text.startswith("# Compensation guides\n")
        return
    front = yaml.safe_load(text.split("---\n")[1])
    assert {one["config_name"]: one["data_files"] for one in front["configs"]} == {
        relation.name: f"{relation.name}.{ending}" for relation in RELATIONS if relation is not BODY_PAY
    }, "the seed has no row of body_pay, and `datasets` fails for a table without rows"
    assert [one["config_name"] for one in front["configs"] if one.get("default")] == ["pay"]


def test_the_card_tells_every_column(whole: Path, dataset: Callable[[str], Path]) -> None:
    text = (whole / "README.md").read_text("utf-8")
    for relation in RELATIONS:
        for column in relation.columns:
            assert f"| `{column.name}` | {column.type}" in text
