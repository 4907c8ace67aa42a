"""Read a document as a typed record, or report every reason why it is not one."""

from pydantic import ValidationError

from comp_data.base.diagnostics import Finding
from comp_data.base.errors import Problem
from comp_data.guide.document import Document
from comp_data.guide.problems import parse_problems, problem_of
from comp_data.guide.schema_check import check_record
from comp_data.records.body import GuideBody
from comp_data.records.models import Guide


def read_guide(document: Document) -> Guide | tuple[Problem, ...]:
    """Read the record of a document, with its body, or return every reason why it has none."""
    found = [*parse_problems(document), *check_record(document)]
    if found:
        return tuple(problem_of(document, finding) for finding in found)
    try:
        guide = Guide.model_validate(document.values)
    except ValidationError as error:  # only if the models are stricter than the schema, which a test rules out
        return tuple(
            problem_of(document, Finding(tuple(one["loc"]), one["msg"], code="CD105")) for one in error.errors()
        )
    guide._read_from(GuideBody(document.text[document.body.start :]))
    return guide
