"""Write all changes of a dataset as JSON, in the order of DatasetChanges; versioned."""

from typing import Any, Final

from comp_data.comparison.model import FigureChange, RecordChange, RegionRename, ValueChange
from comp_data.diffing.changes import KINDS, DatasetChanges
from comp_data.report.findings.json_format import TOOL
from comp_data.report.findings.json_text import json_text, json_value

FORMAT_VERSION: Final = 1
"""The version of the format: removing a field or changing its meaning raises it, a new field does not."""


def render(changes: DatasetChanges) -> str:
    """Return one JSON object: version, tool, summary, uniform changes and records."""
    found: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "tool": TOOL,
        "old": {"name": changes.old, "records": changes.old_records, "data_version": changes.old_data_version},
        "new": {"name": changes.new, "records": changes.new_records, "data_version": changes.data_version},
        "step": changes.step,
        "next_version": changes.next_version,
        "summary": {
            **{kind: len(changes.of(kind)) for kind in KINDS},
            "formatting_only": sum(change.is_formatting_only for change in changes.changes),
            "figures": sum(len(change.figures) for change in changes.changes),
        },
        "uniform": [
            {"company": one.company, "records": list(one.records), "percent": one.share} for one in changes.uniform
        ],
        "records": [_record(change) for change in changes.changes],
    }
    return json_text(found, indent=2)


def _record(change: RecordChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind,
        "old_id": change.old_id,
        "new_id": change.new_id,
        "figures": [_figure(one) for one in sorted(change.figures, key=lambda one: -one.size)],
        "regions_added": [one._asdict() for one in change.regions_added],
        "regions_removed": [one._asdict() for one in change.regions_removed],
        "regions_renamed": [_rename(one) for one in change.regions_renamed],
        "currencies": [_value(one) for one in change.currencies],
        "schema_version": change.schema_version and _value(change.schema_version),
        "quality": change.quality and _value(change.quality),
        "dates": [_value(one) for one in change.dates],
        "sources": [_value(one) for one in change.sources],
        "levels": [_value(one) for one in change.levels],
        "texts": [_value(one) for one in change.texts],
        "body": change.body and change.body._asdict(),
        "formatting_only": change.is_formatting_only,
        "old_problem": change.old_problem,
        "new_problem": change.new_problem,
    }


def _figure(one: FigureChange) -> dict[str, Any]:
    return {
        "key_path": list(one.key_path),
        "old_key_path": list(one.old_path),
        "region": one.region,
        "level": one.level,
        "field": one.field,
        "old": one.old,
        "new": one.new,
        "percent": None if one.share is None else round(one.share, 4),
        "currency": one.currency,
        "old_currency": one.old_currency,
    }


def _rename(one: RegionRename) -> dict[str, Any]:
    return {
        "key_path": list(one.key_path),
        "old_key_path": list(one.old_path),
        "old_region": one.old_region,
        "region": one.region,
        "old_level": one.old_level,
        "level": one.level,
        "same_place": one.is_same_place,
    }


def _value(one: ValueChange) -> dict[str, Any]:
    place = {"region": one.region, "level": one.level} if one.region or one.level else {}
    keys = [part if type(part) is int else str(part) for part in one.key_path]  # a key may be of any type
    return {"key_path": keys, **place, "old": json_value(one.old), "new": json_value(one.new)}
