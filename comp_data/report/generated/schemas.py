"""Generate the JSON Schemas from the models: of front matter, the configuration, and what `to_json` of results writes.

They are draft 2020-12; that of front matter is there as draft 7 too, for tools that need it.
"""

import enum
import inspect
import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.vocabulary import SCHEMA_VERSION
from comp_data.dataset.overview import DueReview, Overview
from comp_data.dataset.statistics import PayStatistics
from comp_data.diffing.changes import DatasetChanges
from comp_data.linter.config.config_schema import configuration_schema
from comp_data.linter.result import LintResult
from comp_data.matching.matcher import Match
from comp_data.records.models import Guide

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DRAFT_07 = "http://json-schema.org/draft-07/schema#"

RESULTS: Final[dict[str, type]] = {
    "overview": Overview,
    "pay-statistics": PayStatistics,
    "lint-result": LintResult,
    "diagnostic": Diagnostic,
    "dataset-changes": DatasetChanges,
    "due-review": DueReview,
    "match": Match,
}
"""The results with a schema of their own, by its name."""

_SCALARS: Final[dict[object, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    Guide: {"type": "string", "description": "The id of a guide: company/role."},
    Any: {},
    object: {},
}


def guide_schema() -> dict[str, Any]:
    """Return the schema of front matter as JSON, in which dates are ISO text."""
    schema = Guide.model_json_schema(mode="validation")
    title = f"Compensation guide, format version {SCHEMA_VERSION}"
    return {"$schema": DIALECT, **schema, "title": title}


def config_schema() -> dict[str, Any]:
    """Return the schema of the configuration: `comp-data.toml`, or `[tool.comp-data]` of `pyproject.toml`."""
    return {"$schema": DIALECT, **configuration_schema()}


def draft_07(schema: Any) -> Any:
    """Return a schema of the models in the words of draft 7, which ignores what is beside a `$ref`."""
    if isinstance(schema, list):
        return [draft_07(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    renamed = {"definitions" if key == "$defs" else key: draft_07(value) for key, value in schema.items()}
    if "$ref" in schema:
        reference = {"$ref": renamed.pop("$ref").replace("/$defs/", "/definitions/")}
        return {**renamed, "allOf": [reference]} if renamed else reference
    return {**renamed, "$schema": DRAFT_07} if schema.get("$schema") == DIALECT else renamed


def generated() -> dict[str, str]:
    """Return every schema by file name."""
    guide = guide_schema()
    schemas = {
        "guide.v1.schema.json": guide,
        "guide.v1.draft-07.schema.json": draft_07(guide),
        "config.v1.schema.json": config_schema(),
        **{f"{name}.v1.schema.json": {"$schema": DIALECT, **result_schema(kind)} for name, kind in RESULTS.items()},
    }
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def out_of_date(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Return the names of the generated files that are missing or different in a folder, apart from line ends."""
    files = {name: folder / name for name in texts}
    present = {name: file.read_bytes().replace(b"\r\n", b"\n") for name, file in files.items() if file.is_file()}
    return [name for name, text in texts.items() if present.get(name) != text.encode()]


def result_schema(kind: type) -> dict[str, Any]:
    """Return the schema of a result, in which every field is required and no other is allowed."""
    definitions: dict[str, Any] = {}
    _schema(kind, definitions)
    own = definitions.pop(kind.__name__)
    return {"title": kind.__name__, **own, "$defs": definitions} if definitions else {"title": kind.__name__, **own}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if inspect.isclass(kind) and issubclass(kind, enum.Enum):
        return {"enum": [one.name.lower() for one in kind]}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(one, definitions) for one in arguments]}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    if origin is not None:  # a tuple, frozenset or sequence of one type
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if not (is_dataclass(kind) or hasattr(kind, "_fields")):
        raise TypeError(f"{kind} has no schema")
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # a type may contain itself
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        "description": inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " "),
        "type": "object",
        "properties": {name: _schema(hint, definitions) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }
