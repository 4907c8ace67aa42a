"""Runs the selected rules over documents and makes diagnostics of their findings; pure: the date is a value too."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import chain, groupby, islice, starmap
from operator import attrgetter
from typing import Any, Final, NamedTuple, get_args

from comp_data.base.diagnostics import Diagnostic, Finding, KeyPath, RelatedPlace, Severity, Span
from comp_data.base.errors import CompDataError
from comp_data.base.grouping import grouped
from comp_data.guide.document import Document
from comp_data.linter.base_comparison.model import Changes
from comp_data.linter.record import Record
from comp_data.linter.result import Part, add_bounded
from comp_data.linter.rule import DatasetFinding, Findings, Rule, Scope
from comp_data.linter.rules import RULES
from comp_data.linter.rules.linter import rule_crashed, unknown_suppression, unused_suppression
from comp_data.linter.summary import Facts, summarize
from comp_data.linter.suppressions.apply import UNREADABLE, Kept, find_mistakes, find_unused, suppress
from comp_data.linter.suppressions.parse import suppressions_of
from comp_data.market.sources import MarketSource


class Settings(NamedTuple):
    """The rules to run and how, as configuration and command line say."""

    rules: tuple[Rule, ...] = tuple(filter(attrgetter("runs_by_default"), RULES))
    severities: Mapping[str, Severity] = {}  # by code, as `options`
    options: Mapping[str, Mapping[str, Any]] = {}
    is_ignored: Callable[[str, Rule], bool] | None = None  # whether a rule is off for a file
    market: tuple[MarketSource, ...] = ()


_Rules = list[tuple[Rule, Callable[[Any], Iterable[Any]]]]
"""Rules, each with its check, which has its options."""
MOST_FINDINGS: Final = 1_000
"""The most findings of one rule in one guide; the rest is counted in one more."""
_OPEN = 256  # documents that are kept open: those of one company are often needed together
TOGETHER: Final = 32
"""Guides that are linted together; more take more memory and are hardly faster."""


class _Guide:
    """A guide while rules run over it: what they found, and the codes of those that are silenced."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.record: Record | None = None
        self.facts: Facts | None = None
        self.found: list[Diagnostic] = []
        self.silenced: set[str] = set()


class Engine:
    """Runs the rules of some settings as of a date; `most` is the most findings of one rule in one guide."""

    def __init__(self, settings: Settings, today: date, most: int = MOST_FINDINGS) -> None:
        self.settings = settings
        self.today = today
        self.most = most
        self.of_unreadable: _Rules = [
            (rule, rule.check) for rule in RULES if rule.code in UNREADABLE and rule not in settings.rules
        ]
        self.superseded: dict[str, tuple[str, ...]] = {rule.code: rule.supersedes for rule in settings.rules}
        self.of_scope: dict[Scope, _Rules] = {scope: [] for scope in get_args(Scope)}
        for rule in sorted(settings.rules, key=lambda rule: -len(rule.silences)):
            options = settings.options.get(rule.code)
            self.of_scope[rule.scope].append((rule, partial(rule.check, **options) if options else rule.check))
        self.ignored: Counter[str] = Counter()
        """How many findings the setting per-file-ignores left out so far, by path."""
        self.needs_facts: bool = bool(self.of_scope["dataset"] or self.of_scope["change"])

    def lint(self, documents: Iterable[Document]) -> Iterator[Part]:
        """Run document and record rules over documents, and yield the part of each in their order.

        Each rule runs over some, read ahead, before the next rule does: the processor's cache holds the code of one.
        """
        rest = iter(documents)
        while guides := list(map(_Guide, islice(rest, TOGETHER))):
            self._run(self.of_scope["document"], guides)
            self._run(self.of_unreadable, [guide for guide in guides if guide.document.values is None])
            self._run(self.of_scope["record"], list(filter(self._read_record, guides)))
            yield from map(self._part_of, guides)

    def _is_ignored(self, path: str, rule: Rule) -> bool:
        if self.settings.is_ignored is None or not self.settings.is_ignored(path, rule):
            return False
        self.ignored[path] += 1
        return True

    def _read_record(self, guide: _Guide) -> bool:
        """Read the record and the facts of a guide; return whether it has a record, and reading it did not crash."""
        document = guide.document
        if document.values is None:
            return False
        try:
            record = Record(document, document.values, self.today, self.settings.market)
            guide.facts = summarize(record) if self.needs_facts else Facts(document.path, record.company, record.role)
        except Exception as error:
            guide.found.append(_crashed(None, error, document.path))
            return False
        guide.record = record
        if guide.silenced and (accepted := [one for one in suppressions_of(record) if one.holds(self.today)]):
            kept = {one.code for one in suppress(guide.found, accepted)[0]}  # an accepted finding silences nothing
            guide.silenced = {code for rule in self.settings.rules if rule.code in kept for code in rule.silences}
        return True

    def _part_of(self, guide: _Guide) -> Part:
        """Return what was found in a guide, but for what another rule reports in its place or suppressions accept."""
        found, record, path = guide.found, guide.record, guide.document.path
        superseded = {(code, one.key_path) for one in found for code in self.superseded.get(one.code, ())}
        found = [one for one in found if (one.code, one.key_path) not in superseded]
        suppressed, has_suppressions = 0, bool(record and suppressions_of(record))
        if record and has_suppressions:
            found, suppressed = self._without_suppressed(found, record, ("document", "record"))
        return Part(path, found, guide.facts, suppressed, has_suppressions, self.ignored.pop(path, 0))

    def _without_suppressed(self, found: list[Diagnostic], record: Record, scopes: tuple[Scope, ...]) -> Kept:
        """Return findings that no suppression accepts, and how many one does; report those that accept nothing."""
        document = record.document
        holding = [one for one in suppressions_of(record) if one.holds(self.today)]
        kept, used = suppress(found, holding)
        suppressed = len(found) - len(kept)
        is_off, path = self.settings.is_ignored, document.path
        ran = [rule for scope in scopes for rule, _ in self.of_scope[scope] if not (is_off and is_off(path, rule))]
        judged = {name for rule in ran for name in (rule.code, rule.name)}
        self._report(unused_suppression, find_unused(document, holding, used, judged), record, kept)
        if "record" in scopes:
            known = {name: rule.code for rule in RULES for name in (rule.code, rule.name)}
            self._report(unknown_suppression, find_mistakes(document, suppressions_of(record), known), record, kept)
        return kept, suppressed

    def _report(self, rule: Rule, findings: Findings, record: Record, found: list[Diagnostic]) -> None:
        if rule in self.settings.rules:
            add_bounded(self._kept(rule, findings, record.document, record), self.most, found)

    def _run(self, rules: _Rules, guides: list[_Guide]) -> None:
        """Add the findings of rules that check one document, or its record, unless another one silences them."""
        for rule, check in rules:
            for guide in guides:
                document, record, found = guide.document, guide.record, guide.found
                if guide.silenced and rule.code in guide.silenced:
                    continue
                try:
                    findings = iter(check(record or document))
                    for first in findings:  # most rules find nothing
                        before = len(found)
                        add_bounded(self._kept(rule, chain((first,), findings), document, record), self.most, found)
                        guide.silenced.update(rule.silences if len(found) > before and first.severity is None else ())
                except CompDataError:
                    raise
                except Exception as error:
                    found.append(_crashed(rule, error, document.path))

    def _kept(self, rule: Rule, findings: Findings, document: Document, record: Record | None) -> Iterator[Diagnostic]:
        for finding in findings:
            if not self._is_ignored(document.path, rule):
                yield self._diagnose(rule, finding, document, record)

    def lint_dataset(self, parts: Iterable[Part], reopen: Callable[[str], Document]) -> Part:
        """Run the dataset rules over the facts of all documents; `reopen` reads the document of a path again."""
        opened, before = lru_cache(_OPEN)(reopen), self.ignored.total()
        all_ = sorted(parts, key=lambda part: part.path)
        facts = tuple(part.facts for part in all_ if part.facts)
        of_many = self._of_many("dataset", facts, facts[0].path if facts else ".", opened)
        found = grouped((one.path, one) for one in of_many)
        suppressed = 0
        for path in (part.path for part in all_ if part.has_suppressions):
            document = opened(path)
            record = Record(document, document.values or {}, self.today)
            found[path], accepted = self._without_suppressed(found.get(path, []), record, ("dataset",))
            suppressed += accepted
        return Part("", [*chain.from_iterable(found.values())], None, suppressed, ignored=self.ignored.total() - before)

    def lint_changes(self, changes: Changes, reopen: Callable[[str], Document]) -> list[Diagnostic]:
        """Run the change rules; `reopen` reads the document of a path again, a removed one from the base."""
        first = changes.changed[0].path if changes.changed else "."
        return self._of_many("change", changes, first, lru_cache(_OPEN)(reopen))

    def _of_many(self, scope: Scope, subject: Any, first: str, opened: Callable[[str], Document]) -> list[Diagnostic]:
        """Run the rules that check many guides at once; `first` is the file that a crash is reported for."""
        found: list[Diagnostic] = []
        items: list[tuple[Rule, DatasetFinding]] = []
        for rule, check in self.of_scope[scope]:
            try:
                for item in check(subject):
                    if not self._is_ignored(item.facts.path, rule):
                        items.append((rule, item))
            except Exception as error:
                found.append(_crashed(rule, error, first))
        items.sort(key=_guide_and_rule)  # so that each document is opened once

        def placed(rule: Rule, item: DatasetFinding) -> Diagnostic:
            try:
                diagnostic = self._diagnose(rule, item.finding, opened(item.facts.path), item.facts)
                others = [(other.path, note, opened(other.path)) for other, note in item.others]
                more = [RelatedPlace(note.message, path, own.span(note.at, note.on_key)) for path, note, own in others]
                return diagnostic._replace(related=(*diagnostic.related, *more)) if more else diagnostic
            except Exception as error:
                return _crashed(rule, error, first)

        for _, of_guide in groupby(items, _guide_and_rule):
            add_bounded(starmap(placed, of_guide), self.most, found)
        return found

    def _diagnose(self, rule: Rule, finding: Finding, document: Document, record: Record | Facts | None) -> Diagnostic:
        at = finding.at
        key_path: KeyPath = () if isinstance(at, Span) else at
        row = record.row_of(key_path) if record else None
        if (figures := finding.figures) is None:
            figures = () if isinstance(at, Span) else (document.source(at),)
        notes = [RelatedPlace(one.message, document.path, document.span(one.at, one.on_key)) for one in finding.related]
        return Diagnostic(
            rule.code,
            rule.name,
            self.settings.severities.get(rule.code) or finding.severity or rule.severity,
            finding.message,
            document.path,
            document.span(at, finding.on_key),
            key_path,
            record.company if record else None,
            record.role if record else None,
            row.region if row else finding.region,
            row.level if row else finding.level,
            finding.help,
            tuple(notes),
            finding.fix,
            figures,
        )


def _guide_and_rule(item: tuple[Rule, DatasetFinding]) -> tuple[str, str]:
    return item[1].facts.path, item[0].code


def _crashed(rule: Rule | None, error: Exception, path: str) -> Diagnostic:
    what = f"the rule {rule.code} {rule.name}" if rule else "reading the record"
    kind = type(error).__name__
    message = f"{what} crashed on this file ({kind}: {error}); everything else ran"
    help_ = "This is a defect of comp-data, not of the guide: please report it"
    return rule_crashed.at(path, Span(1, 1, 1, 1), message, help_, (what, kind))
