"""Fix guides: apply the fixes of their findings, pass after pass, until none is left.

Bytes that no edit touches are kept. Edits that overlap wait. A fix that causes more errors of a rule is refused.
"""

import sys
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from comp_data.base.diagnostics import Diagnostic, Fix, Severity
from comp_data.base.errors import CompDataError
from comp_data.base.files import write_if_unchanged
from comp_data.guide.document import Document, parse_document, read_document
from comp_data.linter.analysis.edits import edited
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.rules import RULES
from comp_data.linter.rules.body.texts import agree_on_name, title_differs
from comp_data.linter.suppressions.baseline import Baseline, with_entries


class RefusedFix(NamedTuple):
    """A fix that was not applied, and the errors it would have caused, each as `CODE: message`."""

    diagnostic: Diagnostic
    errors: tuple[str, ...]


class FixResult(NamedTuple):
    """A guide's text after its fixes; `applied` has the findings that were fixed, in the order of the passes."""

    text: str
    applied: tuple[Diagnostic, ...]
    refused: tuple[RefusedFix, ...]
    is_done: bool
    """Whether no fix was left for a further pass."""


ChangeLinter = Callable[[Document], list[Diagnostic]]
"""Runs the change rules over a guide in its present state."""


def fix_document(
    document: Document,
    today: date,
    settings: Settings,
    wanted: Callable[[Fix], bool],
    changes: ChangeLinter | None = None,
    known: Baseline | None = None,
) -> FixResult:
    """Apply the fixes that `wanted` accepts, apart from findings that the baseline `known` accepts."""
    return _Fixer(document, Engine(settings, today, most=sys.maxsize), changes).run(wanted, known)


def fix_files(files: Mapping[str, Path], fix: Callable[[Document], FixResult]) -> Iterator[tuple[str, FixResult]]:
    """Fix files in place, each written atomically, and yield what was fixed or refused by the names in `files`.

    A file is written only if its text changes. If another program writes it at the same time, its new content is
    fixed. Raises OSError if a file cannot be written and CompDataError if another program keeps writing it.
    """
    for path, file in files.items():
        for _ in range(20):  # another program may write it meanwhile
            document = read_document(file, path)
            result = fix(document)
            if result.text == document.text or write_if_unchanged(file, document.text, result.text):
                break
        else:
            raise CompDataError(f"{path} keeps being written by another program and was not changed")
        if result.applied or result.refused:
            yield path, result


class _Fixer:
    """Fixes one document; `limits` are the numbers of findings from which on a fix is not tried again."""

    def __init__(self, document: Document, engine: Engine, changes: ChangeLinter | None) -> None:
        self.engine = engine
        self.changes = changes
        self.document = document
        self.diagnostics = self._lint(document)
        self.applied: list[Diagnostic] = []
        self.refused: list[RefusedFix] = []
        self.limits: dict[tuple[object, ...], int] = {}

    def _lint(self, document: Document) -> list[Diagnostic]:
        found = [*next(self.engine.lint([document])).diagnostics]
        return found + self.changes(document) if self.changes else found

    def run(self, wanted: Callable[[Fix], bool], known: Baseline | None) -> FixResult:
        for _ in range(10):  # passes, if fixes cause findings with fixes
            if not (chosen := self._choose(wanted, known)):
                break
            if self._apply(chosen):
                continue
            # Refuse each that causes errors by itself; if only the combination does, apply the first, the others later.
            bad = [RefusedFix(one, errors) for one in chosen if (errors := self._attempt([one])[2])]
            self.limits |= {_key(one.diagnostic): 0 for one in bad}
            self.refused += bad
            if not bad:
                self._apply(chosen[:1])
        is_done = not self._choose(wanted, known)
        return FixResult(self.document.text, tuple(self.applied), tuple(self.refused), is_done)

    def _choose(self, wanted: Callable[[Fix], bool], known: Baseline | None) -> list[Diagnostic]:
        """Select the findings to fix next: no overlap with an earlier one, and none whose fix did not help before."""
        taken: list[tuple[int, int]] = []
        chosen = []
        counts = Counter(map(_key, self.diagnostics))
        entries = with_entries(self.diagnostics, known.root) if known else ()
        accepted = {id(one) for one, entry in entries if known and entry.fingerprint in known.entries}
        found = [one for one in self.diagnostics if id(one) not in accepted]
        for one in sorted(found, key=lambda one: (one.span, one.code)):
            key = _key(one)
            if one.fix is None or not wanted(one.fix) or counts[key] >= self.limits.get(key, counts[key] + 1):
                continue
            # The rule reads one guide; which of two spellings is right, the guides beside it show.
            if one.code == title_differs.code and not agree_on_name(self.document):
                continue
            extents = [self.document.offsets_of(edit.span) for edit in one.fix.edits]
            if not any(_overlaps(extent, taken) for extent in extents):
                for extent in extents:
                    insort(taken, extent)
                chosen.append(one)
        return chosen

    def _apply(self, chosen: Sequence[Diagnostic]) -> bool:
        """Apply all fixes, or none if the guide would get new errors; return whether they were applied."""
        document, diagnostics, errors = self._attempt(chosen)
        if errors:
            return False
        counts = Counter(map(_key, self.diagnostics))
        limits = {key: limit for key, limit in self.limits.items() if limit}  # what was refused may fit now
        self.limits, self.refused = limits | {_key(one): counts[_key(one)] for one in chosen}, []
        self.document, self.diagnostics = document, diagnostics
        self.applied += chosen
        return True

    def _attempt(self, chosen: Sequence[Diagnostic]) -> tuple[Document, list[Diagnostic], tuple[str, ...]]:
        """Return the document after some fixes, its diagnostics, and the errors that it did not have before."""
        text = edited(self.document, [edit for one in chosen if one.fix for edit in one.fix.edits])
        document = parse_document(text, self.document.path)
        diagnostics = self._lint(document)
        more = _errors(diagnostics) - _errors(self.diagnostics)
        if document.text != text or document.values is None:
            # Refuse it even if the configuration ignores such guides: no program could read the result.
            problems = [f"{problem.code}: {problem.message}" for problem in document.problems]
            return document, diagnostics, tuple(problems) or ("CD001: the guide could no longer be read",)
        if self.document.values is None:  # errors that show only now were there before
            return document, diagnostics, ()
        first = {one.code: one.message for one in reversed(diagnostics)}
        return document, diagnostics, tuple(f"{code}: {first[code]}" for code in sorted(more))


_CHANGE_RULES = frozenset(rule.code for rule in RULES if rule.scope == "change")
"""A fix that fills in a null figure changes it; that is no reason to refuse the fix."""

_ERROR_RULES = frozenset(rule.code for rule in RULES if rule.severity is Severity.ERROR)


def _key(one: Diagnostic) -> tuple[object, ...]:
    """Identify a fix across passes: a fix that leaves as many findings of its kind as before is not repeated."""
    return one.identity, one.message, tuple(edit.text for edit in one.fix.edits) if one.fix else ()


def _errors(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    """Count errors by rule; a finding counts if the configuration or the rule itself calls it an error."""
    errors = (one.code for one in diagnostics if one.severity is Severity.ERROR or one.code in _ERROR_RULES)
    return Counter(code for code in errors if code not in _CHANGE_RULES)


def _overlaps(one: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether an extent overlaps or touches one of several in order: two insertions at one place have no order."""
    at = bisect_left(taken, one)
    return any(start <= one[1] and one[0] <= end for start, end in taken[max(at - 1, 0) : at + 1])
