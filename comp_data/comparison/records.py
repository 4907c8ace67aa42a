"""Compare two versions of a record by value; invalid guides never raise: their values are compared as they are."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import zip_longest
from operator import itemgetter
from typing import Any, Final, NamedTuple

from comp_data.base.diagnostics import KeyPath
from comp_data.base.wording import folded
from comp_data.comparison.model import BodyChange, FigureChange, RecordChange, RegionEntry, RegionRename, ValueChange
from comp_data.comparison.rows import AMOUNTS, FIGURES, Entry, Pairing, entries_of
from comp_data.guide.document import Document
from comp_data.guide.pay.rows import figure_of
from comp_data.values.places.lookup import same_place
from comp_data.values.yaml_scalars import as_date

_DATES: Final = ("last_updated", "salary_data_quarter", "next_review_due")
_APART: Final = frozenset((*_DATES, "schema_version", "data_quality", "level_mapping"))
_BULLET: Final = re.compile(r"^[*+](?=\s)")
_DELIMITERS: Final = re.compile(r":?-+:?$")

_Source = tuple[KeyPath, Any]


class Reading(NamedTuple):
    """One version of a guide: its record's id, front matter and body, and the whole text if available."""

    id: str
    values: Mapping[str, Any]
    body: str = ""
    text: str | None = None
    problem: str | None = None  # why front matter cannot be read; there are no values then
    is_text: bool = True  # False if the content is no text

    @classmethod
    def of(cls, document: Document, id_: str) -> "Reading":
        """Build the version of a guide from its document."""
        body = document.text[document.body_start :]
        if document.values is not None:
            return cls(id_, document.values, body, document.text)
        return cls(id_, {}, body, document.text, document.problems[0].message, is_text=not document.unreadable)


def compare_records(old: Reading, new: Reading) -> RecordChange:
    """Compare two versions of a record, renamed if the ids differ; without readable front matter only the bodies."""
    change = RecordChange(
        "changed" if old.id == new.id else "renamed",
        old.id,
        new.id,
        body=compare_bodies(old.body, new.body) if old.is_text and new.is_text else None,
        is_rewritten=old.body != new.body or (None not in (old.text, new.text) and old.text != new.text),
        old_problem=old.problem,
        new_problem=new.problem,
    )
    return change if old.problem or new.problem else _with_values(change, old.values, new.values)


def added_record(record: Reading) -> RecordChange:
    """Describe a record that only the new version of the dataset has."""
    return RecordChange("added", None, record.id, regions_added=_regions(record), new_problem=record.problem)


def removed_record(record: Reading) -> RecordChange:
    """Describe a record that only the old version of the dataset has."""
    return RecordChange("removed", record.id, None, regions_removed=_regions(record), old_problem=record.problem)


def _regions(record: Reading) -> tuple[RegionEntry, ...]:
    return tuple(map(_region, entries_of(record.values.get("compensation"))))


def _with_values(change: RecordChange, old: Mapping[str, Any], new: Mapping[str, Any]) -> RecordChange:
    old_entries, new_entries = entries_of(old.get("compensation")), entries_of(new.get("compensation"))
    pairing = Pairing(old_entries, new_entries)
    versions = (values.get("schema_version", 1) for values in (old, new))
    apart = (key for key in _keys(old, new) if key not in _APART)
    texts = [_change((key,), _left(key, old.get(key)), _left(key, new.get(key))) for key in apart]
    texts += [one for pair in pairing.pairs for one in _other_changes(*pair)]
    return change._replace(
        figures=tuple(one for pair in pairing.pairs for one in _figure_changes(*pair)),
        regions_added=tuple(map(_region, pairing.added)),
        regions_removed=tuple(map(_region, pairing.removed)),
        regions_renamed=tuple(one for pair in pairing.pairs for one in _renames(*pair)),
        currencies=tuple(one for pair in pairing.pairs if (one := _entry_change("currency", *pair))),
        schema_version=_change(("schema_version",), *versions),
        quality=_change(("data_quality",), old.get("data_quality"), new.get("data_quality")),
        dates=tuple(one for key in _DATES if (one := _change((key,), old.get(key), new.get(key)))),
        sources=tuple(_source_changes(old.get("data_sources"), new.get("data_sources"))),
        levels=tuple(_level_changes(old.get("level_mapping"), new.get("level_mapping"))),
        texts=tuple(filter(None, texts)),
        amounts=sum(any(one.figures.get(key) for one in pair) for pair in pairing.pairs for key in AMOUNTS),
    )


def _region(entry: Entry) -> RegionEntry:
    return RegionEntry(("compensation", entry.position), entry.region, entry.level, entry.currency, entry.figures)


def _figure_changes(old: Entry, new: Entry) -> Iterator[FigureChange]:
    for field in FIGURES:
        before, after = old.figures.get(field), new.figures.get(field)
        if before != after and not (_is_odd(old, field) or _is_odd(new, field)):
            paths = ("compensation", new.position, field), ("compensation", old.position, field)
            yield FigureChange(*paths, new.region, new.level, field, before, after, new.currency, old.currency)


def _is_odd(entry: Entry, field: str) -> bool:
    return field not in entry.figures and entry.values.get(field) is not None


def _renames(old: Entry, new: Entry) -> Iterator[RegionRename]:
    if (old.region, old.level) != (new.region, new.level):
        both = old.region, new.region
        is_same = both[0] == both[1] or (None not in both and same_place(*map(str, both)))
        paths = ("compensation", new.position), ("compensation", old.position)
        yield RegionRename(*paths, old.region, new.region, old.level, new.level, is_same)


def _entry_change(key: Any, old: Entry, new: Entry) -> ValueChange | None:
    change = _change(("compensation", new.position, key), old.values.get(key), new.values.get(key))
    return change and change._replace(region=new.region, level=new.level)


def _other_changes(old: Entry, new: Entry) -> Iterator[ValueChange]:
    for key in _keys(old.values, new.values):
        is_figure = key in FIGURES and not (_is_odd(old, key) or _is_odd(new, key))
        both = old.values.get(key), new.values.get(key)
        is_name = key == "currency" or (key in ("region", "level") and all(isinstance(one, str | None) for one in both))
        if not (is_figure or is_name) and (found := _entry_change(key, old, new)):
            yield found


def _left(key: str, value: Any) -> Any:
    """Return the part of a top-level value that is not compared entry by entry."""
    if isinstance(value, list) and key == "compensation":
        return [one for one in value if not isinstance(one, dict)] or None
    return None if isinstance(value, list) and key == "data_sources" else value


def _source_changes(old: object, new: object) -> Iterator[ValueChange]:
    olds, news = _sources(old), _sources(new)
    for name in _keys(olds, news):
        for gone, come in zip_longest(olds.get(name, []), news.get(name, [])):
            if not (gone and come and canonical(gone[1]) == canonical(come[1])):
                yield ValueChange((come or gone)[0], gone and gone[1], come and come[1])


def _sources(entries: object) -> dict[Any, list[_Source]]:
    found: dict[Any, list[_Source]] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        value = {"name": entry} if isinstance(entry, str) else entry
        name = value.get("name") if isinstance(value, dict) else value
        key = folded(name) if isinstance(name, str) else canonical(name)
        found.setdefault(key, []).append((("data_sources", index), value))
    return found


def _level_changes(old: object, new: object) -> Iterator[ValueChange]:
    if isinstance(old, dict | None) and isinstance(new, dict | None):
        olds, news = old or {}, new or {}
        changes = (_change(("level_mapping", key), olds.get(key), news.get(key)) for key in _keys(olds, news))
        yield from filter(None, changes)
    elif found := _change(("level_mapping",), old, new):
        yield found


def _change(path: KeyPath, old: Any, new: Any) -> ValueChange | None:
    return None if old is new or canonical(old) == canonical(new) else ValueChange(path, old, new)


def canonical(value: Any) -> Hashable:
    """Normalize a value for comparison: `true` differs from 1, and a quoted date equals the date."""
    if isinstance(value, dict):
        known = {repr(key): canonical(one) for key, one in value.items() if one is not None}
        return "mapping", tuple(sorted(known.items(), key=itemgetter(0)))
    if isinstance(value, list):
        return "list", tuple(map(canonical, value))
    if (figure := figure_of(value)) is not None:
        return "number", figure
    day = as_date(value)
    return type(value).__name__ if day is None else "date", repr(value if day is None else day)


def _keys(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> list[Any]:
    return list(dict.fromkeys((*one, *other)))


def compare_bodies(old: str, new: str) -> BodyChange | None:
    """Count added and removed lines; None if the bodies have the same text, however it is wrapped."""
    if old == new:
        return None
    olds, news = _lines(old), _lines(new)
    if " ".join(olds) == " ".join(news):
        return None
    before, after = Counter(olds), Counter(news)
    return BodyChange((after - before).total(), (before - after).total())


def _lines(body: str) -> list[str]:
    """Normalize the lines of a body: blanks, bullet characters and table widths do not count."""
    return [line for raw in body.splitlines() if (line := _normalized(raw))]


def _normalized(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("|"):
        cells = [" ".join(cell.split()) for cell in stripped.strip("|").split("|")]
        return "|" + "|".join(_DELIMITERS.sub("-", cell) for cell in cells)
    # a line of dashes is a horizontal rule, however long
    words = " ".join(_BULLET.sub("-", stripped).split())
    return "-" if len(set(words)) == 1 and words[0] in "-*_" and len(words) > 2 else words


def share_in_common(one: str, other: str) -> float:
    """Return the share of equal lines, from 0 to 1; 0 for two empty bodies."""
    ones, others = Counter(_lines(one)), Counter(_lines(other))
    both = ones.total() + others.total()
    return 2 * (ones & others).total() / both if both else 0
