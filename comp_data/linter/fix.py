"""Mends guides: the fixes of their findings, applied at their spans until none is left.

Every byte that no edit touches stays. Edits that overlap wait for the next pass, and a fix after which a guide
would have more errors of a rule than before is not applied.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, Severity
from comp_data.base.errors import CompDataError
from comp_data.base.files import write_if_unchanged
from comp_data.guide.document import Document, parse_document, read_document
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.rule import Scope
from comp_data.linter.rules import RULES

MAX_PASSES: Final = 10
"""How often a guide is linted and mended at most."""

_MAX_READINGS: Final = 20
"""How often a file is read that others write at the same time."""


class Refused(NamedTuple):
    """A fix that was not applied, and the errors that it would have brought, each as its code and message."""

    diagnostic: Diagnostic
    errors: tuple[str, ...]


class Mended(NamedTuple):
    """A guide's text after its fixes: `applied` are the findings that were mended, in the order of the passes."""

    text: str
    applied: tuple[Diagnostic, ...]
    refused: tuple[Refused, ...]


ChangeFinder = Callable[[Document], list[Diagnostic]]
"""What change rules find in a guide, in whatever state it is."""


def mend(
    document: Document,
    today: date,
    settings: Settings,
    wanted: Callable[[Fix], bool],
    changes: ChangeFinder | None = None,
) -> Mended:
    """Applies the fixes that are `wanted` (all safe ones, say) and gives the text that results. Never raises."""
    return _Mender(document, today, settings, wanted, changes).run()


def fix_files(
    files: Mapping[str, Path],
    today: date,
    settings: Settings,
    wanted: Callable[[Fix], bool],
    changes: ChangeFinder | None = None,
) -> Iterator[tuple[str, Mended]]:
    """Mends files in place, each written as a whole, and gives what was mended or refused by the names in `files`.

    A file is written only where its text changes; one that someone else writes meanwhile is mended as they left it.
    Raises OSError where one cannot be written, and CompDataError where another program never ceases to write one.
    """
    for path, file in files.items():
        mended = _mend_in_place(file, lambda document: mend(document, today, settings, wanted, changes), path)
        if mended.applied or mended.refused:
            yield path, mended


def _mend_in_place(file: Path, mended_of: Callable[[Document], Mended], path: str) -> Mended:
    for _ in range(_MAX_READINGS):
        document = read_document(file, path)
        mended = mended_of(document)
        if mended.text == document.text or write_if_unchanged(file, document.text, mended.text):
            return mended
    raise CompDataError(f"{path} is written again and again by another program; it is left as it is")


class _Mender:
    def __init__(
        self,
        document: Document,
        today: date,
        settings: Settings,
        wanted: Callable[[Fix], bool],
        changes: ChangeFinder | None,
    ) -> None:
        self.changes = changes
        self.today = today
        self.settings = settings
        self.wanted = wanted
        self.document = document
        self.diagnostics = self._lint(document)
        self.applied: list[Diagnostic] = []
        self.refused: list[Refused] = []
        self.most: dict[tuple[object, ...], int] = {}

    def _lint(self, document: Document) -> list[Diagnostic]:
        found = [*Engine(self.settings, self.today).lint(document).diagnostics]
        return found + self.changes(document) if self.changes else found

    def run(self) -> Mended:
        for _ in range(MAX_PASSES):
            chosen = self._choose()
            if not chosen:
                break
            if not self._apply(chosen):
                self._refuse(chosen)
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
        document, diagnostics, errors = self._attempt(chosen)
        if errors:
            return False
        self._remember(chosen)
        self.document, self.diagnostics = document, diagnostics
        self.applied += chosen
        return True

    def _refuse(self, chosen: Sequence[Diagnostic]) -> None:
        """Puts the fixes aside that bring errors alone; where only several together do, applies the first alone.

        The others wait for the next pass: once one is applied, their places are not where they were.
        """
        bad = [(one, errors) for one in chosen if (errors := self._attempt([one])[2])]
        for one, errors in bad:
            self.most[_key(one)] = 0
            self.refused.append(Refused(one, errors))
        if not bad:
            self._apply(chosen[:1])

    def _remember(self, chosen: Sequence[Diagnostic]) -> None:
        counts = Counter(map(_key, self.diagnostics))
        self.most |= {_key(one): counts[_key(one)] for one in chosen}

    def _attempt(self, chosen: Sequence[Diagnostic]) -> tuple[Document, list[Diagnostic], tuple[str, ...]]:
        """The document that fixes would make, what is found in it, and the errors that it has more than before."""
        text = edited(self.document, [edit for one in chosen if one.fix for edit in one.fix.edits])
        document = parse_document(text, self.document.path)
        diagnostics = self._lint(document)
        more = _errors(diagnostics) - _errors(self.diagnostics)
        if document.text != text or document.values is None:
            # Whatever the configuration says of such guides: what cannot be read is lost to every program.
            problems = [f"{problem.code}: {problem.message}" for problem in document.problems]
            return document, diagnostics, tuple(problems) or ("CD001: the guide could not be read any more",)
        return document, diagnostics, tuple(_first_of(code, diagnostics) for code in sorted(more))


_OF_CHANGES = frozenset(rule.code for rule in RULES if rule.scope is Scope.CHANGE)
"""What a fix states that was null is a figure that changed: no reason to leave it out, and mended next."""

_OWN_ERRORS = frozenset(rule.code for rule in RULES if rule.severity is Severity.ERROR)


def _first_of(code: str, diagnostics: Iterable[Diagnostic]) -> str:
    return f"{code}: {next(one.message for one in diagnostics if one.code == code)}"


def _key(one: Diagnostic) -> tuple[object, ...]:
    """What a fix is known by from pass to pass: one after which as many of its kind are left is not made again."""
    return one.identity, one.message, tuple(edit.text for edit in one.fix.edits) if one.fix else ()


def _errors(diagnostics: Iterable[Diagnostic]) -> Counter[str]:
    """How many errors of each rule: what is one by the configuration, or by the rule's own severity."""
    errors = (one.code for one in diagnostics if one.severity is Severity.ERROR or one.code in _OWN_ERRORS)
    return Counter(code for code in errors if code not in _OF_CHANGES)


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
