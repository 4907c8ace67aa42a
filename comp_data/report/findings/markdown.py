"""The format `markdown`, for a comment or a job summary: the worst first, with texts of guides in code spans only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from comp_data.base.diagnostics import Diagnostic, Severity, shortened
from comp_data.base.escape import code_span
from comp_data.base.wording import plural
from comp_data.report.findings.view import AT_MOST, NO_COMPANY, View, by_company, by_rule, headline, in_words, overall
from comp_data.report.text_table import and_more

COMMENT: Final = 65_000
"""The maximum size of a comment in bytes: GitHub accepts 65,536 characters."""
JOB_SUMMARY: Final = 1_000_000
"""The maximum size in bytes of what one step adds to a job summary: GitHub accepts 1 MiB."""

_MOST_OF_A_MESSAGE = 500
_MORE = "- and {:,} more"
_Most = dict[Severity, int]


class _Group(NamedTuple):
    title: str
    severity: Severity
    lines: list[tuple[str, str]]


def markdown(view: View, most_bytes: int = COMMENT) -> str:
    """Return the shown findings in at most so many bytes of UTF-8, with as many of each rule as fit."""
    groups = _groups(view.shown)
    return first_within((_blocks(view, groups, most) for most in _attempts(len(view.shown))), most_bytes)


def first_within(attempts: Iterable[Iterable[str]], most_bytes: int) -> str:
    """Return the first text of at most so many bytes, else the last; each attempt gives the blocks of one."""
    text = ""
    for blocks in attempts:
        text = "\n\n".join(blocks) + "\n"
        if len(text.encode()) <= most_bytes:
            break
    return text


def _attempts(findings: int) -> Iterator[_Most]:
    """Yield how many findings of a rule to show, by its worst severity: all, then ever fewer of the least severe."""
    most = dict.fromkeys(Severity, findings)
    yield most
    for numbers in ((300, 100, 30, 10, 3), (1, 0)):
        for severity in sorted(Severity):
            for number in numbers:
                most = most | {severity: number}
                yield most


def _groups(shown: tuple[Diagnostic, ...]) -> list[_Group]:
    order = {company: rank for rank, (company, _) in enumerate(by_company(shown))}
    ranked = sorted(shown, key=lambda one: (order[one.company or NO_COMPANY], -one.severity))
    lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in ranked:
        place = code_span(f"{one.path}:{one.line}:{one.column}")
        message = code_span(shortened(headline(one), _MOST_OF_A_MESSAGE))
        lines[one.code].append((one.company or NO_COMPANY, f"  - {one.severity.label} {place} {message}"))
    return [
        _Group(f"{code} {name}: {in_words(number)}", next(one for one in number if number[one]), lines[code])
        for code, name, number in by_rule(shown)  # whose numbers are the worst first
    ]


def _blocks(view: View, groups: list[_Group], most: _Most) -> list[str]:
    blocks = [f"### comp-data: {overall(view)}"]
    blocks += [f"- {code_span(shortened(note, _MOST_OF_A_MESSAGE))}" for note in view.result.notes]
    if left_out := sum(max(len(group.lines) - most[group.severity], 0) for group in groups):
        blocks.append(f"{plural(left_out, 'finding')} left out for length: `comp-data lint` lists all.")
    if groups:
        blocks += _tables(view.shown)
    shown = 0
    for group in groups:
        shown += min(len(group.lines), most[group.severity])
        if most[group.severity]:
            blocks += _details(group, most[group.severity], is_open=shown <= 20)
    if groups:
        blocks.append("`comp-data rule CODE` explains a rule.")
    return blocks


def _tables(shown: tuple[Diagnostic, ...]) -> list[str]:
    table = ["| rule | errors | warnings | infos |", "|---|--:|--:|--:|"]
    for code, name, number in by_rule(shown):
        cells = " | ".join(f"{count:,}" if count else "" for count in number.values())
        table.append(f"| {code} {name} | {cells} |")
    companies = by_company(shown)
    listed = [f"- {code_span(shortened(name))}: {in_words(found)}" for name, found in companies[:AT_MOST]]
    listed += and_more(len(companies), AT_MOST, _MORE)
    return ["\n".join(table), *(["\n".join(listed)] if len(companies) > 1 else [])]


def _details(group: _Group, most: int, *, is_open: bool) -> list[str]:
    lines = []
    for company, found in groupby(group.lines[:most], key=itemgetter(0)):
        lines += [f"- {code_span(shortened(company))}", *(line for _, line in found)]
    lines += and_more(len(group.lines), most, _MORE)
    title = f"<summary>{group.title}</summary>"
    return [f"<details{' open' if is_open else ''}>{title}", "\n".join(lines), "</details>"]
