"""Guides of two versions of a dataset → what changed, for the change rules: two guides are held at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from comp_data.comparison.records import Reading, added_record, compare_records, removed_record
from comp_data.comparison.renames import find_renames
from comp_data.comparison.rows import AMOUNTS, entries_of
from comp_data.guide.body.evidence import read_evidence
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.model import Change
from comp_data.linter.summary import Facts
from comp_data.values.yaml_scalars import as_date


class Versions(NamedTuple):
    """Where two versions of a dataset differ, as the paths of guides, and how each is read.

    `changed` are in both, `removed` in the base only and `added` in the head only.
    """

    base: Callable[[str], Document]
    head: Callable[[str], Document]
    changed: Collection[str]
    removed: Collection[str] = ()
    added: Collection[str] = ()


class Compared(NamedTuple):
    """The changes in the order of their paths, and the paths in the base of guides that have another now."""

    changes: tuple[Change, ...]
    moved: Mapping[str, str]


def compare_versions(versions: Versions, today: date) -> Compared:
    """Compares the guides that differ; a guide that is gone is looked for among the new ones.

    `today` is the day that `last_updated` can be set to.
    """
    moved = _moves(versions)
    found = [_changed(versions.base(path), versions.head(path), today) for path in versions.changed]
    found += [_changed(versions.base(old), versions.head(new), today) for old, new in moved.items()]
    found += [_removed(versions.base(path)) for path in versions.removed if path not in moved]
    arrived = set(moved.values())
    found += [_added(versions.head(path)) for path in versions.added if path not in arrived]
    return Compared(tuple(sorted(found, key=lambda one: one.path)), moved)


def _moves(versions: Versions) -> dict[str, str]:
    """The new path of each guide that has another: with the same record in it, or one that is surely the same."""
    if not versions.removed or not versions.added:
        return {}
    removed = dict(_identified(map(versions.base, sorted(versions.removed))))
    added = dict(_identified(map(versions.head, sorted(versions.added))))
    moved = {removed[id_].path: added[id_].path for id_ in removed.keys() & added.keys()}
    gone = {id_: Reading.of(document) for id_, document in removed.items() if id_ not in added}
    come = {id_: Reading.of(document) for id_, document in added.items() if id_ not in removed}
    renamed = find_renames(gone, come)
    return moved | {removed[old].path: added[new].path for old, new in renamed.items()}


def _identified(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """Documents by the ids of their records; of a record that several hold, the first."""
    seen = set()
    for document in documents:
        id_ = id_of(document.path, document.values)
        if id_ not in seen:
            seen.add(id_)
            yield id_, document


def id_of(path: str, values: Mapping[str, object] | None) -> str:
    """The id of a guide's record, `company/role`; by its path where the guide does not say."""
    company, role = ((values or {}).get(key) for key in ("company", "role"))
    if isinstance(company, str) and company and isinstance(role, str) and role:
        return f"{company}/{role}"
    return "/".join(path.removesuffix(".md").split("/")[-2:])


def _changed(base: Document, head: Document, today: date) -> Change:
    before, after = id_of(base.path, base.values), id_of(head.path, head.values)
    record = compare_records(Reading.of(base), Reading.of(head), before, after)
    values = head.values or {}
    stated = values.get("last_updated")
    updated = as_date(stated) if isinstance(stated, str) else stated
    updated = updated if type(updated) is date else None
    key = ("last_updated",)
    return Change(
        _facts(head),
        record,
        bool(record.sources) or _evidence(base) != _evidence(head),
        _amounts(values),
        updated,
        (today, head.replacing(key, str(today))) if updated and updated < today and head.knows(key) else None,
        updated == today,
    )


def _removed(base: Document) -> Change:
    return Change(_facts(base), removed_record(Reading.of(base), id_of(base.path, base.values)))


def _added(head: Document) -> Change:
    record = added_record(Reading.of(head), id_of(head.path, head.values))
    return Change(_facts(head), record, amounts=_amounts(head.values or {}))


def _facts(document: Document) -> Facts:
    """Whose record it is; change rules name a region themselves."""
    company, role = ((document.values or {}).get(key) for key in ("company", "role"))
    return Facts(
        document.path,
        company if isinstance(company, str) else None,
        role if isinstance(role, str) else None,
    )


def _amounts(values: Mapping[str, object]) -> int:
    entries = entries_of(values.get("compensation"))
    return sum(bool(figure) for entry in entries for key, figure in entry.figures.items() if key in AMOUNTS)


def _evidence(document: Document) -> str:
    found = read_evidence(document.body)
    return " ".join(found.text.split()) if found else ""
