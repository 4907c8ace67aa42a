"""Compare the guides of two versions of a dataset for the change rules, two guides in memory at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from comp_data.base.discovery import without_suffix
from comp_data.comparison.records import Reading, added_record, compare_records, removed_record
from comp_data.comparison.renames import find_renames
from comp_data.comparison.rows import AMOUNTS, entries_of
from comp_data.guide.body.evidence import read_evidence
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.model import Change, DateFix
from comp_data.linter.summary import Facts
from comp_data.values.yaml_scalars import as_date


class Versions(NamedTuple):
    """The paths of guides that differ between two versions of a dataset, and how to read each version.

    `changed` are in both, `removed` only in the base and `added` only in the head.
    """

    base: Callable[[str], Document]
    head: Callable[[str], Document]
    changed: Collection[str]
    removed: Collection[str] = ()
    added: Collection[str] = ()


class Compared(NamedTuple):
    """The changes in the order of their paths, and the new path of each guide that moved, by its old one."""

    changes: tuple[Change, ...]
    moved: Mapping[str, str]


def compare_versions(versions: Versions, today: date) -> Compared:
    """Compare the guides that differ, and match removed guides with new ones.

    `today` is the date that fixes set `last_updated` to.
    """
    moved = _moves(versions)
    found = [_changed(versions.base(path), versions.head(path), today) for path in versions.changed]
    found += [_changed(versions.base(old), versions.head(new), today) for old, new in moved.items()]
    found += [_removed(versions.base(path)) for path in versions.removed if path not in moved]
    arrived = set(moved.values())
    found += [_added(versions.head(path)) for path in versions.added if path not in arrived]
    return Compared(tuple(sorted(found, key=lambda one: one.path)), moved)


def _moves(versions: Versions) -> dict[str, str]:
    """Match removed guides with new ones by their record ids, then by their contents; return new paths by old ones."""
    if not versions.removed or not versions.added:
        return {}
    removed = dict(_identified(map(versions.base, sorted(versions.removed))))
    added = dict(_identified(map(versions.head, sorted(versions.added))))
    moved = {removed[id_].path: added[id_].path for id_ in removed.keys() & added.keys()}
    old = {id_: Reading.of(document) for id_, document in removed.items() if id_ not in added}
    new = {id_: Reading.of(document) for id_, document in added.items() if id_ not in removed}
    renamed = find_renames(old, new)
    return moved | {removed[before].path: added[after].path for before, after in renamed.items()}


def _identified(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """Yield documents with their record ids; if several have the same id, only the first."""
    seen = set()
    for document in documents:
        id_ = id_of(document.path, document.values)
        if id_ not in seen:
            seen.add(id_)
            yield id_, document


def id_of(path: str, values: Mapping[str, object] | None) -> str:
    """Return the id of a guide's record, `company/role`, taken from its path if front matter lacks it."""
    company, role = ((values or {}).get(key) for key in ("company", "role"))
    if isinstance(company, str) and company and isinstance(role, str) and role:
        return f"{company}/{role}"
    return "/".join(without_suffix(path).split("/")[-2:])


def _changed(base: Document, head: Document, today: date) -> Change:
    before, after = id_of(base.path, base.values), id_of(head.path, head.values)
    record = compare_records(Reading.of(base), Reading.of(head), before, after)
    values = head.values or {}
    updated = _date(values.get("last_updated"))
    return Change(
        _facts(head),
        record,
        bool(record.sources) or _evidence(base) != _evidence(head),
        _amounts(values),
        updated,
        _date_fix(head, updated, _date(values.get("next_review_due")), today) if updated else None,
        updated == today,
    )


def _date(value: object) -> date | None:
    found = as_date(value) if isinstance(value, str) else value
    return found if type(found) is date else None


def _date_fix(head: Document, updated: date, review: date | None, today: date) -> DateFix | None:
    """Return the edits that set `last_updated` to today; the interval to the next review stays if that is earlier."""
    next_review = today + (review - updated) if review and updated <= review < today else None
    dates = {"last_updated": today} | ({"next_review_due": next_review} if next_review else {})
    if updated >= today or not all(head.knows((key,)) for key in dates):
        return None
    return DateFix(today, next_review, tuple(head.replacing((key,), str(day)) for key, day in dates.items()))


def _removed(base: Document) -> Change:
    return Change(_facts(base), removed_record(Reading.of(base), id_of(base.path, base.values)))


def _added(head: Document) -> Change:
    record = added_record(Reading.of(head), id_of(head.path, head.values))
    return Change(_facts(head), record, amounts=_amounts(head.values or {}))


def _facts(document: Document) -> Facts:
    """Return the guide's path, company and role; change rules name regions themselves."""
    company, role = ((document.values or {}).get(key) for key in ("company", "role"))
    return Facts(document.path, company if isinstance(company, str) else None, role if isinstance(role, str) else None)


def _amounts(values: Mapping[str, object]) -> int:
    entries = entries_of(values.get("compensation"))
    return sum(bool(figure) for entry in entries for key, figure in entry.figures.items() if key in AMOUNTS)


def _evidence(document: Document) -> str:
    found = read_evidence(document.body)
    return " ".join(found.text.split()) if found else ""
