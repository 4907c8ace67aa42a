"""Write the changes of a dataset as Markdown, for a comment or a job summary: the largest first, others folded.

Text from guides is only shown in code spans, where it cannot be a link or an image and cannot mention anybody.
"""

from collections.abc import Iterator
from typing import Final

from comp_data.base.diagnostics import shortened
from comp_data.base.escape import code_span
from comp_data.diffing.changes import DatasetChanges
from comp_data.report.diff.figures import HEADING, NUMBERS, Row, figure_rows
from comp_data.report.diff.sections import Line, Quoted, Section, headline, said, sections
from comp_data.report.findings.markdown import COMMENT, first_within

OPEN_LINES: Final = 10
"""How many lines of a section, and rows of the table, are shown unfolded."""

_ATTEMPTS: Final = (5000, 1000, 300, 100, 30, 10, 3, 1, 0)
"""How many lines of a section, and rows of the table, are tried until the text is short enough."""

_MOST_OF_A_CELL: Final = 60


def render(changes: DatasetChanges) -> str:
    """Return the changes, as many as a comment can contain."""
    return within(changes, COMMENT)


def within(changes: DatasetChanges, most_bytes: int) -> str:
    """Return the changes in at most so many bytes of UTF-8, with as many of each section as fit."""
    found, rows = sections(changes), figure_rows(changes)
    return first_within((_blocks(changes, found, rows, most) for most in _ATTEMPTS), most_bytes)


def _blocks(
    changes: DatasetChanges, found: tuple[list[Section], list[Section]], rows: list[Row], most: int
) -> Iterator[str]:
    before, after = found
    yield f"### comp-data: {headline(changes)}"
    yield f"From {code_span(shortened(changes.old))} to {code_span(shortened(changes.new))}."
    if max((len(rows), *(len(section.lines) for section in (*before, *after)))) > most:
        yield "Some is left out for length: `comp-data diff --format json` has all."
    if not most:
        return
    for section in before:
        yield from _section(section, most)
    if rows:
        yield "#### Figures, the largest change first"
        yield _table(rows[: min(OPEN_LINES, most)])
        if folded := rows[OPEN_LINES:most]:
            yield from _details(f"{len(folded):,} more rows", _table(folded))
    for section in after:
        yield from _section(section, most)


def _section(section: Section, most: int) -> Iterator[str]:
    yield f"#### {section.title.capitalize()}"
    lines = [f"- {said(line, code_span)}" for line in section.lines[:most]]
    yield "\n".join(lines[:OPEN_LINES])
    if folded := lines[OPEN_LINES:]:
        yield from _details(f"{len(folded):,} more", "\n".join(folded))


def _details(title: str, text: str) -> Iterator[str]:
    yield f"<details><summary>{title}</summary>"
    yield text
    yield "</details>"


def _table(rows: list[Row]) -> str:
    marks = ("--:" if at in NUMBERS else "---" for at in range(len(HEADING)))
    lines = [f"| {' | '.join(HEADING)} |", f"|{'|'.join(marks)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in rows)])


def _cell(line: Line) -> str:
    """Return a cell without bars: a bar ends a cell even in a code span and after a backslash."""
    cell = tuple(Quoted(part.replace("|", "\\x7c")) if isinstance(part, Quoted) else part for part in line)
    return said(cell, code_span, _MOST_OF_A_CELL)
