"""The JSON Schema of the configuration, made from the classes that the configuration is read into."""

from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config

from comp_data.linter.config import Configuration
from comp_data.linter.rule import Rule
from comp_data.linter.rules import RULES

_CONFIG = ConfigDict(extra="forbid", use_attribute_docstrings=True)


def configuration_schema() -> dict[str, Any]:
    """The schema of `comp-data.toml` (or `[tool.comp-data]`), without the `$schema` keyword."""
    schema = _schema_of(Configuration)
    rules = {rule.name: options_schema(rule) for rule in RULES if rule.options is not None}
    schema["properties"]["rules"] = {
        "title": "Rules",
        "description": "Options of rules, by the rule's name.",
        "type": "object",
        "additionalProperties": False,
        "properties": rules,
    }
    return {**schema, "title": "Configuration of comp-data"}


def options_schema(rule: Rule) -> dict[str, Any]:
    """The schema of a rule's options."""
    return {**_schema_of(type(rule.options)), "title": f"{rule.code} options"}


def _schema_of(of: type) -> dict[str, Any]:
    schema = TypeAdapter(with_config(_CONFIG)(of)).json_schema()
    properties = {key.replace("_", "-"): value for key, value in schema["properties"].items()}
    return {**schema, "properties": properties}
