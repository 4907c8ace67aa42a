"""Runs the selected rules over documents and makes diagnostics of what they find.

Pure: files come in as documents, the day as a value, and nothing is printed or written. A rule that crashes
becomes a CD999 diagnostic of its file, and the run goes on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from comp_data.diagnostics import Diagnostic, Finding, KeyPath, RelatedPlace, Severity, Span
from comp_data.document import Document
from comp_data.errors import CompDataError
from comp_data.linter.facts import Facts, gather
from comp_data.linter.gate import Gate
from comp_data.linter.record import Record
from comp_data.linter.rule import DatasetFinding, Rule, Scope
from comp_data.linter.rules import RULE_CRASHED, RULES

_READING = frozenset({"CD001", "CD002", "CD003", "CD006", "CD009"})
"""What keeps a guide from being read is told whatever is selected: no other rule has looked at the guide."""


@dataclass(frozen=True)
class Settings:
    """What to run and how: the outcome of configuration and command line.

    `severities` and `options` are by code; `is_ignored` says whether a rule is off for a file; `gate` says which
    findings fail the run.
    """

    rules: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.runs_unasked)
    severities: dict[str, Severity] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    is_ignored: Callable[[str, Rule], bool] | None = None
    gate: Gate = field(default_factory=Gate)

    def options_of(self, rule: Rule) -> tuple[Any, ...]:
        """What the rule's function takes beside its subject: its options, where it has some."""
        return () if rule.options is None else (self.options.get(rule.code, rule.options),)


class LintResult(NamedTuple):
    """The diagnostics of a run, ordered by path, place and code, and how many files were looked at.

    `gate` says which of them fail the run: with nothing configured, those of severity error.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    gate: Gate = Gate()

    @property
    def ok(self) -> bool:
        """Whether nothing was found that fails the run."""
        return not any(map(self.gate.fails, self.diagnostics))

    @property
    def not_counted(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are shown and never fail the run, by the settings or a preset."""
        codes = self.gate.not_counted
        return tuple(d for d in self.diagnostics if d.code in codes) if codes else ()

    def at_least(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """The diagnostics of a severity or over it."""
        return tuple(d for d in self.diagnostics if d.severity >= severity)


def lint_documents(
    documents: Iterable[Document],
    today: date,
    settings: Settings | None = None,
    *,
    reopen: Callable[[str], Document] | None = None,
) -> LintResult:
    """Lints documents one after the other; `today` is the day that clock rules go by.

    Dataset rules run where `reopen` is given: it reads a document again by its path, for the spans of what
    these rules find. They take the documents for the whole dataset.
    """
    chosen = settings or Settings()
    part = lint_part(documents, today, chosen, with_facts=reopen is not None)
    return put_together([part], today, chosen, reopen)


class Part(NamedTuple):
    """What came of some of a run's documents: diagnostics, facts for the dataset rules, how many there were."""

    diagnostics: list[Diagnostic]
    facts: list[Facts]
    files: int


def lint_part(documents: Iterable[Document], today: date, settings: Settings, *, with_facts: bool) -> Part:
    """Runs document and record rules over documents, one after the other."""
    engine = _Engine(settings, today)
    part = Part([], [], 0)
    files = 0
    for document in documents:
        files += 1
        diagnostics, facts = engine.lint(document)
        part.diagnostics.extend(diagnostics)
        if with_facts and facts:
            part.facts.append(facts)
    return part._replace(files=files)


def put_together(
    parts: Iterable[Part], today: date, settings: Settings, reopen: Callable[[str], Document] | None
) -> LintResult:
    """Runs the dataset rules over the facts of all parts, where `reopen` is given, and orders what was found."""
    found: list[Diagnostic] = []
    facts: list[Facts] = []
    files = 0
    for part in parts:
        found += part.diagnostics
        facts += part.facts
        files += part.files
    if reopen:
        found += _Engine(settings, today).lint_dataset(tuple(sorted(facts, key=lambda one: one.path)), reopen)
    found.sort(key=_order)
    return LintResult(tuple(found), files, settings.gate)


def _order(diagnostic: Diagnostic) -> tuple[str, Span, str, str]:
    return diagnostic.path, diagnostic.span, diagnostic.code, diagnostic.message


class _Engine:
    def __init__(self, settings: Settings, today: date) -> None:
        self.settings = settings
        self.today = today
        self.reading = [(rule, ()) for rule in RULES if rule.code in _READING and rule not in settings.rules]
        self.taking_place = {code: rule.code for rule in settings.rules for code in rule.takes_place_of}
        self.of_scope = {
            scope: [(rule, settings.options_of(rule)) for rule in settings.rules if rule.scope is scope]
            for scope in Scope
        }

    def lint(self, document: Document) -> tuple[list[Diagnostic], Facts | None]:
        found: list[Diagnostic] = []
        self._run(self.of_scope[Scope.DOCUMENT], document, document, None, found)
        if document.values is None:
            self._run(self.reading, document, document, None, found)
            return found, None
        try:
            record = Record(document, document.values, self.today)
            facts = gather(record)
        except Exception as error:
            return [*found, _crashed("the reading of the record", error, document.path)], None
        self._run(self.of_scope[Scope.RECORD], record, document, record, found)
        return self._without_replaced(found), facts

    def _without_replaced(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Leaves out what another rule says in its place: a guide is stale until it is expired."""
        if not self.taking_place:
            return found
        spoken = {(one.code, one.key_path) for one in found}
        return [one for one in found if (self.taking_place.get(one.code), one.key_path) not in spoken]

    def _run(
        self,
        rules: list[tuple[Rule, tuple[Any, ...]]],
        subject: Document | Record,
        document: Document,
        record: Record | None,
        found: list[Diagnostic],
    ) -> None:
        is_ignored = self.settings.is_ignored
        for rule, options in rules:
            try:
                for finding in rule.check(subject, *options):
                    if is_ignored is None or not is_ignored(document.path, rule):
                        found.append(self._diagnose(rule, finding, document, record))
            except CompDataError:
                raise
            except Exception as error:
                found.append(_crashed(f"the rule {rule.code} {rule.name}", error, document.path))

    def lint_dataset(self, facts: tuple[Facts, ...], reopen: Callable[[str], Document]) -> list[Diagnostic]:
        opened = cache(reopen)
        is_ignored = self.settings.is_ignored
        found: list[Diagnostic] = []
        for rule, options in self.of_scope[Scope.DATASET]:
            try:
                for item in rule.check(facts, *options):
                    if is_ignored is None or not is_ignored(item.facts.path, rule):
                        found.append(self._dataset_diagnostic(rule, item, opened))
            except Exception as error:
                what = f"the rule {rule.code} {rule.name}"
                found.append(_crashed(what, error, facts[0].path if facts else "."))
        return found

    def _dataset_diagnostic(self, rule: Rule, item: DatasetFinding, opened: Callable[[str], Document]) -> Diagnostic:
        diagnostic = self._diagnose(rule, item.finding, opened(item.facts.path), item.facts)
        related = tuple(
            RelatedPlace(note.message, other.path, opened(other.path).span(note.at, note.on_key))
            for other, note in item.others
        )
        return diagnostic._replace(related=diagnostic.related + related) if related else diagnostic

    def _diagnose(self, rule: Rule, finding: Finding, document: Document, record: Record | Facts | None) -> Diagnostic:
        at = finding.at
        key_path: KeyPath = () if isinstance(at, Span) else at
        row = record.row_of(key_path) if record else None
        figures = finding.figures
        if figures is None:
            figures = () if isinstance(at, Span) else (document.source(at),)
        related = tuple(
            RelatedPlace(note.message, document.path, document.span(note.at, note.on_key)) for note in finding.related
        )
        severity = self.settings.severities.get(rule.code) or finding.severity or rule.severity
        return Diagnostic(
            rule.code,
            rule.name,
            severity,
            finding.message,
            document.path,
            document.span(at, finding.on_key),
            key_path,
            record.company if record else None,
            record.role if record else None,
            row.region if row else finding.region,
            row.level if row else finding.level,
            finding.help,
            related,
            finding.fix,
            figures,
        )


def _crashed(what: str, error: Exception, path: str) -> Diagnostic:
    return Diagnostic(
        RULE_CRASHED.code,
        RULE_CRASHED.name,
        RULE_CRASHED.severity,
        f"{what} crashed on this file ({type(error).__name__}: {error}); everything else ran",
        path,
        Span(1, 1, 1, 1),
        help="This is a defect of comp-data, not of the guide: please report it",
        figures=(what, type(error).__name__),
    )
