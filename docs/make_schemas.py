"""Writes `schemas/` from the models: front matter, the configuration, and what `to_json` of results writes.

    python -m docs.make_schemas [--check]

With `--check` nothing is written, and the exit code is 1 where a schema is out of date. The schemas are draft 2020-12;
that of front matter is there as draft 7 too, for tools that need it.
"""

import ast
import enum
import inspect
import json
import sys
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, Field, create_model

from comp_data.base.diagnostics import Diagnostic
from comp_data.base.vocabulary import SCHEMA_VERSION
from comp_data.dataset.overview import DueReview, Overview
from comp_data.dataset.statistics import PayStatistics
from comp_data.diffing.changes import DatasetChanges
from comp_data.linter.config.config import Configuration, Market
from comp_data.linter.result import LintResult
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from comp_data.matching.matcher import Match
from comp_data.records.models import Guide
from comp_data.records.publication import PATTERNS, Publication

FOLDER = Path(__file__).resolve().parents[1] / "schemas"
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


def main() -> int:
    """Writes the schemas, or compares them."""
    schemas = generated()
    if "--check" not in sys.argv[1:]:
        for name, text in schemas.items():
            (FOLDER / name).write_text(text, "utf-8", newline="")
        return 0
    outdated = out_of_date(FOLDER, schemas)
    for name in outdated:
        print(f"schemas/{name} is out of date: run python -m docs.make_schemas", file=sys.stderr)
    return 1 if outdated else 0


def guide_schema() -> dict[str, Any]:
    """Return the schema of front matter as JSON, in which dates are ISO text."""
    schema = Guide.model_json_schema(mode="validation")
    title = f"Compensation guide, format version {SCHEMA_VERSION}"
    return {"$schema": DIALECT, **schema, "title": title}


def config_schema() -> dict[str, Any]:
    """Return the schema of the configuration: `comp-data.toml`, or `[tool.comp-data]` of `pyproject.toml`."""
    schema = _schema_of_tuple(Configuration)
    rules = {rule.name: options_schema(rule) for rule in RULES if rule.options}
    schema["properties"]["rules"] = {
        "title": "Rules",
        "description": "Options of rules, by the rule's name.",
        "type": "object",
        "additionalProperties": False,
        "properties": rules,
    }
    for table in (Market, Publication):
        schema["properties"][table.__name__.lower()] = {**_schema_of_tuple(table), "title": table.__name__}
    for key, (pattern, _) in PATTERNS.items():
        field = schema["properties"]["publication"]["properties"][key]
        field.get("items", field)["pattern"] = f"^({pattern})$" if "items" in field else f"^({pattern})?$"
    return {"$schema": DIALECT, **schema, "title": "Configuration of comp-data"}


def options_schema(rule: Rule) -> dict[str, Any]:
    """Return the schema of a rule's options."""
    lines = inspect.cleandoc(rule.check.__doc__ or "").partition("\n\nOptions:\n")[2].splitlines()
    said = {name.strip(): text for name, _, text in (line.partition(": ") for line in lines)}
    schema = _schema_of_table(rule.name, rule.options, get_type_hints(rule.check), said, about=rule.summary)
    for option in schema["properties"].values():
        if option["type"] in ("integer", "number"):
            option["minimum"] = 0
    return {**schema, "title": f"{rule.code} options"}


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


def _schema_of_tuple(of: Any) -> dict[str, Any]:
    """Return the schema of a named tuple as a table: its fields, their types, defaults and docstrings."""
    return _schema_of_table(of.__name__, of._field_defaults, get_type_hints(of), _docstrings(of), of.__doc__)


def _schema_of_table(
    title: str, defaults: Mapping[str, Any], hints: Mapping[str, Any], said: Mapping[str, str], about: str
) -> dict[str, Any]:
    if missing := defaults.keys() - said.keys():
        raise TypeError(f"{title}.{min(missing)} has no text, which would describe it")
    fields: dict[str, Any] = {
        name: (hints[name], Field(default=default, description=said[name])) for name, default in defaults.items()
    }
    model = create_model(title, __config__=ConfigDict(extra="forbid"), __doc__=about, **fields)
    schema = model.model_json_schema()
    properties = {key.replace("_", "-"): value for key, value in schema["properties"].items()}
    return {**schema, "properties": properties}


def _docstrings(of: type) -> dict[str, str]:
    """Return the docstrings below the fields of a class."""
    body: Any = ast.parse(inspect.getsource(of)).body[0]
    return {
        ast.unparse(field.target): inspect.cleandoc(ast.literal_eval(said.value))
        for field, said in pairwise(body.body)
        if isinstance(field, ast.AnnAssign) and isinstance(said, ast.Expr)
    }


if __name__ == "__main__":
    sys.exit(main())
