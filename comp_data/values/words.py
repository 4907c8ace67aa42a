"""The words and phrases of pay in many languages, by what they mean: data, so that a language is added without code."""

from collections.abc import Iterable

from comp_data.base.package import read_beside


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
    """Return the words of one meaning, which the file separates by spaces."""
    return frozenset(" ".join(read_beside(__file__, "words.json")[group][name]).split())


def any_of(group: str, name: str) -> str:
    """Return a pattern of the phrases of one meaning, which are patterns; their blanks may be hyphens."""
    ordered = sorted(read_beside(__file__, "words.json")[group][name], key=len, reverse=True)
    return f"(?:{'|'.join(ordered)})".replace(" ", r"[\s-]+")
