"""Front matter as text in the format's own style: block style, the schema's order of keys, `null`, plain numbers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from comp_data.guide.front_matter.yaml_text import scalar
from comp_data.guide.schema_check import GUIDE_SCHEMA, read_schema
from comp_data.values.quarters import Quarter


def front_matter_text(values: Mapping[str, Any], newline: str = "\n") -> str:
    """The front matter of a guide, fences and all, each line ended by `newline`.

    `values` are those of a record: None, text, numbers, dates, a Quarter, and lists and mappings of these.
    """
    schema = read_schema(GUIDE_SCHEMA)
    lines = ["---"]
    for key, value in _in_order(values, schema):
        if key == "compensation":
            value = [dict(_in_order(entry, schema["$defs"]["Compensation"])) for entry in value]  # noqa: PLW2901
        lines += _lines(key, value)
    return "".join(line + newline for line in [*lines, "---"])


def entry_text(values: Mapping[str, Any], indent: str, newline: str = "\n") -> str:
    """One entry of `compensation` as lines, its dash behind `indent`; without a line end after the last."""
    ordered = dict(_in_order(values, read_schema(GUIDE_SCHEMA)["$defs"]["Compensation"]))
    return newline.join(indent + line.removeprefix("  ") for line in _item(ordered))


def _in_order(values: Mapping[str, Any], schema: dict[str, Any]) -> list[tuple[str, Any]]:
    ranks = {key: rank for rank, key in enumerate(schema["properties"])}
    return sorted(values.items(), key=lambda item: ranks.get(item[0], len(ranks)))


def _lines(key: str, value: Any) -> Iterator[str]:
    """The lines of one top-level key."""
    if isinstance(value, Mapping) and value:
        yield f"{key}:"
        yield from (f"  {scalar(name)}: {_scalar(item)}" for name, item in value.items())
    elif isinstance(value, list | tuple) and value:
        yield f"{key}:"
        for item in value:
            yield from _item(item)
    else:
        yield f"{key}: {_scalar(value)}"


def _item(item: Any) -> Iterator[str]:
    """The lines of one entry of a list."""
    if not isinstance(item, Mapping):
        yield f"  - {_scalar(item)}"
        return
    dash = "- "
    for name, value in item.items():
        yield f"  {dash}{scalar(name)}: {_scalar(value)}"
        dash = "  "


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, float):
        # Without an exponent, which YAML 1.1 takes for text.
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, int | date | Quarter):
        return str(value)
    return "{}" if isinstance(value, Mapping) else "[]"
