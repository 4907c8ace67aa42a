"""The format `markdown`, for a comment on a pull request or a job summary: worst first, by rule and by company.

What stands in a guide is only ever shown in code spans: there it is no link and no image, and mentions nobody.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Severity, shortened
from comp_data.report.escape import code_span
from comp_data.report.findings.view import (
    MOST_COMPANIES,
    View,
    by_company,
    by_rule,
    counts,
    headline,
    in_words,
    plural,
    totals_line,
)

COMMENT: Final = 65_000
"""The most bytes of a comment: GitHub takes 65,536 characters."""
JOB_SUMMARY: Final = 1_000_000
"""The most bytes of what one step adds to a job summary: GitHub takes 1 MiB."""
OPEN_FINDINGS: Final = 20
"""Findings that are shown unfolded; the rules behind them are folded."""

_MOST_OF_A_MESSAGE = 500
_Most = dict[Severity, int]


class _Group(NamedTuple):
    """The findings of one rule: how many there are, the worst severity, and their lines company by company."""

    title: str
    severity: Severity
    findings: int
    companies: list[tuple[str, list[str]]]


def render(view: View) -> str:
    """The shown diagnostics, as many as a comment holds."""
    return within(view, COMMENT)


def within(view: View, most_bytes: int) -> str:
    """The shown diagnostics in at most so many bytes of UTF-8: as many of every rule as there is room for."""
    groups = _groups(view.shown)
    text = ""
    for most in _attempts(len(view.shown)):
        text = "\n\n".join(_blocks(view, groups, most)) + "\n"
        if len(text.encode()) <= most_bytes:
            break
    return text


def _attempts(findings: int) -> Iterator[_Most]:
    """How many findings of a rule to show, by the rule's worst severity: all, then fewer, of the least severe first."""
    most = dict.fromkeys(Severity, findings)
    yield most
    for numbers in ((300, 100, 30, 10, 3), (1, 0)):
        for severity in sorted(Severity):
            for number in numbers:
                most = most | {severity: number}
                yield most


def _groups(shown: tuple[Diagnostic, ...]) -> list[_Group]:
    order = {company: rank for rank, (company, _) in enumerate(by_company(shown))}

    def rank(diagnostic: Diagnostic) -> tuple[int, int]:
        return order[diagnostic.company or "(no company)"], -diagnostic.severity

    groups = []
    for code, name, _ in by_rule(shown):
        found = sorted((one for one in shown if one.code == code), key=rank)
        companies = [
            (company, [_line(one) for one in of_company])
            for company, of_company in groupby(found, key=lambda one: one.company or "(no company)")
        ]
        title = f"{code} {name}: {in_words(counts(tuple(found)))}"
        groups.append(_Group(title, max(one.severity for one in found), len(found), companies))
    return groups


def _line(diagnostic: Diagnostic) -> str:
    place = code_span(f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}")
    message = code_span(shortened(headline(diagnostic), _MOST_OF_A_MESSAGE))
    return f"  - {diagnostic.severity.label} {place} {message}"


def _blocks(view: View, groups: list[_Group], most: _Most) -> list[str]:
    """The parts of the text, with at most so many findings a rule."""
    blocks = [f"### comp-data: {totals_line(view)}"]
    left_out = sum(max(group.findings - most[group.severity], 0) for group in groups)
    if left_out:
        blocks.append(f"{plural(left_out, 'finding')} left out here for length: `comp-data lint` lists all.")
    if groups:
        blocks += [_table(view.shown), *_companies(view.shown)]
    shown = 0
    for group in groups:
        shown += min(group.findings, most[group.severity])
        if most[group.severity]:
            blocks += _details(group, most[group.severity], is_open=shown <= OPEN_FINDINGS)
    if groups:
        blocks.append("`comp-data rule CODE` explains a rule.")
    return blocks


def _table(shown: tuple[Diagnostic, ...]) -> str:
    lines = ["| rule | errors | warnings | infos |", "|---|--:|--:|--:|"]
    for code, name, found in by_rule(shown):
        cells = " | ".join(f"{number:,}" if number else "" for number in found.values())
        lines.append(f"| {code} {name} | {cells} |")
    return "\n".join(lines)


def _companies(shown: tuple[Diagnostic, ...]) -> list[str]:
    """The companies that most was found of, where there are several."""
    companies = by_company(shown)
    if len(companies) == 1:
        return []
    lines = [f"- {_company(name)}: {in_words(found)}" for name, found in companies[:MOST_COMPANIES]]
    if len(companies) > MOST_COMPANIES:
        lines.append(f"- and {len(companies) - MOST_COMPANIES:,} more")
    return ["\n".join(lines)]


def _details(group: _Group, most: int, *, is_open: bool) -> list[str]:
    lines: list[str] = []
    room = most
    for company, findings in group.companies:
        if room <= 0:
            break
        lines += [f"- {_company(company)}", *findings[:room]]
        room -= len(findings)
    if group.findings > most:
        lines.append(f"- and {group.findings - most:,} more")
    title = f"<summary>{group.title}</summary>"
    return [f"<details{' open' if is_open else ''}>{title}", "\n".join(lines), "</details>"]


def _company(name: str) -> str:
    return code_span(shortened(name))
