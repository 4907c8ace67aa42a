"""Runs the selected rules over documents and makes diagnostics of what they find.

Pure: files come in as documents, the day as a value, and nothing is printed or written. A rule that crashes
becomes a CD999 diagnostic of its file, and the run goes on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from comp_data.diagnostics import Diagnostic, Finding, KeyPath, RelatedPlace, Severity, Span
from comp_data.document import Document
from comp_data.errors import CompDataError
from comp_data.linter.change import Changes
from comp_data.linter.facts import Facts, gather
from comp_data.linter.gate import Gate
from comp_data.linter.record import Record
from comp_data.linter.rule import DatasetFinding, Rule, Scope
from comp_data.linter.rules import RULE_CRASHED, RULES, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION
from comp_data.linter.suppressing import suppress, unknown, unused
from comp_data.linter.suppressions import suppressions_of

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


class Held(NamedTuple):
    """What a run was held against: the base as it was asked for, and its commit, None where there was none yet.

    `changed` is how many guides differ from the base, new ones too, `removed` how many are gone, and `before` how many
    findings were there at the base and are left out; 0 where they are told.
    """

    base: str
    commit: str | None
    changed: int
    removed: int
    before: int = 0


class LintResult(NamedTuple):
    """The diagnostics of a run, ordered by path, place and code, and how many files were looked at.

    `suppressed` is how many findings suppressions accepted, `known` how many a baseline keeps quiet.
    `gate` says which of them fail the run: with nothing configured, those of severity error. `held` is None where
    the run had no base.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int
    gate: Gate = Gate()
    suppressed: int = 0
    known: int = 0
    held: Held | None = None

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
    """What came of some of a run's documents: diagnostics, facts for the dataset rules, how many there were.

    `suppressing` are the paths of those with suppressions, which dataset rules meet too.
    """

    diagnostics: list[Diagnostic]
    facts: list[Facts]
    files: int
    suppressed: int = 0
    suppressing: tuple[str, ...] = ()


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
    return part._replace(files=files, suppressed=engine.suppressed, suppressing=tuple(engine.suppressing))


def put_together(
    parts: Iterable[Part], today: date, settings: Settings, reopen: Callable[[str], Document] | None
) -> LintResult:
    """Runs the dataset rules over the facts of all parts, where `reopen` is given, and orders what was found."""
    found: list[Diagnostic] = []
    facts: list[Facts] = []
    suppressing: list[str] = []
    files = suppressed = 0
    for part in parts:
        found += part.diagnostics
        facts += part.facts
        suppressing += part.suppressing
        files += part.files
        suppressed += part.suppressed
    if reopen:
        engine = _Engine(settings, today)
        found += engine.lint_dataset(tuple(sorted(facts, key=lambda one: one.path)), reopen, suppressing)
        suppressed += engine.suppressed
    found.sort(key=_order)
    return LintResult(tuple(found), files, settings.gate, suppressed)


def lint_changes(
    changes: Changes, today: date, settings: Settings, reopen: Callable[[str], Document]
) -> list[Diagnostic]:
    """What the change rules find; `reopen` gives the document of a path again, of one that is gone the base's."""
    return _Engine(settings, today).lint_changes(changes, cache(reopen))


def with_more(result: LintResult, diagnostics: Iterable[Diagnostic], suppressed: int) -> LintResult:
    """A result with more diagnostics in their places, and more findings that suppressions accepted."""
    found = sorted((*result.diagnostics, *diagnostics), key=_order)
    return result._replace(diagnostics=tuple(found), suppressed=result.suppressed + suppressed)


def _order(diagnostic: Diagnostic) -> tuple[str, Span, str, str]:
    return diagnostic.path, diagnostic.span, diagnostic.code, diagnostic.message


class _Engine:
    def __init__(self, settings: Settings, today: date) -> None:
        self.settings = settings
        self.today = today
        self.reading = [(rule, ()) for rule in RULES if rule.code in _READING and rule not in settings.rules]
        self.taking_place = {code: rule.code for rule in settings.rules for code in rule.takes_place_of}
        self.suppressed = 0
        self.suppressing: list[str] = []
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
        found = self._without_replaced(found)
        if suppressions_of(record):
            self.suppressing.append(document.path)
            return self._without_suppressed(found, record, document, (Scope.DOCUMENT, Scope.RECORD)), facts
        return found, facts

    def _without_suppressed(
        self, found: list[Diagnostic], record: Record, document: Document, scopes: tuple[Scope, ...]
    ) -> list[Diagnostic]:
        """Leaves out what the guide's suppressions accept, and adds those that accept nothing of these scopes."""
        holding = [one for one in suppressions_of(record) if one.holds(self.today)]
        kept, used = suppress(found, holding)
        self.suppressed += len(found) - len(kept)
        is_ignored = self.settings.is_ignored
        ran = [rule for scope in scopes for rule, _ in self.of_scope[scope]]
        if is_ignored is not None:
            ran = [rule for rule in ran if not is_ignored(document.path, rule)]
        judged = {name for rule in ran for name in (rule.code, rule.name)}
        self._tell(UNUSED_SUPPRESSION, unused(document, holding, used, judged), document, record, kept)
        if Scope.RECORD in scopes:
            known = {name: rule.code for rule in RULES for name in (rule.code, rule.name)}
            self._tell(UNKNOWN_SUPPRESSION, unknown(document, suppressions_of(record), known), document, record, kept)
        return kept

    def _tell(
        self, rule: Rule, findings: Iterable[Finding], document: Document, record: Record, found: list[Diagnostic]
    ) -> None:
        """Adds the findings of a rule that the engine runs itself, where it is selected and not ignored."""
        is_ignored = self.settings.is_ignored
        if rule in self.settings.rules and not (is_ignored and is_ignored(document.path, rule)):
            found += [self._diagnose(rule, finding, document, record) for finding in findings]

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

    def lint_dataset(
        self, facts: tuple[Facts, ...], reopen: Callable[[str], Document], suppressing: Sequence[str] = ()
    ) -> list[Diagnostic]:
        """Runs the dataset rules; `suppressing` are the paths of guides with suppressions."""
        opened = cache(reopen)
        found: dict[str, list[Diagnostic]] = {path: [] for path in suppressing}
        first = facts[0].path if facts else "."
        for one in self._findings_of_many(Scope.DATASET, facts, first, opened):
            found.setdefault(one.path, []).append(one)
        for path in suppressing:
            document = opened(path)
            record = Record(document, document.values or {}, self.today)
            found[path] = self._without_suppressed(found[path], record, document, (Scope.DATASET,))
        return [one for own in found.values() for one in own]

    def lint_changes(self, changes: Changes, opened: Callable[[str], Document]) -> list[Diagnostic]:
        first = changes.changed[0].path if changes.changed else "."
        return self._findings_of_many(Scope.CHANGE, changes, first, opened)

    def _findings_of_many(
        self, scope: Scope, subject: object, first: str, opened: Callable[[str], Document]
    ) -> list[Diagnostic]:
        """Runs the rules that look at many guides at once; `first` is the file that a crash is told of."""
        is_ignored = self.settings.is_ignored
        found: list[Diagnostic] = []
        for rule, options in self.of_scope[scope]:
            try:
                for item in rule.check(subject, *options):
                    if is_ignored is None or not is_ignored(item.facts.path, rule):
                        found.append(self._dataset_diagnostic(rule, item, opened))
            except Exception as error:
                found.append(_crashed(f"the rule {rule.code} {rule.name}", error, first))
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
