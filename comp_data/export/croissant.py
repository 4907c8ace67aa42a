"""`croissant.json`: describes the exported files and tables in Croissant 1.0, which dataset catalogs read."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from comp_data.export.formats import File
from comp_data.export.publication import croissant_fields
from comp_data.export.tables import parent_key
from comp_data.records.metadata import Meta
from comp_data.records.publication import Publication
from comp_data.tables.columns import GUIDES, Column

NAME: Final = "croissant.json"

# Croissant uses other media types for these two.
_ENCODINGS: Final = {"parquet": "application/x-parquet", "jsonl": "application/jsonlines"}
_TYPES: Final = {"text": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}
_TERMS: Final = (
    "citeAs column conformsTo:dct data:@json dataType:@vocab equivalentProperty examples:@json extract field "
    "fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 parentField path recordSet "
    "references regex repeated replace samplingRate separator source subField transform"
)


def content(files: Sequence[File], meta: Meta, about: Publication) -> bytes:
    """Describe the files; the record sets read the first format that has one file per table."""
    first = next((file.format for file in files if file.format.is_tabular), None)
    described = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "compensation-guides",
        **croissant_fields(about),
        **({"version": meta.data_version} if meta.data_version else {}),
        **({"datePublished": str(meta.date)} if meta.date else {}),
        "distribution": [_file_object(file) for file in files],
        "recordSet": [_record_set(file) for file in files if file.format is first],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _context() -> dict[str, Any]:
    """Return the JSON-LD context of the standard."""
    context: dict[str, Any] = {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
    }
    for term in _TERMS.split():
        name, _, kind = term.partition(":")
        if kind.startswith("@"):
            context[name] = {"@id": f"cr:{name}", "@type": kind}
        else:
            context[name] = f"{kind or 'cr'}:{name}"
    return context


def _file_object(file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{len(file.content)} B",
        "encodingFormat": _ENCODINGS.get(file.format.name, file.format.media_type),
        "sha256": hashlib.sha256(file.content).hexdigest(),
    }


def _record_set(file: File) -> dict[str, Any]:
    relation = file.tables[0].relation
    parent = parent_key(relation)
    return {
        "@type": "cr:RecordSet",
        "@id": relation.name,
        "name": relation.name,
        "description": relation.description,
        "key": [{"@id": f"{relation.name}/{column}"} for column in relation.key],
        "field": [_field(file, relation.name, column, is_reference=column is parent) for column in relation.columns],
    }


def _field(file: File, table: str, column: Column, *, is_reference: bool) -> dict[str, Any]:
    extract = {"column": column.name}
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": file.name}, "extract": extract},
        **({"references": {"field": {"@id": f"{GUIDES.name}/{GUIDES.key[0]}"}}} if is_reference else {}),
    }
