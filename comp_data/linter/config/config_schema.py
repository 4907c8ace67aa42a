"""The JSON Schema of the configuration, generated from the classes that it is read into."""

import ast
import inspect
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, get_type_hints

from pydantic import ConfigDict, Field, create_model

from comp_data.linter.config.config import Configuration, Market
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES
from comp_data.records.publication import Publication


def configuration_schema() -> dict[str, Any]:
    """Return the schema of `comp-data.toml` (or `[tool.comp-data]`), without the `$schema` keyword."""
    schema = _schema_of(Configuration)
    rules = {rule.name: options_schema(rule) for rule in RULES if rule.options}
    schema["properties"]["rules"] = {
        "title": "Rules",
        "description": "Options of rules, by the rule's name.",
        "type": "object",
        "additionalProperties": False,
        "properties": rules,
    }
    for table in (Market, Publication):
        schema["properties"][table.__name__.lower()] = {**_schema_of(table), "title": table.__name__}
    return {**schema, "title": "Configuration of comp-data"}


def options_schema(rule: Rule) -> dict[str, Any]:
    """Return the schema of a rule's options."""
    said, hints = (rule.option_texts, rule.summary), get_type_hints(rule.check)
    return {**_schema(rule.name, rule.options, hints, *said), "title": f"{rule.code} options"}


def _schema_of(of: Any) -> dict[str, Any]:
    """Return the schema of a named tuple as a table: its fields, their types, defaults and docstrings."""
    return _schema(of.__name__, of._field_defaults, get_type_hints(of), _docstrings(of), of.__doc__)


def _schema(
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
    body: Any = ast.parse(textwrap.dedent(inspect.getsource(of))).body[0]
    return {
        field.target.id: inspect.cleandoc(said.value.value)
        for field, said in pairwise(body.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
        and isinstance(said.value.value, str)
    }
