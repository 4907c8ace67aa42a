"""`datapackage.json`: the exported files and what their columns hold, as a Data Package (v2)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from comp_data.export.formats import File
from comp_data.export.tables import parent_key
from comp_data.records.metadata import Meta
from comp_data.tables.columns import GUIDES, Column, Relation
from comp_data.version import __version__

NAME: Final = "datapackage.json"
OWN: Final = "compData"
"""The property that tells an export of this package: what wrote it, and the digests of its files."""

_PROFILES: Final = "https://datapackage.org/profiles/2.0"
# Under their usual names frictionless reads these as tables: one it reads wrongly (null as not-a-number), the other
# with a library that not everybody has. As files they are checked by size and digest; CSV is there for tables.
_FORMATS: Final = {"parquet": "apache-parquet", "jsonl": "json-lines"}
_TYPES: Final = {"text": "string", "integer": "integer", "number": "number", "date": "date"}
_DEFUSED: Final = (
    "Text that a spreadsheet would run as a formula has an apostrophe before it: take one off each cell that begins "
    "with apostrophes and one of = + - @ (their wide forms, a tab, a line break) behind them."
)


def content(files: Sequence[File], documents: Mapping[str, bytes], meta: Meta) -> bytes:
    """The package of an export's files; `documents` are those beside them that hold no data."""
    names = resource_names(files)
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "compensation-guides",
        "title": "Compensation guides",
        "description": "Pay ranges by company, role and region, with their sources and equivalent levels.",
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
    return text.replace(_sealed(""), _sealed(_digest(text.encode("utf-8"))), 1).encode("utf-8")


def is_unchanged(package: bytes, own: Mapping[str, Any]) -> bool:
    """Whether a package is as it was written, going by the digest that it has of itself."""
    seal = _sealed(str(own.get("digest"))).encode("utf-8")
    return _digest(package.replace(seal, _sealed("").encode("utf-8"), 1)) == own.get("digest")


def is_as_written(content: bytes, digest: object) -> bool:
    """Whether a file is as it was written, going by the digest that the package has of it."""
    return _digest(content) == digest


def resource_names(files: Sequence[File]) -> dict[str, str]:
    """The name of each file's resource: the table's for the first file that has it alone, `pay-jsonl` for the next."""
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
        "description": f"{relation.description} {_DEFUSED}",
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


def _sealed(digest: str) -> str:
    return f'"digest": "{digest}"'
