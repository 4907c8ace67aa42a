"""Mends guides: the fixes of their findings, applied at their spans until none is left.

Every byte that no edit touches stays. Edits that overlap wait for the next pass, and a fix after which a guide
would have more errors of a rule than before is not applied.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.diagnostics import Diagnostic, Edit, Fix, Severity
from comp_data.document import Document, parse_document, read_document
from comp_data.files import write_whole
from comp_data.linter.engine import Settings, lint_part

MAX_PASSES: Final = 10
"""How often a guide is linted and mended at most."""


class Refused(NamedTuple):
    """A fix that was not applied, and the codes of the errors that it would have brought."""

    diagnostic: Diagnostic
    errors: tuple[str, ...]


class Mended(NamedTuple):
    """A guide's text after its fixes: `applied` are the findings that were mended, in the order of the passes."""

    text: str
    applied: tuple[Diagnostic, ...]
    refused: tuple[Refused, ...]


def mend(document: Document, today: date, settings: Settings, wanted: Callable[[Fix], bool]) -> Mended:
    """Applies the fixes that are `wanted` (all safe ones, say) and gives the text that results. Never raises."""
    return _Mender(document, today, settings, wanted).run()


def fix_files(
    files: Mapping[str, Path], today: date, settings: Settings, wanted: Callable[[Fix], bool]
) -> dict[str, Mended]:
    """Mends files in place, each written as a whole, and gives what was mended or refused by the names in `files`.

    A file is written only where its text changes. Raises OSError where one cannot be written.
    """
    outcomes: dict[str, Mended] = {}
    for path, file in files.items():
        document = read_document(file, path)
        mended = mend(document, today, settings, wanted)
        if mended.text != document.text:
            write_whole(file, mended.text)
        if mended.applied or mended.refused:
            outcomes[path] = mended
    return outcomes


class _Mender:
    def __init__(self, document: Document, today: date, settings: Settings, wanted: Callable[[Fix], bool]) -> None:
        self.today = today
        self.settings = settings
        self.wanted = wanted
        self.document = document
        self.diagnostics = self._lint(document)
        self.applied: list[Diagnostic] = []
        self.refused: list[Refused] = []
        self.most: dict[tuple[object, ...], int] = {}

    def _lint(self, document: Document) -> list[Diagnostic]:
        return lint_part([document], self.today, self.settings, with_facts=False).diagnostics

    def run(self) -> Mended:
        for _ in range(MAX_PASSES):
            chosen = self._choose()
            if not chosen:
                break
            if not self._apply(chosen) and len(chosen) > 1:
                for one in chosen:
                    self._apply([one])
        return Mended(self.document.text, tuple(self.applied), tuple(self.refused))

    def _choose(self) -> list[Diagnostic]:
        """The findings whose fixes are applied next: none that overlaps an earlier one, none that mended nothing."""
        taken: list[tuple[int, int]] = []
        chosen = []
        counts = Counter(map(_key, self.diagnostics))
        for one in sorted(self.diagnostics, key=lambda one: (one.span, one.code)):
            key = _key(one)
            if one.fix is None or not self.wanted(one.fix) or counts[key] >= self.most.get(key, counts[key] + 1):
                continue
            extents = [self.document.offsets_of(edit.span) for edit in one.fix.edits]
            if not any(_overlap(extent, other) for extent in extents for other in taken):
                taken += extents
                chosen.append(one)
        return chosen

    def _apply(self, chosen: Sequence[Diagnostic]) -> bool:
        """Applies fixes together, or none of them where the guide would get errors; says whether it did."""
        edits = [edit for one in chosen if one.fix for edit in one.fix.edits]
        document = parse_document(edited(self.document, edits), self.document.path)
        diagnostics = self._lint(document)
        errors = tuple(sorted((_errors(diagnostics) - _errors(self.diagnostics)).keys()))
        if errors and len(chosen) > 1:
            return False
        counts = Counter(map(_key, self.diagnostics))
        self.most |= {_key(one): 0 if errors else counts[_key(one)] for one in chosen}
        if errors:
            self.refused += [Refused(one, errors) for one in chosen]
            return False
        self.document, self.diagnostics = document, diagnostics
        self.applied += chosen
        return True


def _key(one: Diagnostic) -> tuple[object, ...]:
    """What a fix is known by from pass to pass: one after which as many of its kind are left is not made again."""
    return one.identity, one.message, tuple(edit.text for edit in one.fix.edits) if one.fix else ()


def _errors(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(one.code for one in diagnostics if one.severity is Severity.ERROR)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two extents share a character, or touch: which of two insertions comes first would be chance."""
    return one[0] <= other[1] and other[0] <= one[1]


def edited(document: Document, edits: Iterable[Edit]) -> str:
    """A document's text with edits made; they must not overlap."""
    parts: list[str] = []
    done = 0
    for start, end, text in sorted((*document.offsets_of(edit.span), edit.text) for edit in edits):
        parts += document.text[done:start], text
        done = end
    return "".join(parts) + document.text[done:]
