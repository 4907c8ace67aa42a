"""A run held against a base: what the change did to the guides, and which findings were there before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from comp_data.base.diagnostics import Diagnostic, fingerprints
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.base import Base
from comp_data.linter.base_comparison.changes import Compared, Versions, compare_versions
from comp_data.linter.base_comparison.model import Changes
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.guides import Guides
from comp_data.linter.result import Held, LintResult, Part, put_together, with_more
from comp_data.linter.rules import RULES
from comp_data.linter.summary import Facts
from comp_data.linter.suppressions.acknowledging import acknowledge

_BY_CLOCK = frozenset(rule.code for rule in RULES if rule.reads_clock)


class Against:
    """The guides of a run, and the base that they are held against."""

    def __init__(self, guides: Guides, base: Base, today: date, settings: Settings) -> None:
        self.guides = guides
        self.base = base
        self.today = today
        self.engine = Engine(settings, today)

    @cached_property
    def changed(self) -> frozenset[str]:
        """The guides that differ from the base, new ones too."""
        return frozenset(path for path in self.guides.paths if not self.base.has(path, self.guides.content(path)))

    @cached_property
    def compared(self) -> Compared:
        """What changed."""
        there = [path for path in self.changed if path in self.base.blobs]
        new = [path for path in self.changed if path not in self.base.blobs]
        versions = Versions(self._of_base, self.guides.document, there, self.base.removed, new)
        return compare_versions(versions, self.today)

    def with_changes(self, result: LintResult, parts: Iterable[Part]) -> LintResult:
        """A run's result with what the change rules find, and with what it is held against."""
        compared = self.compared
        facts = [part.facts for part in parts if part.facts and part.path not in self.changed]
        changes = Changes(
            compared.changes,
            frozenset(f"{one.company}/{one.role}" for one in facts)
            | {one.record.new_id for one in compared.changes if one.record.new_id},
            frozenset(str(one.company) for one in facts if _has_amounts(one)) if self.guides.is_dataset else None,
        )
        found, accepted = self._found(changes, self._of_run, compared.moved)
        base = self.base
        held = Held(base.name, base.commit.sha if base.commit else None, len(self.changed), len(base.removed))
        return with_more(result, found, accepted)._replace(held=held)

    def found_in(self, document: Document) -> list[Diagnostic]:
        """What the change rules find in one guide of the run, in whatever state it is."""
        is_same = self.base.has(document.path, document.text.encode("utf-8", "surrogateescape"))
        if is_same or document.path not in self.base.blobs:
            return []
        versions = Versions(self._of_base, lambda _: document, [document.path])
        compared = compare_versions(versions, self.today)
        return self._found(Changes(compared.changes), lambda _: document, {})[0]

    def _found(
        self, changes: Changes, read: Callable[[str], Document], moved: Mapping[str, str]
    ) -> tuple[list[Diagnostic], int]:
        """What the change rules find and no suppression accepts, and how much one does."""
        found: dict[str, list[Diagnostic]] = {}
        for one in self.engine.lint_changes(changes, read):
            found.setdefault(one.path, []).append(one)
        origins = {new: old for old, new in moved.items()}
        kept: list[Diagnostic] = []
        accepted = 0
        for path, own in found.items():
            before = self.base.document(origins.get(path, path))
            left, number = acknowledge(own, read(path), before, self.today)
            kept += left
            accepted += number
        return kept, accepted

    def before(self, parts: Sequence[Part]) -> LintResult:
        """What a run would have found at the base; `parts` are those of the run, whose guides are mostly the same."""
        own = [path for path in self.base.blobs if path in self.changed or path in self.base.removed]
        before = [part for part in parts if part.path not in self.changed]
        before += [self.engine.lint(self._of_base(path)) for path in own]
        of_dataset = self.engine.lint_dataset(before, self._before) if self.guides.is_dataset else None
        return put_together(before, of_dataset, self.engine.settings.gate)

    def only_new(self, result: LintResult, before: LintResult) -> LintResult:
        """A result without the findings that were there before, and with no rule that goes by the day counted."""
        changed, moved = self.changed, self._names
        old = [_moved(one, moved[one.path]) if one.path in moved else one for one in before.diagnostics]
        known = {*fingerprints(old), *fingerprints(map(self._respelled, old))}
        # In a guide that is what it was, other guides may change the figures that a finding rests on.
        resting = {one.identity[:-1] for one in old if one.path not in changed}
        left = tuple(
            one
            for one, fingerprint in zip(result.diagnostics, fingerprints(result.diagnostics), strict=True)
            if fingerprint not in known and (one.path in changed or one.identity[:-1] not in resting)
        )
        gate = result.gate._replace(not_counted=result.gate.not_counted | _BY_CLOCK)
        held = result.held and result.held._replace(before=len(result.diagnostics) - len(left))
        return result._replace(diagnostics=left, gate=gate, held=held)

    @cached_property
    def _names(self) -> dict[str, Facts]:
        """Whose record a guide of the base is now, where it has another path or name."""
        now = {one.path: one for one in self.compared.changes}
        moved = {old: now[new] for old, new in self.compared.moved.items()}
        renamed = {path: one for path, one in now.items() if one.record.kind == "renamed"}
        return {path: one.facts for path, one in (renamed | moved).items()}

    def _respelled(self, one: Diagnostic) -> Diagnostic:
        """A finding of a guide's base under the name that its region has now; `one` has the guide's path of now."""
        named = self._regions.get((one.path, one.region, one.level))
        return one._replace(region=named[0], level=named[1]) if named else one

    @cached_property
    def _regions(self) -> dict[tuple[str, str | None, str | None], tuple[str | None, str | None]]:
        """What regions and levels are called now, by the guide's path and what the base calls them."""
        return {
            (one.path, name.old_region, name.old_level): (name.region, name.level)
            for one in self.compared.changes
            for name in one.record.regions_renamed
        }

    def _of_base(self, path: str) -> Document:
        document = self.base.document(path)
        return Document(path, "") if document is None else document

    def _of_run(self, path: str) -> Document:
        """A guide of the run; one that is gone has no text."""
        return Document(path, "") if path in self.base.removed else self.guides.document(path)

    def _before(self, path: str) -> Document:
        """A guide as it was at the base; one that is the same is read where it is."""
        is_other = path in self.base.removed or path in self.changed
        return self._of_base(path) if is_other else self.guides.document(path)


def _has_amounts(facts: Facts) -> bool:
    return any(any(row.amounts) for row in facts.rows)


def _moved(one: Diagnostic, to: Facts) -> Diagnostic:
    """A finding of a guide that has another path now."""
    return one._replace(path=to.path, company=to.company, role=to.role)
