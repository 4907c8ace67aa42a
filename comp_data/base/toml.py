"""Read TOML of a stranger: a file of 1 MiB takes a second at most."""

from typing import Any, Final

from comp_data.base.patterns import regex

MOST_PARTS: Final = 16
"""The most parts of a dotted key."""

# Strings and comments, also without an end; what is left of a text are keys, numbers and signs.
_QUOTED: Final = regex(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:"{3,5}|\Z)' r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?' r"|'[^'\n]*+'?" r"|#[^\n]*+"
)  # fmt: skip
_BETWEEN_KEYS: Final = regex(r"[\n=,{}\[\]]")


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML; raises ValueError with the reason if it is not valid, or its keys have too many parts.

    The standard library takes quadratic time and memory for the parts of a key: they are counted first.
    """
    import tomllib  # noqa: PLC0415 - few runs read TOML

    for key in _BETWEEN_KEYS.split(_QUOTED.sub("", text)):
        if key.count(".") >= MOST_PARTS:
            raise ValueError(f"a key has {key.count('.') + 1:,} parts: the limit is {MOST_PARTS}")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("brackets are nested too deeply") from error
