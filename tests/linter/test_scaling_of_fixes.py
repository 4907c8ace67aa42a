"""Fixes and suppressions of many findings in one guide take time in proportion to their number, counted in lines."""

from collections.abc import Callable

import pytest

from comp_data.guide.document import Document, parse_document
from comp_data.linter.engine import Settings
from comp_data.linter.fix import fix_document
from comp_data.linter.rules import RULES
from comp_data.linter.suppressions.apply import with_ignores
from docs.rule_examples import lint_documents
from tests.counting import MOST, lines_in
from tests.fragments import guides
from tests.linter.checks import TODAY

DUPLICATES = Settings(tuple(rule for rule in RULES if rule.code == "CD704"))


def repeated(number: int) -> Document:
    """A guide that names one source many times."""
    (guide,) = guides("data_sources:\n" + "  - Blind\n" * number)
    return parse_document(guide.text, guide.path)


def fix(document: Document) -> int:
    return len(fix_document(document, TODAY, DUPLICATES, lambda fix: fix.safe).applied)


def add_ignores(document: Document) -> int:
    found = lint_documents([document], TODAY, DUPLICATES).diagnostics
    return with_ignores(document, found, "known").count("comp-data: ignore")


@pytest.mark.parametrize("do", [fix, add_ignores])
def test_twice_the_findings_are_twice_the_work(do: Callable[[Document], int]) -> None:
    assert do(repeated(101)) == 100

    def lines(number: int) -> int:
        document = repeated(number)
        return lines_in(lambda: do(document))

    beginning = lines(2)
    once, twice = lines(400) - beginning, lines(800) - beginning
    assert 0 < once < twice < MOST * once
