"""Read TOML of a stranger: a file of 1 MiB takes a second at most."""

from typing import Any, Final

from comp_data.base.errors import ConfigError
from comp_data.base.patterns import regex

MOST_PARTS: Final = 16
"""The most parts of a dotted key."""

# Strings and comments, also without an end; what is left of a text are keys, numbers and signs.
# No group is repeated possessively: Python before 3.11.5 goes back into it.
_QUOTED: Final = regex(
    r'"""[^"\\]*+(?:(?:\\[\s\S]?|"(?!""))[^"\\]*+)*(?:"{3,5}|\Z)' r"|'''[^']*+(?:'(?!'')[^']*+)*(?:'{3,5}|\Z)"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"?' r"|'[^'\n]*+'?" r"|#[^\n]*+"
)  # fmt: skip
_BETWEEN_KEYS: Final = regex(r"[\n=,{}\[\]]")


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse a file with a name; raises ConfigError if it is not valid TOML, or its keys have too many parts.

    The standard library takes quadratic time and memory for the parts of a key: they are counted first.
    """
    import tomllib  # noqa: PLC0415 - few runs read TOML

    parts = max(key.count(".") + 1 for key in _BETWEEN_KEYS.split(_QUOTED.sub("", text)))
    if parts > MOST_PARTS:
        raise ConfigError(f"{name}: this is not TOML: a key has {parts:,} parts: the limit is {MOST_PARTS}")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "brackets are nested too deeply" if isinstance(error, RecursionError) else error
        raise ConfigError(f"{name}: this is not TOML: {reason}") from error
