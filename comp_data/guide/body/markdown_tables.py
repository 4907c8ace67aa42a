"""Find the tables of a body by the rules of GitHub Flavored Markdown, with the position of every cell.

A table is a header row, a delimiter row with as many cells, and the lines up to an empty one or another block.
A pipe after a backslash is part of its cell; a pipe in a code span is not. Missing cells of a row are not
added, and extra cells are dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.sections import Body, unescaped
from comp_data.values.words import any_of


class Cell(NamedTuple):
    """A cell's trimmed text, with `\\|` as `|`, and its place in the file: from `start` to `end`."""

    text: str
    start: int
    end: int


class TableLine(NamedTuple):
    """A line of a table: its cells, at most as many as the header has, and the number of cells written."""

    cells: tuple[Cell, ...]
    written: int
    start: int
    end: int


@dataclass(eq=False, repr=False)
class MarkdownTable:
    """A table of the file `text`: its header's cells, the places of the lines with its rows, and its own place."""

    text: str
    header: tuple[Cell, ...]
    lines: list[tuple[int, int]]
    start: int
    end: int

    @cached_property
    def rows(self) -> tuple[TableLine, ...]:
        """The rows, split on first use: for most tables of a guide the header and the first row are enough."""
        return tuple(map(self.row, range(len(self.lines))))

    @property
    def trailing(self) -> list[str]:
        """The texts of the last lines that have a first cell only: notes below the figures."""
        lines = takewhile(lambda line: not any(cell.text for cell in line.cells[1:]), reversed(self.rows))
        return [line.cells[0].text for line in lines if line.cells]

    def row(self, number: int) -> TableLine:
        """Split one row into cells."""
        start, end = self.lines[number]
        cells = _cells(self.text[start:end], start)
        return TableLine(cells[: len(self.header)], len(cells), start, end)


# Possessive, so that a long line that is not a delimiter row takes linear time, not quadratic.
_DELIMITER = regex(r"\n(?P<marks>[ \t>]*+)(?=[|:-])(?=[ \t-]*+[|:])(?P<row>[|: \t-]++)(?=\r?(?:\n|\Z))")
_DELIMITER_ROW = regex(r"\|?(?:[ \t]*:?-++:?[ \t]*+\|)*(?:[ \t]*:?-+:?)?[ \t]*")
_ROW = regex(r"\n[ \t>]*(?P<text>[^\n]*)")
IN_HEADER = regex(r"(?i)\[([^\[\]]*)\]\([^()\s]*\)|</?(?!(?:s|del|strike|su[bp])\b)[a-z][^<>]*>|&nbsp;|_")
_PIPE = regex(r"(?<!\\)\|")
_MAY_BE_MARK = regex(r"[*`_<\[&]")
_MARKS = regex(r"\*+|`+|(?<!\w)_+|_+(?!\w)|<[^<>]*>|\[\^[^\[\]]*\]")
_BREAK = regex(r"(?i)\s*<br\s*/?>\s*((?=[\w<*_]))?")
_LINK = regex(r"\[([^\[\]]*)\]\([^()]*\)")
_BLANKS = " \t\r"
# What ends a table, or cannot be a header: an indented line, a heading, a quote, a list, a rule, a tag of HTML.
_OTHER_BLOCK = regex(
    r"(?i)(?: {0,3}\t|    | {0,3}(?:>|#{1,6}(?:[ \t]|\Z)|[-+*](?:[ \t]|\Z)|[0-9]{1,9}[.)](?:[ \t]|\Z)|```|~~~"
    r"|\[\^[^\]]+\]:|(?:\*[ \t]*){3,}\Z|(?:_[ \t]*){3,}\Z|(?:-[ \t]*){3,}\Z"
    r"|<(?:\?|!(?:--|(?-i:[A-Z]|\[CDATA\[))|(?:script|pre|style|textarea)(?:[ \t>]|\Z)|/?(?:"
    rf"{any_of('texts', 'blocks of HTML')})(?:[ \t>]|/>|\Z))))"
)
_ITEM = r"(?:(?:[-+*]|[0-9]{1,9}[.)])(?=\r?\n?[ \t])|\[\^[^\[\]\n]+\]:)"
_BLOCK_MARKS = regex(rf"(?:[ \t>]|{_ITEM})+")
_ABOVE = regex(rf"(?ms).*^(?:(?P<item>[ >]*{_ITEM})|(?:(?<=\n\n)|(?<=\n\r\n)|(?=[#<|]|---|___))\S|[ \t]*(?:```|~~~))")
"""Matches up to the last line that begins an item, ends one, as no indented one below a blank line does, or a fence."""
_TEXT_ABOVE = regex(r"(?s)(?>.*\n[ \t\r]*\n|)(?P<last>(?! {0,3}<|[|:\t ]*+[-=][|:=\t -]*+\r?\n|\s*?\n)[^\n]*\n)+")
"""Matches up to the end of a paragraph, which an indented line goes on, unless its `last` line is another block."""
_OTHER_TABLE = regex(
    r"(?im)<table\b(?:(?!</table)[\s\S]){0,20000}"
    r"|^(?:\+[-=+]{6,}|\|\|.*\|\||\{\||[ ]*-{3,} +-{3,}|[^\n\t|]+\t[^\n\t]+\t).*(?:\n.*\S.*)*"
)
MONEY: Final = regex(r"[$€£¥₹₩₪]\s?[0-9]|[0-9]\s?[€£¥₩₪]|[0-9]\s?[kK]\b")
_BLOCK_STARTS = frozenset(" \t>#-+*0123456789`~_<[")


def find_tables(body: Body) -> tuple[MarkdownTable, ...]:
    """Return the tables of a body, in order, except those in code and comments."""
    if body.tables is None:
        body.tables = tuple(_tables(body))
    return body.tables


def _tables(body: Body) -> Iterator[MarkdownTable]:
    text, at = body.visible, max(body.start - 1, 0)
    while delimiter := _DELIMITER.search(text, at):
        at = delimiter.end()
        header_start = max(text.rfind("\n", body.start, delimiter.start()) + 1, body.start)
        if table := _table(text, header_start, delimiter):
            yield table
            at = max(at, table.end)


def other_tables(body: Body) -> Iterator[re.Match[str]]:
    """Yield the tables in HTML, of a wiki, drawn with signs or made with tabs, which are not read."""
    return (one for one in _OTHER_TABLE.finditer(body.visible, body.start) if one[0][0] == "<" or MONEY.search(one[0]))


def delimiter_row(body: Body) -> int | None:
    """Return where a body has a line that divides a table's header from its rows: `|---|:--|`."""
    rows = _DELIMITER.finditer(body.visible, max(body.start - 1, 0))
    return next((row.start() + 1 for row in rows if "|" in row["row"] and _delimiter_count(row["row"])), None)


def _marks_before(text: str, start: int, delimiter: re.Match[str]) -> int:
    """Return how long the marks of a quote, an item or a footnote before a table's header are; -1 if it is in none."""
    below, marks = delimiter["marks"], _BLOCK_MARKS.match(text, start)
    lead = marks[0] if marks else ""  # a header that goes on a line of an item needs none
    if below in ("", " ") or (">" in below) != (">" in lead):
        return -1
    above = _ABOVE.match(text, max(start - 1_000, 0), start + len(lead))
    return len(lead) if ">" in below or (above and above["item"]) else -1


def _table(text: str, start: int, delimiter: re.Match[str]) -> MarkdownTable | None:
    """Return the table of a header line at `start` and the delimiter row below it; None if they make none."""
    start += max(marks := _marks_before(text, start, delimiter), 0)
    line, below = text[start : delimiter.start()].rstrip(_BLANKS), delimiter[0][1:] if marks < 0 else delimiter["row"]
    above = _TEXT_ABOVE.fullmatch(text, max(start - 1_000, 0), start) if line[:1] in _BLANKS else None
    is_text = above is not None and not _begins_other_block(above["last"].rstrip())
    if "|" not in line or (_begins_other_block(line) and not is_text) or _begins_other_block(below):
        return None
    header = _cells(line, start)
    if any(mark in line for mark in ("](", "<", "&nbsp;", "_")):
        header = tuple(cell._replace(text=IN_HEADER.sub(lambda mark: mark[1] or " ", cell.text)) for cell in header)
    if not header or _delimiter_count(delimiter["row"]) != len(header):
        return None
    lines: list[tuple[int, int]] = []
    quotes = delimiter["marks"].count(">")
    for row in _ROW.finditer(text, delimiter.end()):
        at = row.start() + 1 if marks < 0 else row.start("text")
        line, lead = text[at : row.end()].rstrip(_BLANKS), text[row.start() + 1 : at]
        if line in ("", "|") or (marks >= 0 and not lead) or lead.count(">") < quotes or _begins_other_block(line):
            break
        if not line.startswith("{:"):  # attributes of the table, in kramdown
            lines.append((at, at + len(line)))
    return MarkdownTable(text, header, lines, start, lines[-1][1] if lines else delimiter.end())


def _begins_other_block(line: str) -> bool:
    return line[0] in _BLOCK_STARTS and _OTHER_BLOCK.match(line) is not None


def _delimiter_count(line: str) -> int:
    """Return how many cells a delimiter row has; 0 if the line is not one."""
    return len(line.strip("| \t").split("|")) if _DELIMITER_ROW.fullmatch(line) and "-" in line else 0


def _cells(line: str, start: int) -> tuple[Cell, ...]:
    """Split a line that begins at the offset `start` into cells."""
    stripped = line.strip(_BLANKS)
    is_escaped = "\\|" in stripped
    parts = _PIPE.split(stripped) if is_escaped else stripped.split("|")
    at = start + line.index(stripped[0]) if stripped else start
    if not parts[0]:  # a pipe at the beginning and one at the end of a line are no part of a cell
        del parts[0]
        at += 1
    if parts and not parts[-1]:
        del parts[-1]
    found: list[Cell] = []
    for part in parts:
        content = part.strip(_BLANKS)
        begin = at + part.find(content)
        found.append(Cell(content, begin, begin + len(content)))
        at += len(part) + 1
    return tuple([one._replace(text=one.text.replace("\\|", "|")) for one in found] if is_escaped else found)


@lru_cache(512)
def plain(text: str) -> str:
    """Return a cell's text without the marks of Markdown and HTML; flags stay."""
    if not _MAY_BE_MARK.search(text):
        return text.strip()
    text = _MARKS.sub("", _BREAK.sub(lambda found: " " if found[1] is None else " / ", _LINK.sub(r"\1", text))).strip()
    return unescaped(text) if "&" in text else text
