"""Text of guides made safe to show: a guide must not be able to speak to a terminal or to a CI runner."""

import re

# What begins a command to a CI runner: `##[` anywhere in a line, `::` at the beginning of one.
_RUNNER_COMMAND = re.compile(r"#(?=#(?:\[|vso\[))|(?<![^ ]):(?=:)")
# Control characters, what changes the direction of writing or is not seen, and halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text on one line, with what a terminal would obey (or not show) written as an escape."""
    return _RUNNER_COMMAND.sub(_as_code, _UNSAFE.sub(_escaped, text))


def _escaped(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape", "surrogatepass").decode("ascii")


def _as_code(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]):02x}"
