"""Write the changes of a dataset for a terminal: added and removed records, then figures in a table."""

from typing import Final

from comp_data.base.escape import printable
from comp_data.diffing.changes import DatasetChanges
from comp_data.report.diff.figures import HEADING, NUMBERS, figure_rows
from comp_data.report.diff.sections import Section, headline, said, sections
from comp_data.report.text_table import aligned

MOST_LINES: Final = 200
"""How many lines of a section, and rows of the table, are shown; --format json has all."""

_MOST_OF_A_CELL: Final = 40


def render(changes: DatasetChanges) -> str:
    """Return the changes as text."""
    before, after = sections(changes)
    rows = figure_rows(changes)
    cells = [HEADING, *([said(cell, printable, _MOST_OF_A_CELL) for cell in row] for row in rows[:MOST_LINES])]
    lines = [f"  {line}" for line in aligned(cells, left=range(NUMBERS[0]))]
    table = ["\n".join(["figures, the largest change first", *lines, *_more(len(rows))])] if rows else []
    title = f"{printable(changes.old)} → {printable(changes.new)}: {headline(changes)}"
    return "\n\n".join([title, *map(_block, before), *table, *map(_block, after)]) + "\n"


def _block(section: Section) -> str:
    lines = [section.title, *(f"  {said(line, printable)}" for line in section.lines[:MOST_LINES])]
    return "\n".join([*lines, *_more(len(section.lines))])


def _more(number: int) -> list[str]:
    return [f"  and {number - MOST_LINES:,} more; --format json has all"] if number > MOST_LINES else []
