"""Applies suppressions to diagnostics, and finds those that accept nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Edit, Finding, Fix, shortened
from comp_data.guide.document import Document
from comp_data.linter.suppressions.parse import Named, Suppression

NEVER: Final = frozenset({"CD001", "CD002", "CD003", "CD006", "CD009", "CD901", "CD902", "CD903", "CD904", "CD999"})
"""What no suppression and no baseline keeps quiet: guides that cannot be read, and the linter's own affairs."""

_FORM = "Write `comp-data: ignore[CD201] the reason`, and `until 2027-01-01` behind it where it is to end"

Used = set[tuple[int, str]]
"""Which suppressions accepted something: their place in the guide, and the rule as they name it."""


class Suppressed(NamedTuple):
    """The diagnostics that are left, and what the suppressions accepted."""

    kept: list[Diagnostic]
    used: Used


def suppress(diagnostics: Iterable[Diagnostic], suppressions: Collection[Suppression]) -> Suppressed:
    """Takes out what suppressions accept; those that do not hold are to be left out by the caller."""
    kept: list[Diagnostic] = []
    used: Used = set()
    for one in diagnostics:
        accepting = [] if one.code in NEVER else list(_accepting(one, suppressions))
        used.update(accepting)
        if not accepting:
            kept.append(one)
    return Suppressed(kept, used)


def _accepting(one: Diagnostic, suppressions: Iterable[Suppression]) -> Iterator[tuple[int, str]]:
    for suppression in suppressions:
        if suppression.covers(one.span):
            for named in suppression.rules:
                if named.text in (one.code, one.name):
                    yield suppression.start, named.text


def unknown(document: Document, suppressions: Iterable[Suppression], known: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with suppressions; `known` gives the code for each code and name of a rule."""
    for suppression in suppressions:
        span = document.span_of(suppression.start, suppression.end)
        if suppression.problem:
            yield Finding(span, f"this suppression accepts nothing: {suppression.problem}", _FORM, figures=())
            continue
        for named in suppression.rules:
            code = known.get(named.text)
            if code is None or code in NEVER:
                name = shortened(named.text)
                yield Finding(
                    document.span_of(named.start, named.end),
                    f"what {name} finds is never suppressed" if code else f"no rule is called {name}",
                    "`comp-data rule` lists the rules by code and name" if code is None else "Mend what it finds",
                    figures=(named.text,),
                )
        if not suppression.reason:
            yield Finding(span, "this suppression gives no reason", _FORM, figures=("reason",))


def unused(
    document: Document, suppressions: Iterable[Suppression], used: Used, judged: Collection[str]
) -> Iterator[Finding]:
    """A finding for each suppression, or rule in one, that accepts nothing; `judged` are codes and names of rules."""
    for suppression in suppressions:
        idle = [
            named for named in suppression.rules if named.text in judged and (suppression.start, named.text) not in used
        ]
        if idle:
            is_all = len(idle) == len(suppression.rules)
            start, end = (suppression.start, suppression.end) if is_all else (idle[0].start, idle[0].end)
            edit = _without_comment(document, suppression) if is_all else _without_rules(document, suppression, idle)
            yield _finding(document, start, end, " and ".join(named.text for named in idle), edit)


def _finding(document: Document, start: int, end: int, names: str, edit: Edit) -> Finding:
    return Finding(
        document.span_of(start, end),
        f"nothing that {names} finds is accepted by this suppression",
        "Delete it, or move it to the line of the finding or the line above",
        fix=Fix(f"take out {names}", (edit,), safe=True),
        figures=(names,),
    )


def _without_comment(document: Document, suppression: Suppression) -> Edit:
    """Takes out a comment: with its lines where nothing else stands on them, else with the blanks before it."""
    text, start, end = document.text, suppression.start, suppression.end
    span = document.span_of(start, end)
    stands_last = not document.after(span).strip()
    if stands_last and not document.before(span).strip():
        newline = text.find("\n", end)
        return Edit(document.exact_span(text.rfind("\n", 0, start) + 1, len(text) if newline < 0 else newline + 1), "")
    if stands_last:
        while text[start - 1] in " \t":
            start -= 1
    return Edit(document.exact_span(start, end), "")


def _without_rules(document: Document, suppression: Suppression, idle: Collection[Named]) -> Edit:
    rest = [other.text for other in suppression.rules if other not in idle]
    first, last = suppression.rules[0], suppression.rules[-1]
    return Edit(document.exact_span(first.start, last.end), ", ".join(rest))
