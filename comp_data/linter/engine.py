"""Runs the selected rules over documents and turns their findings into diagnostics.

Pure: files come in as documents, the date as a value, and nothing is printed or written. A rule that crashes
becomes a CD999 diagnostic of its file, and the run goes on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from comp_data.base.diagnostics import Diagnostic, Finding, KeyPath, RelatedPlace, Severity, Span
from comp_data.base.errors import CompDataError
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.model import Changes
from comp_data.linter.config.gate import Gate
from comp_data.linter.record import Record
from comp_data.linter.result import LintResult, Part, merge_parts
from comp_data.linter.rule import DatasetFinding, Rule, Scope
from comp_data.linter.rules import RULES
from comp_data.linter.rules.linter.by_engine import rule_crashed, unknown_suppression, unused_suppression
from comp_data.linter.summary import Facts, summarize
from comp_data.linter.suppressions.apply import UNREADABLE, find_mistakes, find_unused, suppress
from comp_data.linter.suppressions.parse import SIGN, suppressions_of
from comp_data.market.sources import MarketSource


@dataclass(frozen=True)
class Settings:
    """The rules to run and how, as configuration and command line say.

    `severities` and `options` are by code; `is_ignored` says whether a rule is off for a file; `gate` says which
    findings fail the run.
    """

    rules: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.runs_by_default)
    severities: dict[str, Severity] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    is_ignored: Callable[[str, Rule], bool] | None = None
    gate: Gate = field(default_factory=Gate)
    market: tuple[MarketSource, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle rules by their codes, so that what is sent with each chunk of guides is small."""
        rules = tuple([rule.code if _RULES.get(rule.code) is rule else rule for rule in self.rules])
        return _settings, (rules, self.severities, self.options, self.is_ignored, self.gate, self.market)

    def options_of(self, rule: Rule) -> tuple[Any, ...]:
        """Return what a rule's function takes after its subject: its options, if it has any."""
        return () if rule.options is None else (self.options.get(rule.code, rule.options),)


_RULES = {rule.code: rule for rule in RULES}


def _settings(rules: tuple[Rule | str, ...], *others: Any) -> Settings:
    return Settings(tuple([_RULES[rule] if isinstance(rule, str) else rule for rule in rules]), *others)


def lint_documents(
    documents: Iterable[Document],
    today: date,
    settings: Settings | None = None,
    *,
    reopen: Callable[[str], Document] | None = None,
) -> LintResult:
    """Lint documents one after the other; date-dependent rules use `today`.

    Dataset rules run if `reopen` is given, which reads a document again by its path for the spans of their findings.
    They take the documents for the whole dataset.
    """
    engine = Engine(settings or Settings(), today)
    parts = list(map(engine.lint, documents))
    return merge_parts(parts, engine.lint_dataset(parts, reopen) if reopen else None, engine.settings.gate)


_NOWHERE = Span(1, 1, 1, 1)
_OPEN = 256  # documents that are kept open: those of one company are often needed together


class Engine:
    """Runs the rules of some settings as of a date.

    With `counts_infos`, infos have neither place nor message: only their number by rule, company and fix is right.
    """

    def __init__(self, settings: Settings, today: date, *, counts_infos: bool = False) -> None:
        self.settings = settings
        self.today = today
        self.counts_infos = counts_infos
        self.reading = [(rule, ()) for rule in RULES if rule.code in UNREADABLE and rule not in settings.rules]
        self.superseding: dict[str, list[str]] = {}
        for rule in settings.rules:
            for code in rule.supersedes:
                self.superseding.setdefault(code, []).append(rule.code)
        self.silencing = [(rule.code, rule.silences) for rule in settings.rules if rule.silences]
        self.of_scope = {
            scope: [(rule, settings.options_of(rule)) for rule in settings.rules if rule.scope is scope]
            for scope in Scope
        }
        self.ignored = 0
        """How many findings the setting per-file-ignores left out so far."""
        self.needs_facts = bool(self.of_scope[Scope.DATASET] or self.of_scope[Scope.CHANGE])

    def lint(self, document: Document) -> Part:
        """Run document and record rules over a document."""
        before = self.ignored
        part = self._lint(document)
        return part if self.ignored == before else part._replace(ignored=self.ignored - before)

    def _is_ignored(self, path: str, rule: Rule) -> bool:
        """Say whether a finding of a rule is ignored in a file, and count it."""
        is_ignored = self.settings.is_ignored is not None and self.settings.is_ignored(path, rule)
        self.ignored += is_ignored
        return is_ignored

    def _lint(self, document: Document) -> Part:
        found: list[Diagnostic] = []
        self._run(self.of_scope[Scope.DOCUMENT], document, document, None, found)
        if document.values is None:
            self._run(self.reading, document, document, None, found)
            return Part(document.path, found)
        try:
            record = Record(document, document.values, self.today, self.settings.market)
            facts = summarize(record) if self.needs_facts else Facts(document.path, record.company, record.role)
        except Exception as error:
            return Part(document.path, [*found, _crashed("reading the record", error, document.path)])
        self._run(self.of_scope[Scope.RECORD], record, document, record, found)
        found = self._without_replaced(found)
        if not suppressions_of(record):
            return Part(document.path, found, facts)
        kept = self._without_suppressed(found, record, document, (Scope.DOCUMENT, Scope.RECORD))
        return Part(document.path, kept.diagnostics, facts, kept.suppressed, has_suppressions=True)

    def _without_suppressed(
        self, found: list[Diagnostic], record: Record, document: Document, scopes: tuple[Scope, ...]
    ) -> Part:
        """Remove what the guide's suppressions accept, and report those that accept nothing of these scopes."""
        holding = [one for one in suppressions_of(record) if one.holds(self.today)]
        kept, used = suppress(found, holding)
        suppressed = len(found) - len(kept)
        is_ignored = self.settings.is_ignored
        ran = [rule for scope in scopes for rule, _ in self.of_scope[scope]]
        if is_ignored is not None:
            ran = [rule for rule in ran if not is_ignored(document.path, rule)]
        judged = {name for rule in ran for name in (rule.code, rule.name)}
        self._report(unused_suppression, find_unused(document, holding, used, judged), document, record, kept)
        if Scope.RECORD in scopes:
            known = {name: rule.code for rule in RULES for name in (rule.code, rule.name)}
            self._report(
                unknown_suppression, find_mistakes(document, suppressions_of(record), known), document, record, kept
            )
        return Part(document.path, kept, None, suppressed)

    def _report(
        self, rule: Rule, findings: Iterable[Finding], document: Document, record: Record, found: list[Diagnostic]
    ) -> None:
        """Add the findings of a rule that the engine runs itself, if it is selected and not ignored."""
        if rule in self.settings.rules:
            found += [
                self._diagnose(rule, finding, document, record)
                for finding in findings
                if not self._is_ignored(document.path, rule)
            ]

    def _without_replaced(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Leave out findings that another rule reports in their place."""
        codes = {one.code for one in found}
        silenced = {code for by, silences in self.silencing if by in codes for code in silences}
        reported = {(one.code, one.key_path) for one in found}
        return [
            one
            for one in found
            if one.code not in silenced
            and reported.isdisjoint((code, one.key_path) for code in self.superseding.get(one.code, ()))
        ]

    def _run(
        self,
        rules: list[tuple[Rule, tuple[Any, ...]]],
        subject: Document | Record,
        document: Document,
        record: Record | None,
        found: list[Diagnostic],
    ) -> None:
        for rule, options in rules:
            try:
                for finding in rule.check(subject, *options):
                    if self._is_ignored(document.path, rule):
                        continue
                    if self._is_counted(rule, finding) and SIGN not in document.text:
                        found.append(_counted(rule, finding, document.path, record))
                    else:
                        found.append(self._diagnose(rule, finding, document, record))
            except CompDataError:
                raise
            except Exception as error:
                found.append(_crashed(f"the rule {rule.code} {rule.name}", error, document.path))

    def lint_dataset(self, parts: Iterable[Part], reopen: Callable[[str], Document]) -> Part:
        """Run the dataset rules over the facts of all documents; `reopen` reads the document of a path again."""
        opened, before = lru_cache(_OPEN)(reopen), self.ignored
        all_ = sorted(parts, key=lambda part: part.path)
        with_suppressions = [part.path for part in all_ if part.has_suppressions]
        facts = tuple(part.facts for part in all_ if part.facts)
        found: dict[str, list[Diagnostic]] = {}
        first = facts[0].path if facts else "."
        for one in self._findings_of_many(Scope.DATASET, facts, first, opened, frozenset(with_suppressions)):
            found.setdefault(one.path, []).append(one)
        suppressed = 0
        for path in with_suppressions:
            document = opened(path)
            record = Record(document, document.values or {}, self.today)
            kept = self._without_suppressed(found.get(path, []), record, document, (Scope.DATASET,))
            found[path] = [*kept.diagnostics]
            suppressed += kept.suppressed
        every = [one for own in found.values() for one in own]
        return Part("", every, None, suppressed, ignored=self.ignored - before)

    def lint_changes(self, changes: Changes, reopen: Callable[[str], Document]) -> list[Diagnostic]:
        """Run the change rules; `reopen` reads the document of a path again, a removed one from the base."""
        first = changes.changed[0].path if changes.changed else "."
        return self._findings_of_many(Scope.CHANGE, changes, first, lru_cache(_OPEN)(reopen))

    def _findings_of_many(
        self,
        scope: Scope,
        subject: object,
        first: str,
        opened: Callable[[str], Document],
        with_suppressions: frozenset[str] = frozenset(),
    ) -> list[Diagnostic]:
        """Run the rules that check many guides at once; `first` is the file that a crash is reported for."""
        found: list[Diagnostic] = []
        items: list[tuple[Rule, DatasetFinding]] = []
        for rule, options in self.of_scope[scope]:
            try:
                for item in rule.check(subject, *options):
                    path = item.facts.path
                    if self._is_ignored(path, rule):
                        continue
                    if self._is_counted(rule, item.finding) and path not in with_suppressions:
                        found.append(_counted(rule, item.finding, path, item.facts))
                    else:
                        items.append((rule, item))
            except Exception as error:
                found.append(_crashed(f"the rule {rule.code} {rule.name}", error, first))
        items.sort(key=lambda pair: pair[1].facts.path)  # so that each document is opened once
        for rule, item in items:
            try:
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

    def _severity(self, rule: Rule, finding: Finding) -> Severity:
        return self.settings.severities.get(rule.code) or finding.severity or rule.severity

    def _is_counted(self, rule: Rule, finding: Finding) -> bool:
        return self.counts_infos and self._severity(rule, finding) is Severity.INFO

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
        return Diagnostic(
            rule.code,
            rule.name,
            self._severity(rule, finding),
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


def _counted(rule: Rule, finding: Finding, path: str, record: Record | Facts | None) -> Diagnostic:
    """Return an info that is only counted: suppressions, which need its place, have to be ruled out before."""
    key_path: KeyPath = () if isinstance(finding.at, Span) else finding.at
    company = record.company if record else None
    return Diagnostic(
        rule.code, rule.name, Severity.INFO, "", path, _NOWHERE, key_path, company=company, fix=finding.fix
    )


def _crashed(what: str, error: Exception, path: str) -> Diagnostic:
    return Diagnostic(
        rule_crashed.code,
        rule_crashed.name,
        rule_crashed.severity,
        f"{what} crashed on this file ({type(error).__name__}: {error}); everything else ran",
        path,
        Span(1, 1, 1, 1),
        help="This is a defect of comp-data, not of the guide: please report it",
        figures=(what, type(error).__name__),
    )
