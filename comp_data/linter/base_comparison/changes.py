"""Compare the guides of two versions of a dataset for the change rules, two guides in memory at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping
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

Read = Callable[[str], Document]
"""Reads one version of a guide by its path."""


class Compared(NamedTuple):
    """The changes in the order of their paths, and the new path of each guide that moved, by its old one."""

    changes: tuple[Change, ...]
    moved: Mapping[str, str]


def compare_versions(
    base: Read, head: Read, changed: Iterable[str], removed: Collection[str], added: Collection[str], today: date
) -> Compared:
    """Compare the guides that differ between two versions of a dataset, and match removed guides with new ones.

    The paths `changed` are in both versions, `removed` only in the base and `added` only in the head. `today` is the
    date that fixes set `last_updated` to.
    """
    moved = _moves(base, head, removed, added)
    arrived = set(moved.values())
    pairs = [*((path, path) for path in changed), *moved.items()]
    found = [compare_guide(base(old), head(new), today) for old, new in pairs]
    for old in map(base, (path for path in removed if path not in moved)):
        found.append(Change(_facts(old), removed_record(Reading.of(old), _id_of(old))))
    for new in map(head, (path for path in added if path not in arrived)):
        amounts = _amounts(new.values or {})
        found.append(Change(_facts(new), added_record(Reading.of(new), _id_of(new)), amounts=amounts))
    return Compared(tuple(sorted(found, key=lambda one: one.path)), moved)


def _moves(base: Read, head: Read, removed: Collection[str], added: Collection[str]) -> dict[str, str]:
    """Match removed guides with new ones by their record ids, then by their contents; return new paths by old ones."""
    if not removed or not added:
        return {}
    old, new = _by_id(map(base, sorted(removed))), _by_id(map(head, sorted(added)))
    left = {id_: Reading.of(document) for id_, document in old.items() if id_ not in new}
    renamed = find_renames(left, {id_: Reading.of(document) for id_, document in new.items() if id_ not in old})
    moved = {id_: id_ for id_ in old.keys() & new.keys()} | dict(renamed)
    return {old[before].path: new[after].path for before, after in moved.items()}


def _by_id(documents: Iterable[Document]) -> dict[str, Document]:
    """Return documents by their record ids; if several have the same id, only the first."""
    found: dict[str, Document] = {}
    for document in documents:
        found.setdefault(_id_of(document), document)
    return found


def _id_of(document: Document) -> str:
    """Return the id of a guide's record, `company/role`, taken from its path if front matter lacks it."""
    company, role = ((document.values or {}).get(key) for key in ("company", "role"))
    if isinstance(company, str) and company and isinstance(role, str) and role:
        return f"{company}/{role}"
    return "/".join(without_suffix(document.path).split("/")[-2:])


def compare_guide(base: Document, head: Document, today: date) -> Change:
    """Compare two versions of one guide."""
    record = compare_records(Reading.of(base), Reading.of(head), _id_of(base), _id_of(head))
    values = head.values or {}
    updated = as_date(values.get("last_updated"))
    return Change(
        _facts(head),
        record,
        bool(record.sources) or _evidence(base) != _evidence(head),
        _amounts(values),
        updated,
        _date_fix(head, updated, as_date(values.get("next_review_due")), today) if updated else None,
        updated == today,
    )


def _date_fix(head: Document, updated: date, review: date | None, today: date) -> DateFix | None:
    """Return the edits that set `last_updated` to today; the interval to the next review stays if that is earlier."""
    next_review = today + (review - updated) if review and updated <= review < today else None
    dates = {"last_updated": today} | ({"next_review_due": next_review} if next_review else {})
    if updated >= today or not all(head.knows((key,)) for key in dates):
        return None
    return DateFix(today, next_review, tuple(head.replacing((key,), str(day)) for key, day in dates.items()))


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
