"""The words and phrases of pay in many languages, by what they mean: data, so that a language is added without code."""

from collections.abc import Iterable

from comp_data.base.package import read_beside


def names(group: str) -> Iterable[str]:
    """Return what the words of a group mean, in the order of the file."""
    return list(read_beside(__file__, "words.json")[group])


def phrases(group: str, name: str) -> frozenset[str]:
    """Return the phrases of one meaning, each a text that may have spaces."""
    return frozenset(read_beside(__file__, "words.json")[group][name])


def words(group: str, name: str) -> frozenset[str]:
    """Return the words of one meaning, which the file separates by spaces."""
    return frozenset(" ".join(read_beside(__file__, "words.json")[group][name]).split())
