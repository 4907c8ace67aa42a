"""Text of guides made safe to show: a guide must not be able to speak to a terminal or to a CI runner."""

import re

# What begins a command to a CI runner: `##[` anywhere in a line, `::` at the beginning of one.
_RUNNER_COMMAND = re.compile(r"#(?=#(?:\[|vso\[))|(?<![^ ]):(?=:)")
# Control characters, what changes the direction of writing or is not seen, halves of surrogate pairs, and what
# XML cannot hold.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BACKTICKS = re.compile("`{9,}")


def printable(text: str) -> str:
    """The text on one line, with what a terminal would obey (or not show) written as an escape."""
    return text if is_plain(text) else _RUNNER_COMMAND.sub(_as_code, _UNSAFE.sub(_escaped, text))


def is_plain(text: str) -> bool:
    """Whether a text, and so every part of it, is printable as it stands: nearly all are, and it is soon seen."""
    return text.isprintable() and "##" not in text and "::" not in text


def code_span(text: str) -> str:
    """The text as a code span of Markdown, in which nothing is a link, an image, HTML, a mention or a reference."""
    # Longer runs of backticks end no span: readers know fences up to a length only.
    shown = _BACKTICKS.sub(lambda run: "\\x60" * len(run[0]), printable(text)) or " "
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    # Readers take a blank off each side of what is not all blank.
    pad = " " if shown.strip(" ") and (shown[0] in " `" or shown[-1] in " `") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def is_unicode(text: str) -> bool:
    """Whether a text can stand in a file: halves of surrogate pairs cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape", "surrogatepass").decode("ascii")


def _as_code(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]):02x}"
