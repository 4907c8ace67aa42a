"""What comes of a guide is the same after it was written as bytes: to the type of every value."""

import os
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from pickle import UnpicklingError

import pytest

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.guide.document import parse_document
from comp_data.linter.cache import dump, load
from comp_data.linter.chunks import encode_part
from comp_data.linter.engine import Engine, Settings
from comp_data.linter.result import Part
from comp_data.linter.rules import RULES
from comp_data.linter.summary import decode_facts, encode_facts
from docs.rule_examples import documents
from tests.fragments import guides

TODAY = date(2026, 3, 1)
FRAGMENTS = [
    *(text for rule in RULES for text in (rule.example("-"), rule.example("+"))),
    "company: [\n",
    "compensation: 5\n",
    "next_review_due: 2026-05-01\ncompany: null\nticker: 5\n",
    "compensation:\n  - base_low: 0.5\n    region: '\\ud83d'\n    level: Zürich 🦄\n    stock_high: -1e9\n",
]


def exact(value: object) -> str:
    """A value with the types of all that is in it, sets in order: their own order is another in each process."""
    if isinstance(value, tuple | list):
        return f"{type(value).__name__}({', '.join(map(exact, value))})"
    return f"frozenset({sorted(value)})" if isinstance(value, frozenset) else repr(value)


@pytest.mark.slow
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_part_comes_back_the_same(fragment: str) -> None:
    engine = Engine(Settings(RULES), TODAY)
    parts = list(engine.lint(documents(fragment).values()))
    found = {document.path: document for document in documents(fragment).values()}
    parts.append(engine.lint_dataset(parts, found.__getitem__))
    for part in parts:
        result = encode_part(part)
        again = load(result.part)._replace(facts=decode_facts(part.path, result.facts))
        assert exact(again) == exact(part)
        assert again == part
        assert encode_facts(again.facts) == result.facts
        assert result.diagnostics == tuple(part.diagnostics)


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
    assert repr(load(encode_part(part).part)) == repr(part)


@pytest.mark.parametrize("value", [os.system, Path("a"), datetime(2026, 3, 1), object(), Settings, Counter("ab")])
def test_only_findings_and_plain_values_are_read(value: object) -> None:
    with pytest.raises(UnpicklingError, match="is not allowed"):
        load(dump(Part("a/b.md", [diagnostic(value)])))


def test_a_finding_is_read_without_a_call_of_its_class(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Part("a/b.md", [diagnostic(1)])
    encoded = dump(part)
    for one in (Diagnostic, Edit, Fix, Part, RelatedPlace, Span):
        monkeypatch.setattr(one, "__new__", None)
    again = load(encoded)
    assert [type(again), type(again.diagnostics[0]), type(again.diagnostics[0].fix)] == [Part, Diagnostic, Fix]
    assert again == part


def test_a_severity_is_written_as_its_class_and_value() -> None:
    assert [Severity.INFO.__reduce_ex__(protocol) for protocol in range(6)] == [(Severity, (1,))] * 6
    assert load(dump(Severity.ERROR)) is Severity.ERROR


def test_guides_with_the_same_regions_share_them() -> None:
    engine = Engine(Settings(), TODAY)
    parts = list(engine.lint(parse_document(made.text, f"{number}/b.md") for number in range(2) for made in guides("")))
    one, other = (decode_facts(part.path, encode_facts(part.facts)) for part in parts)
    assert one is not None
    assert other is not None
    assert one.regions is other.regions


def test_rules_that_use_no_facts_get_none() -> None:
    engine = Engine(Settings(tuple(rule for rule in RULES if rule.code == "CD105")), TODAY)
    (document,) = documents("role_type: senior\n").values()
    facts = next(engine.lint([document])).facts
    assert facts is not None
    assert (facts.company, facts.role, facts.regions, facts.pay) == ("acme", "data-engineer", (), b"")
