"""The words and phrases of pay in many languages, by what they mean: data, so that a language is added without code."""

import re
from collections.abc import Iterable

from comp_data.base.package import read_beside

_INDIC = (f"{chr(at)}-{chr(at + 3)}{chr(at + 0x3A)}-{chr(at + 0x4F)}" for at in range(0x900, 0xD80, 0x80))
VOWEL_SIGNS = "".join(_INDIC) + "\u0a70\u0a71\u0e31\u0e34-\u0e4e"
"""What a character class has for signs within words of India and Thailand, which are no letters by themselves."""


def key_of(text: str) -> str:
    """Return a text in lower case, with the two letters i of Turkish as one: patterns that ignore case do the same."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def names(group: str) -> Iterable[str]:
    """Return what the words of a group mean, in the order of the file."""
    return list(read_beside(__file__, "words.json")[group])


def phrases(group: str, name: str) -> frozenset[str]:
    """Return the phrases of one meaning, each a text that may have spaces."""
    return frozenset(read_beside(__file__, "words.json")[group][name])


def words(group: str, name: str) -> frozenset[str]:
    """Return the words of one meaning, which the file separates by spaces; `wage(s)` is two of them."""
    parts = " ".join(read_beside(__file__, "words.json")[group][name]).split("(s)")
    return frozenset([*"".join(parts).split(), *(f"{part.rpartition(' ')[2]}s" for part in parts[:-1])])


def any_of(group: str, name: str) -> str:
    """Return a pattern of the phrases of one meaning, which are patterns; their blanks may be hyphens.

    A phrase may name another meaning of its group: `with «benefits»`.
    """
    first, *rest = "|".join(sorted(read_beside(__file__, "words.json")[group][name], key=len, reverse=True)).split("«")
    others = (any_of(group, other) + text for other, _, text in (part.partition("»") for part in rest))
    return f"(?:{first}{''.join(others)})".replace(" ", r"[\s-]+")


def nearest_key(key: str, known: list[str]) -> str | None:
    """Return the key that an unknown key of front matter may mean; None if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a finding needs it

    same = {word: name for name in names("keys of front matter") for word in words("keys of front matter", name)}
    meant = "_".join(same.get(word, word) for word in re.split(r"[-_ ]+", key[:80].lower()))
    meant = same.get(meant, meant)
    if meant.endswith(("_low", "_high")):
        known = [name for name in known if name.endswith(meant[-4:])]
    return next(iter(get_close_matches(meant, known, n=1, cutoff=0.7)), None)
