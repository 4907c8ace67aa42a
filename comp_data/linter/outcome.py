"""What came of a guide, as text: what goes from one process to another, and what the cache keeps.

JSON of ASCII on one line, with lists in place of tuples. What would not come back as exactly the same values, down to
the type of a figure, is not written at all.
"""

import json
from datetime import date
from typing import Any, NamedTuple

from comp_data.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.linter.result import Part

_SEVERITIES = {severity.value: severity for severity in Severity}
_PLAIN = frozenset({str, int, float, bool, type(None)})
_encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_new = tuple.__new__  # what the classes themselves call, without a call more for each of 100,000 values


class NotTextError(Exception):
    """A value cannot be written so that it comes back the same."""


class Outcome(NamedTuple):
    """A part as text."""

    suppressed: int
    has_suppressions: bool
    diagnostics: str
    facts: str


def outcome_of(part: Part, facts: str) -> Outcome:
    """A part as text, with its facts as text; raises NotTextError."""
    diagnostics = as_text([_values(one, part.path) for one in part.diagnostics])
    return Outcome(part.suppressed, part.has_suppressions, diagnostics, facts)


def part_of(path: str, outcome: Outcome) -> Part:
    """The part that an outcome was made of, without its facts."""
    diagnostics = _diagnostics(json.loads(outcome.diagnostics), path)
    return Part(path, diagnostics, None, outcome.suppressed, outcome.has_suppressions)


def as_text(values: object) -> str:
    """Values as JSON on one line of ASCII; raises NotTextError."""
    try:
        return _encode(values)
    except (TypeError, ValueError) as error:  # a type that JSON has not, a number of too many digits
        raise NotTextError(str(error)) from error


def _values(one: Diagnostic, of: str) -> tuple[object, ...]:
    """A diagnostic's values, spans without a list of their own; the path only where it is not that of the part."""
    fix = one.fix and (one.fix.title, one.fix.safe, [(edit.text, *edit.span) for edit in one.fix.edits])
    return (
        *one.span,
        None if one.path == of else one.path,
        one.code,
        one.name,
        one.severity.value,
        one.message,
        one.key_path,
        one.company,
        one.role,
        one.region,
        one.level,
        one.help,
        [(None if place.path == of else place.path, place.message, *place.span) for place in one.related],
        fix,
        one.figures if _PLAIN.issuperset(map(type, one.figures)) else {"figures": _figure_values(one.figures)},
    )


def _diagnostics(rows: list[Any], of: str) -> list[Diagnostic]:
    found = []
    for row in rows:
        line, column, end_line, end_column, path, code, name, severity, message, keys, *about, related, fix, figures = (
            row
        )
        values = (
            code,
            name,
            _SEVERITIES[severity],
            message,
            path or of,
            _new(Span, (line, column, end_line, end_column)),
            tuple(keys),
            *about,
            tuple([_related(place, of) for place in related]) if related else (),
            fix and _fix(fix),
            tuple(figures) if type(figures) is list else _figures(figures["figures"]),
        )
        found.append(_new(Diagnostic, values))
    return found


def _related(values: list[Any], of: str) -> RelatedPlace:
    path, message, *span = values
    return _new(RelatedPlace, (message, path or of, _new(Span, span)))


def _fix(values: list[Any]) -> Fix:
    title, is_safe, edits = values
    return Fix(title, tuple([_new(Edit, (_new(Span, edit[1:]), edit[0])) for edit in edits]), is_safe)


def _figure_values(figure: object) -> object:
    """Figures that are not all plain: tuples as lists, dates as objects; raises NotTextError for anything else."""
    if type(figure) is tuple:
        return [_figure_values(part) for part in figure]
    if type(figure) is date:
        return {"date": figure.isoformat()}
    if type(figure) in _PLAIN:
        return figure
    raise NotTextError(f"a figure is of the type {type(figure).__name__}")


def _figures(values: Any) -> Any:
    if isinstance(values, list):
        return tuple(map(_figures, values))
    return date.fromisoformat(values["date"]) if isinstance(values, dict) else values
