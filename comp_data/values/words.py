"""The words and phrases of pay in many languages, by what they mean: data, so that a language is added without code."""

from collections.abc import Iterable
from functools import cache

from comp_data.base.package import read_beside


@cache
def _groups() -> dict[str, dict[str, list[str]]]:
    groups: dict[str, dict[str, list[str]]] = read_beside(__file__, "words.json")
    return groups


def names(group: str) -> Iterable[str]:
    """Return what the words of a group mean, in the order of the file."""
    return _groups()[group].keys()


def phrases(group: str, name: str) -> frozenset[str]:
    """Return the phrases of one meaning, each a text that may have spaces."""
    return frozenset(_groups()[group][name])


def words(group: str, name: str) -> frozenset[str]:
    """Return the words of one meaning, which the file separates by spaces."""
    return frozenset(" ".join(_groups()[group][name]).split())
