"""Generate the JSON Schemas from the models: draft 2020-12, and the guide's as draft 7 for tools that need it."""

import json
from typing import Any

from comp_data.base.vocabulary import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DRAFT_07 = "http://json-schema.org/draft-07/schema#"


def guide_schema() -> dict[str, Any]:
    """Return the schema of front matter as JSON, in which dates are ISO text."""
    from comp_data.records.models import Guide  # noqa: PLC0415 - pydantic takes longer to import than the rest

    schema = Guide.model_json_schema(mode="validation")
    title = f"Compensation guide, format version {SCHEMA_VERSION}"
    return {"$schema": DIALECT, **schema, "title": title}


def config_schema() -> dict[str, Any]:
    """Return the schema of the configuration: `comp-data.toml`, or `[tool.comp-data]` of `pyproject.toml`."""
    from comp_data.linter.config.config_schema import configuration_schema  # noqa: PLC0415 - pydantic takes longer to import than the rest

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
    from comp_data.report.generated.result_schemas import RESULTS, result_schema  # noqa: PLC0415 - imports every room

    guide = guide_schema()
    schemas = {
        "guide.v1.schema.json": guide,
        "guide.v1.draft-07.schema.json": draft_07(guide),
        "config.v1.schema.json": config_schema(),
        **{f"{name}.v1.schema.json": {"$schema": DIALECT, **result_schema(kind)} for name, kind in RESULTS.items()},
    }
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}
