"""Wording that messages share: numbers with nouns, counts in order, the known name nearest to a misspelled one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

_Number = TypeVar("_Number", int, float)


def plural(number: int, word: str) -> str:
    """Return a number with a noun: `1 error`, `2 errors`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def in_words(names: Sequence[str], joint: str = "and") -> str:
    """Join names for a sentence: `London, Paris and Berlin`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def ranked(counts: Mapping[str, _Number]) -> list[tuple[str, _Number]]:
    """Return counts by name, the largest first; equal ones by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def folded(text: str) -> str:
    """Normalize the case and the blanks of a text."""
    return " ".join(text.casefold().split())


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the end of a message about an unknown name: `; did you mean acme?`, or `otherwise` if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else otherwise
