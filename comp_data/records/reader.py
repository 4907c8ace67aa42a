"""A document → the typed record that it holds, or every reason why it holds none."""

from dataclasses import dataclass

from pydantic import ValidationError

from comp_data.base.diagnostics import Finding
from comp_data.guide.document import Document
from comp_data.guide.schema_check import check_record
from comp_data.records.body import GuideBody
from comp_data.records.models import Guide

_HARMLESS = frozenset({"CD005", "CD007"})
"""Problems of a document that leave its record readable without doubt."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a guide is not a record: the linter's code and message, at 1-based line and column of the file."""

    path: str
    code: str
    message: str
    line: int
    column: int


def read_guide(document: Document) -> Guide | tuple[Problem, ...]:
    """The record of a document, with its body, or every reason why it is none."""
    found = [problem for problem in document.problems if problem.code not in _HARMLESS]
    found += check_record(document)
    if found:
        return tuple(problem_of(document, finding) for finding in found)
    try:
        guide = Guide.model_validate(document.values)
    except ValidationError as error:  # what only the models see; the agreement test knows of no such case
        return tuple(
            problem_of(document, Finding(tuple(one["loc"]), one["msg"], code="CD105")) for one in error.errors()
        )
    return guide.with_body(GuideBody(document.text[document.body.start :]))


def problem_of(document: Document, finding: Finding) -> Problem:
    """A finding as a problem of its file."""
    span = document.span(finding.at, finding.on_key)
    return Problem(document.path, finding.code, finding.message, span.line, span.column)
