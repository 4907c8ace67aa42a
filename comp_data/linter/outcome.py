"""What came of a guide, as bytes: what goes from one process to another, and what the cache keeps.

These are values in the form that `marshal` gives them, which only the same Python reads, and none that a stranger may
have touched: a pipe between processes that one forked, and files that are sealed. What would not come back as exactly
the same values, down to the type of a figure, is not written at all.
"""

import marshal
from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.linter.result import Part

_SEVERITIES = {severity.value: severity for severity in Severity}
_PLAIN = frozenset({str, int, float, bool, type(None)})
_WITHOUT_REFERENCES = 2
_NOWHERE = Span(1, 1, 1, 1)
_SAFE_FIX = Fix("", (), safe=True)
_new = tuple.__new__  # what the classes themselves call, without a call more for each of 100,000 values


class NotBytesError(Exception):
    """A value cannot be written so that it comes back the same."""


class Outcome(NamedTuple):
    """A part as bytes, its infos apart from all that is worse: most runs do no more than count them.

    `counted` has how many infos there are by rule, company, and whether one can be mended safely.
    """

    suppressed: int
    has_suppressions: bool
    diagnostics: bytes
    infos: bytes
    counted: tuple[tuple[str, str, str | None, bool, int], ...]
    facts: bytes


def outcome_of(part: Part, facts: bytes) -> Outcome:
    """A part as bytes, with its facts as bytes; raises NotBytesError."""
    path, diagnostics, _, suppressed, has_suppressions = part
    infos = [one for one in diagnostics if one.severity is Severity.INFO]
    worse = [one for one in diagnostics if one.severity is not Severity.INFO]
    counted = Counter([(one.code, one.name, one.company, bool(one.fix and one.fix.safe)) for one in infos])
    return Outcome(
        suppressed,
        has_suppressions,
        _rows(worse, path),
        _rows(infos, path),
        tuple([(*what, number) for what, number in counted.items()]),
        facts,
    )


def part_of(path: str, outcome: Outcome, *, counts_infos: bool = False) -> Part:
    """The part that an outcome was made of, without its facts.

    With `counts_infos`, all that is right of its infos is how many there are by rule, company and fix.
    """
    suppressed, has_suppressions, diagnostics, infos, counted, _ = outcome
    found = _diagnostics(values_of(diagnostics), path) if diagnostics else []
    if counts_infos:
        for code, name, company, is_safe, number in counted:
            fix = _SAFE_FIX if is_safe else None
            found += [Diagnostic(code, name, Severity.INFO, "", path, _NOWHERE, company=company, fix=fix)] * number
    elif infos:
        found += _diagnostics(values_of(infos), path)
    return Part(path, found or (), None, suppressed, has_suppressions)


def _rows(diagnostics: list[Diagnostic], of: str) -> bytes:
    return as_bytes([_values(one, of) for one in diagnostics]) if diagnostics else b""


def as_bytes(values: Any) -> bytes:
    """Plain values as bytes, the same for the same values; raises NotBytesError for other values."""
    try:
        return marshal.dumps(values, _WITHOUT_REFERENCES)
    except ValueError as error:
        raise NotBytesError(str(error)) from error


def values_of(content: bytes) -> Any:
    """The values that bytes were made of."""
    return marshal.loads(content)  # noqa: S302 - see above


def _values(one: Diagnostic, of: str) -> tuple[object, ...]:
    """A diagnostic as plain values in their order; a path only where it is not that of the part."""
    code, name, severity, message, path, span, *about, related, fix, figures = one
    return (
        code,
        name,
        severity.value,
        message,
        None if path == of else path,
        tuple(span),
        *about,
        tuple([(place.message, None if place.path == of else place.path, tuple(place.span)) for place in related]),
        fix and (fix.title, tuple([(tuple(edit.span), edit.text) for edit in fix.edits]), fix.safe),
        figures if _PLAIN.issuperset(map(type, figures)) else _figure_values(figures),
    )


def _diagnostics(rows: list[Any], of: str) -> list[Diagnostic]:
    found = []
    for row in rows:
        code, name, severity, message, path, span, keys, company, role, region, level, advice, related, fix, figures = (
            row
        )
        values = (
            code,
            name,
            _SEVERITIES[severity],
            message,
            path or of,
            _new(Span, span),
            keys,
            company,
            role,
            region,
            level,
            advice,
            related and tuple([_related(place, of) for place in related]),
            fix and _fix(fix),
            figures if type(figures) is tuple else _figures(figures),
        )
        found.append(_new(Diagnostic, values))
    return found


def _related(values: tuple[Any, ...], of: str) -> RelatedPlace:
    message, path, span = values
    return _new(RelatedPlace, (message, path or of, _new(Span, span)))


def _fix(values: tuple[Any, ...]) -> Fix:
    title, edits, is_safe = values
    return _new(Fix, (title, tuple([_new(Edit, (_new(Span, span), text)) for span, text in edits]), is_safe))


def _figure_values(figure: object) -> object:
    """Figures that are not all plain: tuples as lists, dates as bytes; raises NotBytesError for anything else."""
    if type(figure) is tuple:
        return [_figure_values(part) for part in figure]
    if type(figure) is date:
        return figure.isoformat().encode()
    if type(figure) in _PLAIN:
        return figure
    raise NotBytesError(f"a figure is of the type {type(figure).__name__}")


def _figures(values: Any) -> Any:
    if type(values) is list:
        return tuple(map(_figures, values))
    return date.fromisoformat(values.decode()) if type(values) is bytes else values
