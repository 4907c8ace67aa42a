"""Models → JSON Schema (draft 2020-12): what `comp-data schema --write` writes and `--check` compares."""

import json
from pathlib import Path
from typing import Any

from comp_data.base.vocabulary import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def guide_schema() -> dict[str, Any]:
    """The schema of a guide's front matter, as a JSON value: dates are text in ISO form."""
    from comp_data.records.models import Guide  # noqa: PLC0415 - pydantic takes longer to import than the rest

    schema = Guide.model_json_schema(mode="validation")
    title = f"Compensation guide, format version {SCHEMA_VERSION}"
    return {"$schema": DIALECT, **schema, "title": title}


def config_schema() -> dict[str, Any]:
    """The schema of the configuration: `comp-data.toml`, or `[tool.comp-data]` of a `pyproject.toml`."""
    from comp_data.linter.config.config_schema import configuration_schema  # noqa: PLC0415 - the same

    return {"$schema": DIALECT, **configuration_schema()}


def generated() -> dict[str, str]:
    """Every generated schema, as file name and text."""
    schemas = {"guide.v1.schema.json": guide_schema(), "config.v1.schema.json": config_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def out_of_step(folder: Path) -> list[str]:
    """The names of the schemas whose file in `folder` is missing or differs from what the models give."""
    return [
        name
        for name, text in generated().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
