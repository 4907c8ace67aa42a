"""Write front matter in the format's own style: block style, the schema's order of keys, `null`, plain numbers."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from comp_data.base.package import key_ranks
from comp_data.base.patterns import regex
from comp_data.base.vocabulary import MAX_AMOUNT
from comp_data.values.quarters import Quarter
from comp_data.values.yaml_scalars import ambiguity, read_plain

# A letter, digits followed by letters, or a quarter; then no character that has a meaning in block or flow style.
_PLAIN: Final = regex(
    r"(?:[^\W\d_]|[0-9]{1,6}[A-Za-z]{2}|[0-9]{4}-Q[1-4])(?:[\w.'’/()+=&%$€£·≈;!@|<>~^*–—-]| (?!#|$)|:(?=//)|(?<! )#)*"
)
_TO_ESCAPE: Final = regex('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def front_matter_yaml(values: Mapping[str, Any]) -> str:
    """Write values as YAML, without a last line end; raises TypeError for other than scalars, lists and mappings."""
    ordered = _in_order(values, key_ranks(of_entry=False))
    entries = ordered.get("compensation")
    if isinstance(entries, list | tuple):
        ordered["compensation"] = [_ordered_entry(entry) for entry in entries]
    return "\n".join(_block(ordered, ""))


def entry_text(values: Mapping[str, Any], indent: str, newline: str = "\n") -> str:
    """Write one entry of `compensation` as a list item indented by `indent`, without a line end after the last line."""
    return newline.join(_block([_ordered_entry(values)], indent))


def scalar(text: str) -> str:
    """Write text as a YAML scalar on one line that YAML 1.1 and 1.2 read alike: plain if that is safe, else quoted."""
    if len(text) <= 200 and _PLAIN.fullmatch(text) and isinstance(read_plain(text), str) and ambiguity(text) is None:
        return text
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def number(value: float) -> str:
    """Write a number so that YAML 1.1 and 1.2 read the same number."""
    if isinstance(value, int) or (abs(value) <= MAX_AMOUNT and value.is_integer()):
        return str(int(value))
    text = repr(value)
    if not math.isfinite(value):
        return f"-.{text[1:]}" if value < 0 else f".{text}"
    # Without a point, YAML 1.1 reads a number with an exponent as text.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def _ordered_entry(entry: Any) -> Any:
    return _in_order(entry, key_ranks(of_entry=True)) if isinstance(entry, Mapping) else entry


def _in_order(values: Mapping[str, Any], ranks: dict[str, int]) -> dict[str, Any]:
    return dict(sorted(values.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def _block(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            start = f"{indent}{scalar(key)}:"
            if _is_block(item):
                yield start
                yield from _block(item, f"{indent}  ")
            else:
                yield f"{start} {_inline(item)}"
        return
    for item in value:
        if _is_block(item):
            first, *others = _block(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from others
        else:
            yield f"{indent}- {_inline(item)}"


def _is_block(value: Any) -> bool:
    if isinstance(value, Mapping):
        return len(value) > 0
    # A list of numbers is written on one line: `[5, 15, 40, 40]`.
    return isinstance(value, list | tuple) and not all(type(item) in (int, float) for item in value)


def _inline(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return scalar(value)
        case int() | float():
            return number(value)
        case Quarter() | date() if not isinstance(value, datetime):
            return str(value)
        case Mapping():
            return "{}"
        case list() | tuple():
            return f"[{', '.join(map(number, value))}]"
    raise TypeError(f"front matter cannot hold a value of type {type(value).__name__}: {value!r}")


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")
