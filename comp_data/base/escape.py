"""Escape the text of guides, which must not control a terminal or a CI runner, nor run in a spreadsheet."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from comp_data.base.patterns import regex

# What begins a command to a CI runner: `##[` anywhere in a line, `::` at the beginning of one.
_RUNNER_COMMAND = regex(r"#(?=#(?:\[|vso\[))|(?<![^ ]):(?=:)")
# Control characters, invisible ones and those that change the writing direction, lone surrogates, and characters
# that XML does not allow.
_UNSAFE = regex(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Those of them that Python calls printable.
_NO_SHAPE: Final = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0", *map(chr, range(0xE0100, 0xE01F0))}
_MARKDOWN = regex(r"[\\`*_~|<>&#\[\]]")
_BACKTICKS = regex("`{9,}")
# Some programs skip blanks and invisible characters before the sign, and some read full-width signs as ASCII ones.
_FORMULA: Final = regex(
    r"[\t\r\n]|[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]"
)
_PLAIN_NUMBER: Final = regex(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# Some readers strip unquoted blanks at the ends, or take an unquoted # at the start for a comment.
_QUOTED: Final = regex(r'[",\r\n\x00]|\A[\s#]|\s\Z')


def printable(text: str) -> str:
    """Return the text on one line, with control characters and runner commands escaped."""
    return text if is_plain(text) else _RUNNER_COMMAND.sub(lambda sign: f"\\x{ord(sign[0]):02x}", visible(text))


def visible(text: str) -> str:
    """Return the text with characters escaped that are invisible or change the writing direction, for HTML."""
    return text if text.isprintable() and _NO_SHAPE.isdisjoint(text) else _UNSAFE.sub(_escaped, text)


def is_plain(text: str) -> bool:
    """Whether a text, and so every part of it, needs no escape: a fast check that nearly every text passes."""
    return visible(text) == text and "##" not in text and "::" not in text


def code_span(text: str) -> str:
    """Return the text as a Markdown code span, which cannot contain a link, an image, HTML or a mention."""
    # Renderers support fences up to a certain length only.
    shown = _BACKTICKS.sub(lambda run: "\\x60" * len(run[0]), printable(text)) or " "
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    # Renderers strip one space from each side, unless the text is all spaces.
    pad = " " if shown.strip(" ") and (shown[0] in " `" or shown[-1] in " `") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def markdown(text: str) -> str:
    """Return the text on one line for Markdown, where it begins no HTML, link, code or emphasis."""
    return _MARKDOWN.sub(r"\\\g<0>", printable(text))


def safe_url(text: str | None) -> str | None:
    """Return an address that may be a link, or None: http or https, with a host and without a user."""
    if not text or not text.isprintable() or visible(text) != text or any(char in text for char in " \\<>\"'`{}|^"):
        return None
    from urllib.parse import urlsplit  # noqa: PLC0415 - most runs link to nothing

    try:
        parts = urlsplit(text)
        is_safe = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return text if is_safe else None


def is_unicode(text: str) -> bool:
    """Whether a text can be encoded: lone surrogates cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape", "surrogatepass").decode("ascii")


def escape_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; a plain number (-5) is unchanged.

    So is one put before apostrophes that such text follows: removing one apostrophe there restores any text.
    """
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) and not _PLAIN_NUMBER.fullmatch(text) else text


def as_csv(rows: Iterable[Sequence[Any]], write: Callable[[Any], str] = str, clean: Callable[[str], str] = str) -> str:
    """Write rows as in RFC 4180, with LF and formulas escaped; `write` makes text of a value, which `clean` changes."""

    def cell(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        text = clean(escape_formula(write(value)))
        # In quotation marks if a reader might end the cell or the line within it.
        return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text

    return "".join([",".join(map(cell, row)) + "\n" for row in rows])
