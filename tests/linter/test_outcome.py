"""What comes of a guide is the same after it was written as bytes: to the type of every value."""

from collections import Counter
from datetime import date, datetime
from itertools import filterfalse

import pytest

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.guide.document import parse_document
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.examples import documents
from comp_data.linter.outcome import NotPlainError, decode_part, encode_part
from comp_data.linter.result import Part
from comp_data.linter.rules import RULES
from comp_data.linter.summary import decode_facts, encode_facts
from tests.fragments import guides

TODAY = date(2026, 3, 1)
FRAGMENTS = [
    *(text for rule in RULES for text in (rule.bad, rule.good)),
    "company: [\n",
    "compensation: 5\n",
    "next_review_due: 2026-05-01\ncompany: null\nticker: 5\n",
    "compensation:\n  - base_low: 0.5\n    region: '\\ud83d'\n    level: Zürich 🦄\n    stock_high: -1e9\n",
]


def is_info(one: Diagnostic) -> bool:
    return one.severity is Severity.INFO


def exact(value: object) -> str:
    """A value with the types of all that is in it, sets in order: their own order is another in each process."""
    if isinstance(value, tuple | list):
        return f"{type(value).__name__}({', '.join(map(exact, value))})"
    return f"frozenset({sorted(value)})" if isinstance(value, frozenset) else repr(value)


@pytest.mark.slow
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_part_comes_back_the_same(fragment: str) -> None:
    engine = Engine(Settings(RULES), TODAY)
    parts = [engine.lint(document) for document in documents(fragment).values()]
    found = {document.path: document for document in documents(fragment).values()}
    parts.append(engine.lint_dataset(parts, found.__getitem__))
    for part in parts:
        outcome = encode_part(part, encode_facts(part.facts))
        again = decode_part(part.path, outcome)._replace(facts=decode_facts(part.path, outcome.facts))
        expected = part._replace(diagnostics=sorted(part.diagnostics, key=is_info) or ())
        assert exact(again) == exact(expected)
        assert again == expected
        assert encode_facts(again.facts) == outcome.facts


def diagnostic(*figures: object) -> Diagnostic:
    span = Span(2, 3, 4, 5)
    return Diagnostic(
        "CD201",
        "total-mismatch",
        Severity.WARNING,
        "a message\twith\nall “signs”",
        "a/b.md",
        span,
        ("compensation", 2, "base_low"),
        "a",
        "b",
        None,
        "L5",
        None,
        (RelatedPlace("here", "a/b.md", span), RelatedPlace("there", "c/d.md", span)),
        Fix("fix it", (Edit(span, "one\n"), Edit(span, "")), safe=False),
        figures,
    )


@pytest.mark.parametrize(
    "figures",
    [
        (),
        (1, 1.0, True, None, "1", -0.0, 1e300, float("inf"), 10**4000),
        (date(2026, 3, 1), (1, ("a", (None, 2.5))), ()),
        ("\ud800", "\x00"),
    ],
)
def test_figures_keep_their_types(figures: tuple[object, ...]) -> None:
    part = Part("a/b.md", [diagnostic(*figures)], None, 3, has_suppressions=True)
    again = decode_part("a/b.md", encode_part(part, b""))
    assert repr(again) == repr(part)


@pytest.mark.parametrize("figure", [[1], {"a": 1}, datetime(2026, 3, 1), object(), (Severity.INFO,), b"1"])
def test_what_would_come_back_as_something_else_is_not_written(figure: object) -> None:
    with pytest.raises(NotPlainError):
        encode_part(Part("a/b.md", [diagnostic(figure)]), b"")


def test_guides_with_the_same_regions_share_them() -> None:
    engine = Engine(Settings(), TODAY)
    parts = [engine.lint(parse_document(made.text, f"{number}/b.md")) for number in range(2) for made in guides("")]
    one, other = (decode_facts(part.path, encode_facts(part.facts)) for part in parts)
    assert one is not None
    assert other is not None
    assert one.regions is other.regions


@pytest.mark.slow
def test_infos_that_are_only_counted_count_the_same() -> None:
    engine = Engine(Settings(RULES), TODAY)
    for fragment in FRAGMENTS:
        for document in documents(fragment).values():
            part = engine.lint(document)
            counted = decode_part(part.path, encode_part(part, b""), counts_infos=True)
            assert Counter(map(counts_as, counted.diagnostics)) == Counter(map(counts_as, part.diagnostics))
            assert [*filterfalse(is_info, counted.diagnostics)] == [*filterfalse(is_info, part.diagnostics)]


def test_rules_that_use_no_facts_get_none() -> None:
    engine = Engine(Settings(tuple(rule for rule in RULES if rule.code == "CD105")), TODAY)
    (document,) = documents("role_type: senior\n").values()
    facts = engine.lint(document).facts
    assert facts is not None
    assert (facts.company, facts.role, facts.regions, facts.pay) == ("acme", "data-engineer", (), b"")


def counts_as(one: Diagnostic) -> tuple[object, ...]:
    """What the summary of a run says of a finding."""
    return one.code, one.name, one.severity, one.path, one.company, bool(one.fix and one.fix.safe)
