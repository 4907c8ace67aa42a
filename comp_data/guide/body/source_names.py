"""Source names as one source is told from another: `TeamBlind`, `blind` and `Blind.com` are one."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:[/?#]\S*)?")
_ENDING = re.compile(r"\.(?:com|org|net|io|co|ai|fyi|info)\b")
_WORDS = re.compile(r"[^\W_]+")

_GENERIC = frozenset(("salary", "salaries", "compensation", "comp", "data", "database", "website"))
"""Words behind a name that say what is read at the source, not which source it is."""

_ALIASES = {
    "teamblind": "blind",
    "blindapp": "blind",
    "levelsfyi": "levels",
    "levelfyi": "levels",
    "h1bdata": "h1b",
    "angellist": "wellfound",
    "angellisttalent": "wellfound",
    "aonradford": "radford",
    "bureauoflaborstatistics": "bls",
    "bureauoflabourstatistics": "bls",
    "usbureauoflaborstatistics": "bls",
    "usbls": "bls",
}


@lru_cache(4096)
def source_key(name: str) -> str:
    """What stands for a source, whatever the letter case, spelling, ending or address its name is given in."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    if address := _ADDRESS.fullmatch(text):
        text = _ENDING.sub("", address[1])
    words = _WORDS.findall(_ENDING.sub("", text))
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    key = "".join(words)
    return _ALIASES.get(key, key) or text


def distinct_sources(names: Iterable[str]) -> int:
    """How many different sources names stand for."""
    return len({source_key(name) for name in names})
