"""Apply suppression comments to findings, report comments that are wrong or unused, and write comments."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final

from comp_data.base.diagnostics import Diagnostic, Edit, Finding, Fix, Span, shortened
from comp_data.base.grouping import grouped
from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.document import Document
from comp_data.linter.suppressions.parse import SIGN, Suppression, read_suppressions

UNREADABLE: Final = frozenset({"CD001", "CD002", "CD003", "CD006", "CD009"})
"""Rules about guides that cannot be read, so that no other rule checks them."""

NEVER: Final = UNREADABLE | {"CD901", "CD902", "CD903", "CD904", "CD999"}
"""Rules that cannot be suppressed or accepted by a baseline: unreadable guides and the linter's own findings."""

_FORM = "Write `comp-data: ignore[CD201] the reason`, followed by `until 2027-01-01` if it is to expire"

_OLD = "The suppression here exists at the base and was for an earlier change: say in it why this change is right"
_NO_REASON = "The suppression here gives no reason: say in it why the change is right"

Used = set[tuple[int, str]]
"""Suppressions that accepted a finding: the comment's offset, and the rule as the comment names it."""
Kept = tuple[list[Diagnostic], int]
"""The findings that no suppression accepts, and how many were accepted."""


def suppress(diagnostics: Iterable[Diagnostic], suppressions: Collection[Suppression]) -> tuple[list[Diagnostic], Used]:
    """Return the diagnostics that no suppression accepts, and what was used; the caller leaves out expired ones."""
    starts: dict[tuple[int, int], dict[str, list[int]]] = {}  # of the comments for equal lines, by rule
    for suppression in suppressions:
        for named in suppression.rules:
            of_lines = starts.setdefault((suppression.first, suppression.last), {})
            of_lines.setdefault(named.text, []).append(suppression.start)
    by_line = grouped((line, lines) for lines in starts for line in range(lines[0], lines[1] + 1))
    kept: list[Diagnostic] = []
    used: set[tuple[tuple[int, int], str]] = set()
    for one in diagnostics:
        covering = () if one.code in NEVER else (*by_line.get(0, ()), *by_line.get(one.span.line, ()))
        found = {(lines, text) for lines in covering for text in (one.code, one.name) if text in starts[lines]}
        used |= found
        if not found:
            kept.append(one)
    return kept, {(start, text) for lines, text in used for start in starts[lines][text]}


def suppress_changes(found: list[Diagnostic], head: Document, base: Document, today: date) -> Kept:
    """Remove findings of change rules that new suppressions accept; return the rest and how many were accepted.

    A suppression accepts one change. If the base has one of the same rule with the same words, it was for an earlier
    change and does not count, nor does one without a reason: the help then says so. `base` is empty for a new guide.
    """
    if SIGN not in head.text:
        return found, 0
    codes = {one.name: one.code for one in found}
    valid = [one for one in read_suppressions(head) if one.holds(today)]
    before = {said for one in read_suppressions(base) for said in _said(one, codes)}
    old = [one for one in valid if before & _said(one, codes)]
    new = [one for one in valid if not before & _said(one, codes)]
    kept, _ = suppress(found, [one for one in new if one.words])
    for ineffective, help_ in ((old, _OLD), ([one for one in new if not one.words], _NO_REASON)):
        untouched = set(map(id, suppress(kept, ineffective)[0]))
        kept = [one if id(one) in untouched else one._replace(help=help_) for one in kept]
    return kept, len(found) - len(kept)


def _said(one: Suppression, codes: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(codes.get(named.text, named.text), one.words) for named in one.rules}


def find_mistakes(document: Document, stated: Iterable[Suppression], known: Mapping[str, str]) -> Iterator[Finding]:
    """Report suppressions with mistakes; `known` maps each rule's code and name to its code."""
    for suppression in stated:
        span = document.span_of(suppression.start, suppression.end)
        if suppression.problem:
            yield Finding(span, f"this suppression accepts nothing: {suppression.problem}", _FORM, figures=())
            continue
        for named in suppression.rules:
            if (code := known.get(named.text)) is None or code in NEVER:
                name = shortened(named.text)
                yield Finding(
                    document.span_of(named.start, named.end),
                    f"{name} cannot be suppressed" if code else f"no rule is called {name}",
                    "`comp-data rule` lists the rules by code and name" if code is None else "Fix what it reports",
                    figures=(named.text,),
                )
        if not suppression.words:
            yield Finding(span, "this suppression gives no reason", _FORM, figures=("reason",))


def find_unused(document: Document, stated: Iterable[Suppression], used: Used, judged: set[str]) -> Iterator[Finding]:
    """Report each suppression, or rule in one, that accepts nothing; `judged` names the rules that ran."""
    for one in stated:
        unneeded = [named for named in one.rules if named.text in judged and (one.start, named.text) not in used]
        if unneeded:
            if len(unneeded) == len(one.rules):
                start, end, edit = one.start, one.end, _without_comment(document, one)
            else:
                start, end, gone = unneeded[0].start, unneeded[0].end, set(unneeded)
                rest = ", ".join(named.text for named in one.rules if named not in gone)
                edit = Edit(document.exact_span(one.rules[0].start, one.rules[-1].end), rest)
            names = shortened(" and ".join(dict.fromkeys(named.text for named in unneeded)), 200)
            yield Finding(
                document.span_of(start, end),
                f"this suppression accepts no finding of {names}",
                "Delete it, or move it to the line of the finding or the line above",
                fix=Fix(f"remove {names}", (edit,), safe=True),
                figures=(names,),
            )


def _without_comment(document: Document, suppression: Suppression) -> Edit:
    text, start, end = document.text, suppression.start, suppression.end
    span = document.span_of(start, end)
    is_last = not document.after(span).strip()
    if is_last and not document.before(span).strip():
        newline = text.find("\n", end)
        return Edit(document.exact_span(text.rfind("\n", 0, start) + 1, len(text) if newline < 0 else newline + 1), "")
    if is_last:
        start = len(text[:start].rstrip(" \t"))
    return Edit(document.exact_span(start, end), "")


def with_ignores(document: Document, diagnostics: Iterable[Diagnostic], reason: str) -> str:
    """Add suppressions for findings to a guide's text; findings that cannot be suppressed are skipped.

    The reason is on one line and may end in the last day: `ignore[CD201] reason until 2027-01-01`.
    A comment goes above the line of its finding. Within a paragraph or list of the body it goes at the end of the line,
    for a table above the table. A finding within a text over several lines, or of no line, gets a comment for the file.
    """
    tables = [document.span_of(table.start, table.end) for table in find_tables(document.body)]
    accepted = [one for one in diagnostics if one.code not in NEVER and document.values is not None]
    codes = grouped((_place(document, one, tables), one.code) for one in accepted)
    lines = document.text.split("\n")
    for (line, how), own in sorted(codes.items(), reverse=True):  # from the last place to the first
        text, kind = lines[line - 1], "ignore-file" if how == "file" else "ignore"
        comment = f"{SIGN} {kind}[{', '.join(sorted(set(own)))}] {reason}"
        end = "\r" if text.endswith("\r") else ""
        if how == "at the end":
            lines[line - 1] = f"{text.removesuffix(end)} <!-- {comment} -->{end}"
        elif how == "above":
            lines.insert(line - 1, f"<!-- {comment} -->{end}")
        else:
            blanks = text[: len(text) - len(text.lstrip())]
            lines.insert(line - 1, f"{blanks}# {comment}{end}")
    return "\n".join(lines)


def _place(document: Document, one: Diagnostic, tables: Sequence[Span]) -> tuple[int, str]:
    """Return where a comment goes: a line number, and the position relative to that line."""
    line = one.span.line
    if one.code == "CD008" or not document.line(line).strip():  # no comment goes on a blank line or at a line end
        return 2, "file"
    body_line = document.span_of(document.body_start, document.body_start).line
    if line < body_line:
        start = document.offsets_of(one.span)[0] - len(document.before(one.span))
        is_outside = line in (1, body_line - 1) or document.is_in_value(start)
        return (2, "file") if is_outside else (line, "above in front matter")
    before = bisect_right(tables, line, key=attrgetter("line"))
    if before and line <= tables[before - 1].end_line:
        return tables[before - 1].line, "above"
    above = document.line(line - 1).strip()
    is_free = not above or above == "---" or document.line(line).lstrip().startswith("#")
    return line, "above" if is_free else "at the end"
