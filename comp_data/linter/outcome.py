"""Encode the result of linting one guide as bytes: processes send it to each other, and the cache stores it.

The bytes are plain values in the format of `marshal`, which cannot run code but trusts its input: they are only read
from a process that this one started, and from the user's own cache, where each row has a checksum. What would not come
back as exactly the same values, down to the type of a figure, is not encoded at all.
"""

import marshal
from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Edit, Fix, RelatedPlace, Severity, Span
from comp_data.linter.result import Part

_SEVERITIES = {severity.value: severity for severity in Severity}
_PLAIN = frozenset({str, int, float, bool, type(None)})
_FORMAT = 2  # of marshal: equal values give equal bytes
_NOWHERE = Span(1, 1, 1, 1)
_SAFE_FIX = Fix("", (), safe=True)
_new = tuple.__new__  # what the classes themselves call, without one more call for each of 100,000 values


class NotPlainError(Exception):
    """A value cannot be encoded so that decoding gives the same value."""


class Outcome(NamedTuple):
    """The encoded result of linting one guide; infos are separate, because most runs only count them.

    `counted` is the number of infos by rule, company and whether a safe fix exists. `facts` is the guide's summary, and
    `ignored` how many findings per-file-ignores left out.
    """

    suppressed: int
    has_suppressions: bool
    diagnostics: bytes
    infos: bytes
    counted: tuple[tuple[str, str, str | None, bool, int], ...]
    facts: bytes
    ignored: int = 0


class GuideResult(NamedTuple):
    """The encoded result of linting a guide, with the guide's path."""

    path: str
    outcome: Outcome

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings of the rules for one guide."""
        return tuple(decode_part(self.path, self.outcome).diagnostics)


def encode_part(part: Part, facts: bytes) -> Outcome:
    """Encode a part, with its facts already encoded; raises NotPlainError."""
    path, diagnostics, _, suppressed, has_suppressions, ignored = part
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
        ignored,
    )


def decode_part(path: str, outcome: Outcome, *, counts_infos: bool = False) -> Part:
    """Decode a part, without its facts.

    With `counts_infos` its infos have neither place nor message: only their number by rule, company and fix is right.
    """
    suppressed, has_suppressions, diagnostics, infos, counted, _, ignored = outcome
    found = _diagnostics(load(diagnostics), path) if diagnostics else []
    if counts_infos:
        for code, name, company, is_safe, number in counted:
            fix = _SAFE_FIX if is_safe else None
            found += [Diagnostic(code, name, Severity.INFO, "", path, _NOWHERE, company=company, fix=fix)] * number
    elif infos:
        found += _diagnostics(load(infos), path)
    return Part(path, found or (), None, suppressed, has_suppressions, ignored)


def dump(values: Any) -> bytes:
    """Encode plain values; raises NotPlainError for other values."""
    try:
        return marshal.dumps(values, _FORMAT)
    except ValueError as error:
        raise NotPlainError(str(error)) from error


def load(content: bytes) -> Any:
    """Decode the values that `dump` encoded."""
    return marshal.loads(content)  # noqa: S302 - see the top of this file


def _rows(diagnostics: list[Diagnostic], of: str) -> bytes:
    return dump([_values(one, of) for one in diagnostics]) if diagnostics else b""


def _values(one: Diagnostic, of: str) -> tuple[object, ...]:
    """Return a diagnostic as plain values in the order of its fields; None for the path if it is that of the part."""
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
    for code, name, severity, message, path, span, *about, related, fix, figures in rows:
        values = (
            code,
            name,
            _SEVERITIES[severity],
            message,
            path or of,
            _new(Span, span),
            *about,
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
    """Return figures that are not all plain with tuples as lists and dates as bytes; raises NotPlainError."""
    if type(figure) is tuple:
        return [_figure_values(part) for part in figure]
    if type(figure) is date:
        return figure.isoformat().encode()
    if type(figure) in _PLAIN:
        return figure
    raise NotPlainError(f"a figure is of the type {type(figure).__name__}")


def _figures(values: Any) -> Any:
    if type(values) is list:
        return tuple(map(_figures, values))
    return date.fromisoformat(values.decode()) if type(values) is bytes else values
