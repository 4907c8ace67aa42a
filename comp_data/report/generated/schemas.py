"""Generate the JSON Schemas (draft 2020-12) from the models."""

import json
from pathlib import Path
from typing import Any

from comp_data.base.vocabulary import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


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


def generated() -> dict[str, str]:
    """Return every schema by file name."""
    schemas = {"guide.v1.schema.json": guide_schema(), "config.v1.schema.json": config_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def out_of_date(folder: Path) -> list[str]:
    """Return the names of the schemas whose file in `folder` is missing or different."""
    return [
        name
        for name, text in generated().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
