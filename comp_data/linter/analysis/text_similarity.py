"""Compare texts of the body with those of front matter."""

import re
import unicodedata

from comp_data.base.diagnostics import shortened
from comp_data.guide.body.markdown_text import plain_text

_TOKEN = re.compile(r"\w+|[%$€£¥₹+#<>=~-]")
_MARKS = re.compile(r"[*_`]|(?:\.{3}|…)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_CUT_NUMBER = re.compile(r"[0-9]\Z")
_MORE_OF_NUMBER = re.compile(r"[0-9]| ?[%-]")
_SHOWN = 50
_SHOWN_BEFORE = 20


def compared(text: str) -> str:
    """Normalize a text for comparison: words and signs, without case, marks and quotes."""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", plain_text(text).strip())).casefold()
    if not any(map(str.isalnum, plain)):
        return ""
    return " ".join(_TOKEN.findall(plain.translate(_DASHES).replace("&", " and ")))


def is_beginning(text: str, whole: str) -> bool:
    """Whether a text is a cut-off beginning of another, not cut within a figure."""
    start, all_of_it = compared(text), compared(whole)
    if not start or start == all_of_it or not all_of_it.startswith(start):
        return False
    return not (_CUT_NUMBER.search(start) and _MORE_OF_NUMBER.match(all_of_it, len(start)))


def excerpts(one: str, other: str) -> tuple[str, str]:
    """Return excerpts of two texts from where they differ, for messages."""
    one, other = plain_text(one), plain_text(other)
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = one.rfind(" ", 0, same - _SHOWN_BEFORE) + 1 if same > _SHOWN else 0
    begin = "…" if start else ""
    return begin + shortened(one[start:], _SHOWN), begin + shortened(other[start:], _SHOWN)
