"""Text as a YAML scalar on one line, which every reader of YAML 1.1 and 1.2 takes for that text and nothing else."""

import re
from functools import cache

from comp_data.values.yaml_scalars import ambiguity, read_plain

_MOST_PLAIN = 200
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@cache
def _plain() -> re.Pattern[str]:
    """A letter, or a number with letters behind it; then nothing that means something to YAML, in brackets or out."""
    return re.compile(
        r"(?:[^\W\d_]|[0-9]{1,6}[A-Za-z]{2})(?:[\w.'’/()+=&%$€£·≈;!@|<>~^*–—-]| (?!#|$)|:(?=//)|(?<! )#)*"
    )


@cache
def _to_escape() -> re.Pattern[str]:
    return re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def scalar(text: str) -> str:
    """The text as YAML: plain where that is safe, else in double quotes."""
    is_plain = len(text) <= _MOST_PLAIN and _plain().fullmatch(text)
    if is_plain and isinstance(read_plain(text), str) and ambiguity(text) is None:
        return text
    return f'"{_to_escape().sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")
