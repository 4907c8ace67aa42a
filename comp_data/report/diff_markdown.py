"""The changes of a dataset as Markdown, for a comment or a job summary: the largest first, the rest folded.

What stands in a guide is only ever shown in code spans: there it is no link and no image, and mentions nobody.
"""

from collections.abc import Iterator
from typing import Final

from comp_data.dataset_changes import DatasetChanges
from comp_data.diagnostics import shortened
from comp_data.report.diff_figures import HEADING, NUMBERS, FigureRow, figure_rows
from comp_data.report.diff_sections import Line, Quoted, Section, headline, sections
from comp_data.report.escape import code_span
from comp_data.report.markdown import COMMENT

OPEN_LINES: Final = 10
"""Lines of a section, and rows of the table, that are shown unfolded."""

_MOST_OF_A_TEXT: Final = 120
_MOST_OF_A_CELL: Final = 60


def render(changes: DatasetChanges) -> str:
    """The changes, as many as a comment holds."""
    return within(changes, COMMENT)


def within(changes: DatasetChanges, most_bytes: int) -> str:
    """The changes in at most so many bytes of UTF-8: as many of each section as there is room for."""
    found, rows = sections(changes), figure_rows(changes)
    text = ""
    for most in (5000, 1000, 300, 100, 30, 10, 3, 1, 0):
        text = "\n\n".join(_blocks(changes, found, rows, most)) + "\n"
        if len(text.encode()) <= most_bytes:
            break
    return text


def said(line: Line, most: int = _MOST_OF_A_TEXT) -> str:
    """A line as Markdown: texts of guides as code spans."""
    return "".join(code_span(shortened(part, most)) if isinstance(part, Quoted) else part for part in line)


def _blocks(changes: DatasetChanges, found: list[Section], rows: list[FigureRow], most: int) -> Iterator[str]:
    yield f"### comp-data: {headline(changes)}"
    yield f"From {code_span(shortened(changes.old))} to {code_span(shortened(changes.new))}."
    if any(len(lines) > most for lines in (rows, *(section.lines for section in found))):
        yield "Left out here for length: `comp-data diff --format json` has all."
    if rows and most:
        yield "#### figures, the largest change first"
        yield _table(rows[: min(OPEN_LINES, most)])
        if more := rows[OPEN_LINES:most]:
            yield from _details(f"{len(more):,} more rows", _table(more))
    for section in found if most else ():
        yield f"#### {section.title}"
        lines = [f"- {said(line)}" for line in section.lines[:most]]
        yield "\n".join(lines[:OPEN_LINES])
        if folded := lines[OPEN_LINES:]:
            yield from _details(f"{len(folded):,} more", "\n".join(folded))


def _details(title: str, text: str) -> Iterator[str]:
    yield f"<details><summary>{title}</summary>"
    yield text
    yield "</details>"


def _table(rows: list[FigureRow]) -> str:
    marks = ("--:" if at in NUMBERS else "---" for at in range(len(HEADING)))
    lines = [f"| {' | '.join(HEADING)} |", f"|{'|'.join(marks)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(_cell, row.cells))} |" for row in rows)])


def _cell(line: Line) -> str:
    """A cell; a bar would end it, in a code span too, and however many backslashes stand before it."""
    return said(tuple(Quoted(p.replace("|", "\\x7c")) if isinstance(p, Quoted) else p for p in line), _MOST_OF_A_CELL)
