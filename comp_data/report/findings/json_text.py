"""Write JSON that every reader accepts and that no CI runner takes for a command."""

import json
import re
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring_ascii
from math import isfinite
from typing import Any

_COMMAND = re.compile("#(?=#)")
_ENCODE = json.JSONEncoder().encode


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as ASCII JSON with a line end, on one line unless `indent` is given.

    With `indent`, a list may also be an iterator, of which one item is in memory at a time.
    """
    text = _ENCODE(value) if indent is None else _indented(value, "\n", " " * indent)
    # In a JSON string this is the same character, and no runner takes it for a command.
    return _COMMAND.sub(r"\\u0023", text) + "\n"


def json_value(value: Any) -> Any:
    """Return a value of front matter for JSON: dates, infinity and not-a-number become text."""
    if isinstance(value, Mapping):
        return {str(key): json_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(one) for one in value]
    if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value)


def _indented(value: Any, margin: str, step: str) -> str:
    """Return what `json.dumps` gives with an indent: its own encoder takes five times as long for that."""
    kind = type(value)
    if kind is str:
        return encode_basestring_ascii(value)
    if kind is int:
        return str(value)
    if value is None:
        return "null"
    if isinstance(value, dict) and value:
        inner = margin + step
        pairs = [f"{_key(key)}: {_indented(one, inner, step)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{margin}}}"
    if isinstance(value, list | tuple | Iterator):
        inner = margin + step
        texts = [_indented(one, inner, step) for one in value]
        return f"[{inner}{f',{inner}'.join(texts)}{margin}]" if texts else "[]"
    return _ENCODE(value)


def _key(key: object) -> str:
    """Return a key as JSON has it: always a text."""
    return encode_basestring_ascii(key) if isinstance(key, str) else f'"{_ENCODE(key)}"'
