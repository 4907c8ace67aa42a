"""Escape text for spreadsheets, which run a cell that starts like a formula."""

import re
from typing import Final

# Some programs skip blanks before the sign, and some read full-width signs as ASCII ones.
_FORMULA: Final = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# Some readers strip unquoted blanks at the ends, or take an unquoted # at the start for a comment.
_QUOTED: Final = re.compile(r'[",\r\n\x00]|\A[\s#]|\s\Z')


def escape_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; a plain number (-5) is unchanged."""
    if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_cell(text: str) -> str:
    """Write a text as a cell of CSV, in quotation marks if a reader might end the cell or the line within it."""
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
