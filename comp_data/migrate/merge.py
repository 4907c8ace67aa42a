"""What of an old front matter stays where a new one is made from the body: all that the body does not say."""

import re
from collections.abc import Sequence
from typing import Any

from comp_data.guide.body.entries import Entry, Remark
from comp_data.guide.body.source_names import source_key
from comp_data.guide.document import Document
from comp_data.guide.schema_check import check_record
from comp_data.values.places.lookup import read_region

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_EMPTY = ("", "null", "~", "[]", "{}")
_PAIRS = ("base", "stock", "signing_bonus", "total_comp")


def old_values(document: Document) -> tuple[dict[str, Any], list[Remark]]:
    """The values of a guide's front matter that meet the schema, and what is said of those that do not."""
    wrong = {finding.at: finding for finding in check_record(document) if finding.code != "CD101"}
    remarks = [
        Remark(document.offsets_of(document.span(path))[0], f"{finding.message}; it is not kept")
        for path, finding in wrong.items()
        if document.source(path) not in _EMPTY
    ]
    signs = _COMMENT.finditer(document.text, document.yaml_start, document.fence_end)
    comments = [found for found in signs if not document.is_in_value(found.start())]
    if comments:
        number = "a comment" if len(comments) == 1 else f"{len(comments):,} comments"
        remarks.append(
            Remark(comments[0].start(), f"{number} of the old front matter cannot be kept, the first of them here")
        )
    values = _without(document.values or {}, (), set(wrong))
    rows = [row for row in values.get("compensation", ()) if isinstance(row.get("region"), str)]
    sources = [one for one in values.get("data_sources", ()) if isinstance(one, str) or one.get("name")]
    return {**values, "compensation": rows, "data_sources": sources}, remarks


def _without(value: Any, path: tuple[Any, ...], wrong: set[Any]) -> Any:
    if isinstance(value, dict):
        return {key: _without(item, (*path, key), wrong) for key, item in value.items() if (*path, key) not in wrong}
    if isinstance(value, list):
        return [_without(item, (*path, at), wrong) for at, item in enumerate(value) if (*path, at) not in wrong]
    return value


def merged_rows(entries: Sequence[Entry], old_rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """The entries of the table, with what old rows of the same region and level say beside; and the other old rows.

    Says too which old rows the table does not speak of, and which old figures give way to its own.
    """
    said: list[str] = []
    by_place: dict[object, list[dict[str, Any]]] = {}
    for row in old_rows:
        by_place.setdefault(_place(row["region"]), []).append(row)
    number: dict[object, int] = {}
    for entry in entries:
        place = _place(entry.values["region"])
        number[place] = number.get(place, 0) + 1
    rows = []
    for entry in entries:
        place = _place(entry.values["region"])
        candidates = by_place.get(place, [])
        same = [row for row in candidates if row.get("level") == entry.values.get("level")]
        if not same and len(candidates) == number[place] == 1:
            same = candidates
        rows.append(_filled(entry, same[0]) if same else entry.values)
        if same:
            said += _replaced(entry.values, same[0])
            by_place[place] = [row for row in candidates if row is not same[0]]
    left = [row for candidates in by_place.values() for row in candidates if "currency" in row]
    said += [f"{row['region']} is kept from the old front matter; the table has no such row" for row in left]
    return rows + left, said


def _replaced(new: dict[str, Any], old: dict[str, Any]) -> list[str]:
    """The figures of an old row that differ from the table's."""
    return [
        f"{new['region']}: {key} {old[key]} gives way to the table's {value}"
        for key, value in new.items()
        if isinstance(value, int | float) and isinstance(old.get(key), int | float) and old[key] != value
    ]


def _place(region: str) -> object:
    """What two spellings of one region have in common."""
    label = read_region(region)
    if label.unknown:
        return " ".join(region.casefold().split())
    return frozenset(place.name for place in (*label.places, *label.ambiguous))


def _filled(entry: Entry, old: dict[str, Any]) -> dict[str, Any]:
    """An entry with the old row's values where the table does not speak of them.

    Amounts are taken over only where both are in one currency.
    """
    values = dict(entry.values)
    is_same_currency = old.get("currency") == values["currency"]
    for part in _PAIRS:
        if is_same_currency and part not in entry.settled and values.get(f"{part}_low") is None:
            _take(values, old, f"{part}_low", f"{part}_high")
    if "bonus" not in entry.settled and values.get("bonus_pct") is None and "bonus_low" not in values:
        _take(values, old, "bonus_pct", "bonus_pct_high")
        if values["bonus_pct"] is None and is_same_currency and old.get("bonus_low") is not None:
            del values["bonus_pct"]
            _take(values, old, "bonus_low", "bonus_high")
    _take(values, old, "stock_type")
    if "level" not in values:
        _take(values, old, "level")
    if "stock_vest_years" not in entry.settled:
        _take(values, old, "stock_vest_years")
    return values


def _take(values: dict[str, Any], old: dict[str, Any], *keys: str) -> None:
    values.update({key: old[key] for key in keys if old.get(key) is not None})


def merged_sources(named: Sequence[str], old: Sequence[Any]) -> list[Any]:
    """The old sources, which may have addresses and dates, and behind them those that only the body names."""
    known = {source_key(source["name"] if isinstance(source, dict) else source) for source in old}
    return [*old, *(name for name in named if source_key(name) not in known)]
