"""Merge an old front matter into a new one built from the body: keep what the body does not state."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from comp_data.base.diagnostics import KeyPath
from comp_data.guide.body.entries import Entry, Remark
from comp_data.guide.body.sources import source_key
from comp_data.guide.document import Document
from comp_data.guide.schema_check import check_record
from comp_data.values.places.lookup import place_key

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_EMPTY = ("", "null", "~", "[]", "{}")
_RANGES = ("base", "stock", "signing_bonus", "total_comp")
_MORE = ("level", "stock_type", "stock_vest_schedule")

Row = dict[str, Any]


def old_values(document: Document) -> tuple[dict[str, Any], list[Remark]]:
    """The values of a guide's front matter that meet the schema, and a remark for everything that is lost."""
    invalid = {finding.at: finding for finding in check_record(document) if finding.code != "CD101"}
    remarks = [
        Remark(document.offsets_of(document.span(path))[0], f"{finding.message}; it is not kept")
        for path, finding in invalid.items()
        if document.source(path) not in _EMPTY
    ]
    hashes = _COMMENT.finditer(document.text, document.yaml_start, document.fence_end)
    comments = [found.start() for found in hashes if not document.is_in_value(found.start())]
    if comments:
        number = "a comment" if len(comments) == 1 else f"{len(comments):,} comments"
        remarks.append(Remark(comments[0], f"{number} in the old front matter cannot be kept; the first is here"))
    values = _without(document.values or {}, (), set(invalid))
    rows = [row for row in values.get("compensation", ()) if isinstance(row.get("region"), str)]
    sources = [one for one in values.get("data_sources", ()) if isinstance(one, str) or one.get("name")]
    return {**values, "compensation": rows, "data_sources": sources}, remarks


def _without(value: Any, path: KeyPath, paths: set[Any]) -> Any:
    """A copy of a value without the items at some key paths."""
    if isinstance(value, dict):
        return {key: _without(item, (*path, key), paths) for key, item in value.items() if (*path, key) not in paths}
    if isinstance(value, list):
        return [_without(item, (*path, at), paths) for at, item in enumerate(value) if (*path, at) not in paths]
    return value


def merge_rows(entries: Sequence[Entry], old_rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """Complete the table's entries from old rows of the same region and level, and append the other old rows.

    Returns a message too for each old figure that is replaced and each old row that the table lacks.
    """
    places = Counter(place_key(entry.values["region"]) for entry in entries)
    unmatched: dict[object, list[Row]] = {}
    for row in old_rows:
        unmatched.setdefault(place_key(row["region"]), []).append(row)
    rows, messages = [], []
    for entry in entries:
        place = place_key(entry.values["region"])
        old = _pop_row(unmatched.get(place, []), entry.values.get("level"), is_only_entry=places[place] == 1)
        rows.append(_completed(entry, old))
        messages += [
            f"{entry.values['region']}: {key} {old[key]} is replaced by the table's {value}"
            for key, value in entry.values.items()
            if isinstance(value, int | float) and isinstance(old.get(key), int | float) and old[key] != value
        ]
    kept = [row for remaining in unmatched.values() for row in remaining if "currency" in row]
    messages += [f"{row['region']} is kept from the old front matter; the table has no such row" for row in kept]
    return rows + kept, messages


def _pop_row(rows: list[Row], level: object, *, is_only_entry: bool) -> Row:
    """Remove and return the row with a level; if a region has one entry and one row, their levels may differ."""
    for at, row in enumerate(rows):
        if row.get("level") == level or (is_only_entry and len(rows) == 1):
            return rows.pop(at)
    return {}


def _completed(entry: Entry, old: Row) -> Row:
    """The values of an entry, with an old row's for what the table does not state: amounts only of one currency."""
    values = dict(entry.values)
    is_same_currency = old.get("currency") == values["currency"]
    for part in _RANGES:
        if is_same_currency and part not in entry.settled and values.get(f"{part}_low") is None:
            _copy(values, old, f"{part}_low", f"{part}_high")
    if "bonus" not in entry.settled and values.get("bonus_pct") is None and "bonus_low" not in values:
        _copy(values, old, "bonus_pct", "bonus_pct_high")
        if values["bonus_pct"] is None and is_same_currency and old.get("bonus_low") is not None:
            del values["bonus_pct"]
            _copy(values, old, "bonus_low", "bonus_high")
    _copy(values, old, *(key for key in _MORE if key not in values))
    if "stock_vest_years" not in entry.settled:
        _copy(values, old, "stock_vest_years")
    return values


def _copy(values: Row, old: Row, *keys: str) -> None:
    values.update({key: old[key] for key in keys if old.get(key) is not None})


def merge_sources(named: Sequence[str], old: Sequence[Any]) -> list[Any]:
    """The old sources, which may have URLs and dates, followed by those that only the body names."""
    known = {source_key(source["name"] if isinstance(source, dict) else source) for source in old}
    return [*old, *(name for name in named if source_key(name) not in known)]
