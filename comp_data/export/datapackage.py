"""`datapackage.json`: describes the exported files and their columns as a Data Package (v2)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from comp_data.export.formats import File
from comp_data.export.publication import package_fields
from comp_data.export.tables import parent_key
from comp_data.records.metadata import Meta
from comp_data.records.publication import Publication
from comp_data.tables.columns import GUIDES, Column, Relation
from comp_data.version import __version__

NAME: Final = "datapackage.json"
OWN: Final = "compData"
"""The property that identifies an export of this package: the version that wrote it and digests of its files."""

_PROFILES: Final = "https://datapackage.org/profiles/2.0"
# Under their usual names frictionless would read these as tables: Parquet with wrong nulls, JSON Lines with a library
# that few have installed. As plain files it checks their size and digest; CSV is there for tables.
_FORMATS: Final = {"parquet": "apache-parquet", "jsonl": "json-lines"}
_TYPES: Final = {"text": "string", "integer": "integer", "number": "number", "date": "date"}
_ESCAPING: Final = (
    "Text that a spreadsheet would run as a formula is prefixed with an apostrophe: remove one from each cell that "
    "starts with apostrophes followed by one of = + - @ (or their wide forms, a tab, a line break)."
)


def content(files: Sequence[File], documents: Mapping[str, bytes], meta: Meta, about: Publication) -> bytes:
    """Describe the files; `documents` are the other files of the export, which hold no data."""
    names = resource_names(files)
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "compensation-guides",
        **package_fields(about),
        **({"version": meta.data_version} if meta.data_version else {}),
        **({"created": f"{meta.date}T00:00:00Z"} if meta.date else {}),
        "resources": [_resource(file, names) for file in files],
        OWN: {
            "version": __version__,
            "files": {
                **{file.name: _digest(file.content) for file in files},
                **{name: _digest(text) for name, text in documents.items()},
            },
            "digest": "",
        },
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return text.replace(_digest_entry(""), _digest_entry(_digest(text.encode("utf-8"))), 1).encode("utf-8")


def is_as_written(name: str, content: bytes, own: Mapping[str, Any]) -> bool:
    """Whether a file is unchanged, by the digest that the package has of it and of itself."""
    if name != NAME:
        return bool(_digest(content) == own["files"].get(name))
    entry = _digest_entry(str(own.get("digest"))).encode("utf-8")
    return bool(_digest(content.replace(entry, _digest_entry("").encode("utf-8"), 1)) == own.get("digest"))


def resource_names(files: Sequence[File]) -> dict[str, str]:
    """Name each file's resource: `pay` for the first file of a table, `pay-jsonl` for the next."""
    names: dict[str, str] = {}
    for file in files:
        plain = file.tables[0].relation.name if file.format.is_tabular else file.format.name
        names[file.name] = plain if plain not in names.values() else f"{plain}-{file.format.name}"
    return names


def _resource(file: File, names: Mapping[str, str]) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": names[file.name],
        "path": file.name,
        "format": _FORMATS.get(file.format.name, file.format.name),
        "mediatype": file.format.media_type,
        "bytes": len(file.content),
        "hash": _digest(file.content),
    }
    if not file.format.is_tabular:
        return resource | {"description": "All tables in one database, with their keys."}
    relation = file.tables[0].relation
    schema = _schema(relation, names[f"{GUIDES.name}.{file.format.name}"])
    if file.format.name != "csv":
        return resource | {"description": relation.description, "schema": schema}
    return resource | {
        "type": "table",
        "description": f"{relation.description} {_ESCAPING}",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
        "schema": schema | {"missingValues": [""]},
    }


def _schema(relation: Relation, guides: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, is_key=relation.key == (column.name,)) for column in relation.columns],
        "primaryKey": list(relation.key),
    }
    if parent := parent_key(relation):
        reference = {"resource": guides, "fields": list(GUIDES.key)}
        schema["foreignKeys"] = [{"fields": [parent.name], "reference": reference}]
    return schema


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    constraints = {"required": column.is_required, "unique": is_key}
    holds = {name: True for name, value in constraints.items() if value}
    return {**field, "constraints": holds} if holds else field


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _digest_entry(digest: str) -> str:
    return f'"digest": "{digest}"'
