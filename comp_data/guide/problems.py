"""Problems: why a guide cannot be read as a record."""

from typing import Final

from comp_data.base.diagnostics import Finding
from comp_data.base.errors import Problem
from comp_data.guide.document import Document

HARMLESS: Final = frozenset({"CD005", "CD007"})
"""Codes of parser findings after which the values are still certain: an ambiguous scalar, an empty body."""


def problem_of(document: Document, finding: Finding) -> Problem:
    """Convert a finding to a problem of its file."""
    span = document.span(finding.at, finding.on_key)
    return Problem(document.path, finding.code, finding.message, span.line, span.column)


def parse_problems(document: Document) -> list[Finding]:
    """The parser's findings that make the values of a guide uncertain or unusable."""
    return [problem for problem in document.problems if problem.code not in HARMLESS]
