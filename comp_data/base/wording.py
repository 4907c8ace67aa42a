"""Words that messages share, the known name nearest to a misspelled one, and counts ranked by name."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

_Number = TypeVar("_Number", int, float)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(text.split())


LEGAL_FORMS: Final = word_set(
    "inc incorporated ltd limited llc llp lp plc pbc corp corporation co company gmbh ag kg se sa sas sarl nv bv ab "
    "asa as aps oy oyj spa srl kk pte pty pvt private"
)
"""Legal forms that may follow the name of a company."""

MOST_COLUMNS: Final = 120
"""How many columns of a long line are shown, around what a message is about."""


def plural(number: int, word: str) -> str:
    """Return a number with a noun: `1 error`, `2 errors`, `3 companies`."""
    if number != 1:
        word = f"{word[:-1]}ies" if word.endswith(("ny", "ry", "cy")) else f"{word}s"
    return f"{number:,} {word}"


def in_words(names: Sequence[str], joint: str = "and") -> str:
    """Join names for a sentence: `London, Paris and Berlin`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"


def excerpt(line: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what is before a part of a line, the part, and what is after it; of a long line only what is near."""
    first = 0 if end <= MOST_COLUMNS else max(0, min(start - 20, len(line) - MOST_COLUMNS))
    last = first + MOST_COLUMNS
    lead, trail = "…" if first else "", "…" if last < len(line) else ""
    return lead + line[first:start], line[start : min(end, last)], line[max(end, first) : last] + trail


def ranked(counts: Mapping[str, _Number]) -> list[tuple[str, _Number]]:
    """Return counts by name, the largest first; equal ones by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def folded(text: str) -> str:
    """Normalize the case and the blanks of a text."""
    return " ".join(text.casefold().split())


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text)).casefold()


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the end of a message about an unknown name: a name with that word, else the nearest, else `otherwise`."""
    from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

    names = list(known)
    near = [one for one in names if word in one.replace("_", "-").split("-")] or get_close_matches(word, names, n=1)
    return f"; did you mean {near[0]}?" if near else otherwise


def without_legal_form(words: list[str], endings: frozenset[str] = LEGAL_FORMS) -> list[str]:
    """Return the words of a company's name, in lower case, without `the` at the start and endings at the end."""
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(words) > 1 and words[-1] in endings:
        words = words[:-1]
    return words


def without_accents(text: str) -> str:
    """Replace accented letters with plain ones: `Zürich` gives `Zurich`."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
