"""Describe an export to programs: `datapackage.json` (Data Package v2) and `croissant.json` (Croissant 1.0)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from comp_data.base.package import read_beside
from comp_data.export.formats import File, parent_key
from comp_data.export.publication import croissant_fields, package_fields
from comp_data.records.metadata import Meta
from comp_data.records.publication import Publication
from comp_data.tables.relations import GUIDES, Relation
from comp_data.version import __version__

PACKAGE: Final = "datapackage.json"
CROISSANT: Final = "croissant.json"
OWN: Final = "compData"
"""The property that identifies an export of this package: the version that wrote it and digests of its files."""

_NAME: Final = "compensation-guides"
_PROFILES: Final = "https://datapackage.org/profiles/2.0"
# Under their usual names frictionless would read these as tables: Parquet with wrong nulls, JSON Lines with a library
# that few have installed. As plain files it checks their size and digest; CSV is there for tables.
_FORMATS: Final = {"parquet": "apache-parquet", "jsonl": "json-lines"}
_TYPES: Final = {"text": "string", "integer": "integer", "number": "number", "date": "date"}
_ESCAPING: Final = (
    "Text that a spreadsheet would run as a formula is prefixed with an apostrophe: remove one from each cell that "
    "starts with apostrophes followed by one of = + - @ (or their wide forms, a tab, a line break)."
)

# Croissant uses other media types for these two.
_CROISSANT_ENCODINGS: Final = {"parquet": "application/x-parquet", "jsonl": "application/jsonlines"}
_CROISSANT_TYPES: Final = {"text": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}


def data_package(files: Sequence[File], documents: Mapping[str, bytes], meta: Meta, about: Publication) -> bytes:
    """Describe the files; `documents` are the other files of the export, which hold no data."""
    names = resource_names(files)
    contents = {**{file.name: file.content for file in files}, **documents}
    digests = {name: _digest(content) for name, content in contents.items()}
    package = {
        "$schema": f"{_PROFILES}/{PACKAGE}",
        "name": _NAME,
        **package_fields(about),
        **({"version": meta.data_version} if meta.data_version else {}),
        **({"created": f"{meta.date}T00:00:00Z"} if meta.date else {}),
        "resources": [_resource(file, names) for file in files],
        OWN: {"version": __version__, "files": digests, "digest": ""},
    }
    text = _as_text(package)
    return text.replace(_digest_entry(""), _digest_entry(_digest(text)), 1)


def is_as_written(name: str, content: bytes, own: Mapping[str, Any]) -> bool:
    """Whether a file is unchanged, by the digest that the package has of it and of itself."""
    if name != PACKAGE:
        return bool(_digest(content) == own["files"].get(name))
    entry = _digest_entry(str(own.get("digest")))
    return bool(_digest(content.replace(entry, _digest_entry(""), 1)) == own.get("digest"))


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
    fields: list[dict[str, Any]] = []
    for column in relation.columns:
        constraints = {"required": column.is_required, "unique": relation.key == (column.name,)}
        holds = {name: True for name, value in constraints.items() if value}
        field = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
        fields.append({**field, **({"constraints": holds} if holds else {})})
    schema: dict[str, Any] = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields}
    schema["primaryKey"] = list(relation.key)
    if parent := parent_key(relation):
        reference = {"resource": guides, "fields": list(GUIDES.key)}
        schema["foreignKeys"] = [{"fields": [parent.name], "reference": reference}]
    return schema


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _digest_entry(digest: str) -> bytes:
    return f'"digest": "{digest}"'.encode()


def _as_text(described: Mapping[str, Any]) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def croissant(files: Sequence[File], meta: Meta, about: Publication) -> bytes:
    """Describe the files; the record sets read the first format that has one file per table.

    An empty file has none: it has no columns that a reader of JSON Lines could find.
    """
    first = next((file.format for file in files if file.format.is_tabular), None)
    described = {
        "@context": read_beside(__file__, "croissant_context.json"),  # as the standard states it
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": _NAME,
        **croissant_fields(about),
        **({"version": meta.data_version} if meta.data_version else {}),
        **({"datePublished": str(meta.date)} if meta.date else {}),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.name,
                "name": file.name,
                "contentUrl": file.name,
                "contentSize": f"{len(file.content)} B",
                "encodingFormat": _CROISSANT_ENCODINGS.get(file.format.name, file.format.media_type),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in files
        ],
        "recordSet": [_record_set(file) for file in files if file.format is first and file.content],
    }
    return _as_text(described)


def _record_set(file: File) -> dict[str, Any]:
    relation = file.tables[0].relation
    fields = []
    for column in relation.columns:
        field: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{relation.name}/{column.name}",
            "name": column.name,
            "description": column.description,
            "dataType": _CROISSANT_TYPES[column.type],
            "source": {"fileObject": {"@id": file.name}, "extract": {"column": column.name}},
        }
        if column is parent_key(relation):
            field["references"] = {"field": {"@id": f"{GUIDES.name}/{GUIDES.key[0]}"}}
        fields.append(field)
    return {
        "@type": "cr:RecordSet",
        "@id": relation.name,
        "name": relation.name,
        "description": relation.description,
        "key": [{"@id": f"{relation.name}/{column}"} for column in relation.key],
        "field": fields,
    }
