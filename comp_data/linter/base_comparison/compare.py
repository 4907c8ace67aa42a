"""Compare a run with its base: what the change rules find, and which findings are new."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Fix, fingerprints
from comp_data.base.discovery import record_name
from comp_data.base.files import Unreadable
from comp_data.base.grouping import grouped
from comp_data.comparison.records import Reading, added_record, compare_records, removed_record
from comp_data.comparison.renames import find_renames
from comp_data.guide.body.sources import read_evidence
from comp_data.guide.document import Document, parse_document
from comp_data.linter.base_comparison.base import Base
from comp_data.linter.base_comparison.model import Change, Changes
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.result import DIAGNOSTIC_ORDER, ComparisonSummary, LintResult, Part, merge_parts
from comp_data.linter.rules import RULES
from comp_data.linter.summary import Facts
from comp_data.linter.suppressions.apply import Kept, suppress_changes
from comp_data.values.yaml_scalars import as_date


def _reading(document: Document) -> Reading:
    """Read a version of a guide; the id of its record is taken from its path if front matter lacks it."""
    _, company, role, *_ = _facts(document)
    return Reading.of(document, f"{company}/{role}" if company and role else record_name(document.path))


def compare_guide(base: Document, head: Document, today: date) -> Change:
    """Compare two versions of one guide."""
    record, values = compare_records(_reading(base), _reading(head)), head.values or {}
    updated, review = as_date(values.get("last_updated")), as_date(values.get("next_review_due"))
    fix = None
    if updated and updated < today:
        dates = {"last_updated": today}
        if review and updated <= review < today:  # the next review is after the same interval
            dates["next_review_due"] = today + min(review - updated, date.max - today)
        title = "set " + " and ".join(f"{key} to {day}" for key, day in dates.items())
        fix = Fix(title, tuple(head.replacing((key,), str(day)) for key, day in dates.items()), safe=True)
    has_new_sources = bool(record.sources) or _evidence(base) != _evidence(head)
    return Change(_facts(head), record, has_new_sources, updated, fix, updated == today)


def _facts(document: Document) -> Facts:
    company, role = ((document.values or {}).get(key) for key in ("company", "role"))
    return Facts(document.path, company if isinstance(company, str) else None, role if isinstance(role, str) else None)


def _evidence(document: Document) -> str:
    found = read_evidence(document.body)
    return " ".join(found.text.split()) if found else ""


_OPEN = 64  # documents of each side that are kept: the largest take 3 MB each
_DATE_DEPENDENT = frozenset(rule.code for rule in RULES if rule.reads_clock)


class Guides(NamedTuple):
    """The guides of a run by the names that diagnostics show; dataset rules run if they are a whole dataset."""

    paths: Sequence[str]
    content: Callable[[str], bytes | Unreadable]
    is_dataset: bool

    def document(self, path: str) -> Document:
        """Read the guide that diagnostics name by `path`."""
        return parse_document(self.content(path), path)


class BaseComparison:
    """The guides of a run and the base that they are compared with."""

    def __init__(self, guides: Guides, base: Base, today: date, settings: Settings) -> None:
        self.guides = guides
        self.base = base
        self.today = today
        self.engine: Engine = Engine(settings, today)
        # What changed is read for the comparison, for the places of findings and for suppressions.
        self._read: Callable[[str], Document] = lru_cache(_OPEN)(guides.document)
        self._read_old: Callable[[str], Document] = lru_cache(_OPEN)(base.document)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The paths of guides that are new or differ from the base."""
        return frozenset(path for path in self.guides.paths if not self.base.has(path, self.guides.content(path)))

    @cached_property
    def moved(self) -> dict[str, str]:
        """The new paths of guides by their old ones: they have the same record id, or else the same contents."""
        added = self.changed.difference(self.base.blobs)
        if not added or not self.base.removed:
            return {}
        old = {path: _reading(self._read_old(path)) for path in self.base.removed}
        return find_renames(old, {path: _reading(self._read(path)) for path in added})

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes of each guide, in the order of their paths."""
        pairs = {path: path for path in self.changed.intersection(self.base.blobs)} | self.moved
        found = [compare_guide(self._read_old(old), self._read(new), self.today) for old, new in pairs.items()]
        for old in map(self._read_old, self.base.removed.difference(self.moved)):
            found.append(Change(_facts(old), removed_record(_reading(old))))
        for new in map(self._read, self.changed.difference(self.base.blobs, self.moved.values())):
            found.append(Change(_facts(new), added_record(_reading(new))))
        return tuple(sorted(found, key=lambda one: one.path))

    def add_changes(self, result: LintResult, parts: Iterable[Part]) -> LintResult:
        """Add the findings of the change rules, and a summary of the comparison, to a run's result."""
        base = self.base
        unchanged = [part.facts for part in parts if part.facts and part.path not in self.changed]
        records = {f"{one.company}/{one.role}" for one in unchanged}
        records |= {one.record.new_id for one in self.changes if one.record.new_id}
        companies = {str(one.company) for one in unchanged if any(any(row.amounts) for row in one.rows)}
        changes = Changes(self.changes, frozenset(records), frozenset(companies) if self.guides.is_dataset else None)
        before = self.engine.ignored.total()

        def read(path: str) -> Document:  # an empty one if it was deleted
            return Document(path, "") if path in base.removed else self._read(path)

        found, accepted = self._lint_changes(changes, read, self.moved)
        commit = base.commit and base.commit.sha
        return result._replace(
            diagnostics=tuple(sorted((*result.diagnostics, *found), key=DIAGNOSTIC_ORDER)),
            suppressed=result.suppressed + accepted,
            ignored=result.ignored + self.engine.ignored.total() - before,
            comparison=ComparisonSummary(base.name, commit, len(self.changed), len(base.removed)),
        )

    def lint_changes_of(self, document: Document) -> list[Diagnostic]:
        """Run the change rules over one guide of the run, in its present state."""
        is_same = self.base.has(document.path, document.text.encode("utf-8", "surrogateescape"))
        if is_same or document.path not in self.base.blobs:
            return []
        change = compare_guide(self._read_old(document.path), document, self.today)
        return self._lint_changes(Changes((change,)), lambda _: document, {})[0]

    def _lint_changes(self, changes: Changes, read: Callable[[str], Document], moved: Mapping[str, str]) -> Kept:
        """Run the change rules; return the findings that no suppression accepts, and the number of accepted ones."""
        by_path = grouped((one.path, one) for one in self.engine.lint_changes(changes, read))
        old_paths = {new: old for old, new in moved.items()}
        compared = ((own, read(path), self._read_old(old_paths.get(path, path))) for path, own in by_path.items())
        results = [suppress_changes(*one, self.today) for one in compared]
        return [one for kept, _ in results for one in kept], sum(accepted for _, accepted in results)

    def lint_base(self, parts: Sequence[Part]) -> LintResult:
        """Return the result of the same run at the base; `parts` of unchanged guides are used again."""
        different = self.changed | self.base.removed
        old = [part for part in parts if part.path not in different]
        old += self.engine.lint(self.base.document(path) for path in self.base.blobs if path in different)

        def read(path: str) -> Document:
            return (self.base if path in different else self.guides).document(path)

        return merge_parts(old, self.engine.lint_dataset(old, read) if self.guides.is_dataset else None)

    def keep_new(self, result: LintResult, before: LintResult) -> LintResult:
        """Remove the findings that the base has too, and let date-dependent rules fail nothing."""
        old, respelled = self._follow_renames(before.diagnostics)
        known = {*fingerprints(old), *fingerprints(respelled)}
        # In an unchanged guide, a change in other guides may alter the figures of a finding: it is not new.
        known_places = {one.identity[:-1] for one in old if one.path not in self.changed}
        marked = zip(result.diagnostics, fingerprints(result.diagnostics), strict=True)
        fresh = [one for one, fingerprint in marked if fingerprint not in known]
        new = tuple(one for one in fresh if one.path in self.changed or one.identity[:-1] not in known_places)
        gate = result.gate._replace(not_counted=result.gate.not_counted | _DATE_DEPENDENT)
        summary = result.comparison and result.comparison._replace(before=len(result.diagnostics) - len(new))
        return result._replace(diagnostics=new, gate=gate, comparison=summary)

    def _follow_renames(self, found: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Return findings at the base as if made now: with the present paths, and with present region names as well."""
        by_path = {one.path: one for one in self.changes}
        present = {path: one.facts for path, one in by_path.items() if one.record.kind == "renamed"}
        present |= {old: by_path[new].facts for old, new in self.moved.items()}
        regions: dict[tuple[object, ...], dict[str, Any]] = {
            (one.path, name.old_region, name.old_level): {"region": name.region, "level": name.level}
            for one in self.changes
            for name in one.record.regions_renamed
        }
        moved = []
        for one in found:
            to = present.get(one.path)
            moved.append(one._replace(path=to.path, company=to.company, role=to.role) if to else one)
        return moved, [one._replace(**regions.get((one.path, one.region, one.level), {})) for one in moved]
