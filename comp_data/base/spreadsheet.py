"""Text for spreadsheets, which take a cell that begins like a formula for one and run it."""

import re
from typing import Final

# Blanks before the sign are passed over by some programs; the wide signs are read as the narrow ones by others.
_FORMULA: Final = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def defused(text: str) -> str:
    """The text of a cell, behind an apostrophe where a spreadsheet would run it; a plain number (-5) stays one."""
    if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text
