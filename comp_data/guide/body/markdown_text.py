"""Convert parts of a Markdown file to the text that a reader sees."""

import re
from typing import NamedTuple

Extent = tuple[int, int]
"""Offsets in the file's text: of the first character, and one past the last."""

_MARKS = re.compile(
    r"!?\[(?P<link>[^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"]*\")?\)"
    r"|<(?P<address>https?://[^<>\s]*)>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|</?[A-Za-z][^<>]*>|\[\^[^\[\]]*\]|~~|`+"
)
_MAY_BE_MARK = re.compile(r"[\[<\\~`*_&]")
_EMPHASIS = re.compile(
    r"(?P<star>\*{1,3})(?![\s*])(?P<starred>[^\r\n]{1,400}?)(?<![\s*])(?P=star)(?!\*)"
    r"|(?<!\w)(?P<bar>_{1,3})(?![\s_])(?P<barred>[^\r\n]{1,400}?)(?<![\s_])(?P=bar)(?!\w)"
)
_MOST_NESTED = 3

LIST_ITEM = re.compile(r"^[ >\t]*(?:[-+•*][ \t]+|\d{1,3}[.)][ \t]+|(?=\[\d{1,3}\]))(?P<text>\S[^\r\n]*)", re.MULTILINE)
"""Matches a list item; a line that begins with a citation number, `[1]`, counts as one."""


class BodyText(NamedTuple):
    """A text without Markdown marks, on one line, and the place of its content in the file."""

    text: str
    span: Extent


def text_at(text: str, start: int, end: int) -> BodyText | None:
    """Return a part of the file as text; None if it consists of marks only."""
    raw = text[start:end].rstrip().removesuffix("\\").rstrip()
    end = start + len(raw)
    start = end - len(raw.lstrip())
    plain = plain_text(text[start:end])
    return BodyText(plain, (start, end)) if plain else None


def plain_text(raw: str) -> str:
    """Convert Markdown to the text that a reader sees, on one line."""
    if not _MAY_BE_MARK.search(raw):
        return " ".join(raw.split())
    text = _MARKS.sub(lambda found: found["link"] or found["address"] or found["escaped"] or "", raw)
    for _ in range(_MOST_NESTED):
        if "*" not in text and "_" not in text:
            break
        text = _EMPHASIS.sub(lambda found: found["starred"] or found["barred"], text)
    if "&" in text and ";" in text:
        from html import unescape  # noqa: PLC0415 - hardly any guide writes entities

        text = unescape(text)
    return " ".join(text.split())
