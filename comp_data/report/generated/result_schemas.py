"""JSON Schemas of what `to_dict` and `to_json` of results write, generated from the types of their fields."""

import enum
import inspect
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from comp_data.base.diagnostics import Diagnostic
from comp_data.dataset.due import DueReview
from comp_data.dataset.overview import Overview
from comp_data.dataset.statistics import PayStatistics
from comp_data.diffing.changes import DatasetChanges
from comp_data.linter.result import LintResult
from comp_data.matching.matcher import Match
from comp_data.records.models import Guide

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
