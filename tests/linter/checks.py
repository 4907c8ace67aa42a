"""How rules are tested: a fragment with the places marked where the rule must report, and nowhere else."""

from datetime import date
from typing import Any

from comp_data.base.diagnostics import Diagnostic, Severity, Span
from comp_data.guide.document import parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.rules import RULES
from docs.rule_examples import lint_documents, with_changes
from tests.fragments import guides

TODAY = date(2026, 3, 1)
ALL_RULES = tuple(rule for rule in RULES if rule.runs_by_default)


def lint(
    fragment: str,
    *codes: str,
    today: date = TODAY,
    schemas: tuple[str, ...] = (),
    before: str | None = None,
    is_dataset: bool = True,
    **options: Any,
) -> list[Diagnostic]:
    """The diagnostics of some rules (default: all that are on) for the guides of a fragment.

    `before` is the fragment of what the base has, for change rules.
    """
    made = {guide.path: guide.text for guide in guides(fragment)}
    rules = tuple(rule for rule in RULES if rule.code in codes) if codes else ALL_RULES
    chosen = {rule.code: options for rule in rules} if options else {}
    if schemas:
        chosen["CD110"] = {"files": schemas}
    settings = Settings(rules, options=chosen)
    documents = [parse_document(text, path) for path, text in made.items()]
    result = lint_documents(documents, today, settings, reopen=lambda path: parse_document(made[path], path))
    if before is not None:
        there = {guide.path: parse_document(guide.text, guide.path) for guide in guides(before)}
        now = {document.path: document for document in documents}
        result = with_changes(result, there, now, settings, today, is_dataset=is_dataset)
    return [one for one in result.diagnostics if not codes or one.code in {*codes, "CD999"}]


def expect(
    code: str,
    fragment: str,
    *messages: str,
    at: tuple[Span, ...] = (),
    severity: Severity | None = None,
    today: date = TODAY,
    **options: Any,
) -> list[Diagnostic]:
    """Assert that the rule reports exactly at the marked places (and at `at`), and gives `messages` in order."""
    found = lint(fragment, code, today=today, **options)
    marked = [(guide.path, span) for guide in guides(fragment) for span in guide.marked]
    marked += [(guides(fragment)[0].path, span) for span in at]
    assert sorted((d.path, d.span) for d in found) == sorted(marked), [(d.path, d.span, d.message) for d in found]
    if messages:
        assert [d.message for d in found] == list(messages)
    if severity is not None:
        assert {d.severity for d in found} == {severity}
    return found


def not_reported(code: str, fragment: str, today: date = TODAY, **options: Any) -> None:
    """Assert that the rule reports nothing."""
    assert [d.message for d in lint(fragment, code, today=today, **options)] == []


def region_in(region: str, currency: str = "USD") -> str:
    """Return front matter with one region, as it is written, in a currency."""
    return f"compensation:\n  - region: {region}\n    currency: {currency}\n"


def examples_of(code: str) -> tuple[str, str]:
    """The bad and the good example of a rule's documentation."""
    rule = next(rule for rule in RULES if rule.code == code)
    return rule.example("-") + "\n", rule.example("+") + "\n"
