"""Typos in names."""

from comp_data.matching.names import Words

_SHORTEST = {"swap": 5, "vowel": 6, "consonant": 7, "letter": 7, "end": 8}
"""Least length of a word for each kind of typo: shorter words that differ so are often two names."""
_TWO_TYPOS = 10
"""Least length of a name for two typos."""


def count_typos(written: Words, meant: Words) -> int | None:
    """Count the typos (1 or 2) between the written and the meant words; None for 0 or more than 2.

    A typo is a letter that is missing, added, replaced or swapped with the next. The first letter and all digits must
    be right, and the word must be long enough not to be a different word.
    """
    if len(written) != len(meant):
        written, meant = ("".join(written),), ("".join(meant),)
    total = 0
    for one, other in zip(written, meant, strict=True):
        if one != other:
            if (count := _typos_in_word(one, other)) is None:
                return None
            total += count
    most = 2 if sum(map(len, meant)) >= _TWO_TYPOS else 1
    return total if 0 < total <= most else None


def _typos_in_word(written: str, meant: str) -> int | None:
    if abs(len(written) - len(meant)) > 2 or written[0] != meant[0] or not (written.isascii() and meant.isascii()):
        return None
    if [char for char in written if char.isdigit()] != [char for char in meant if char.isdigit()]:
        return None
    length = max(len(written), len(meant))
    if kind := _single_typo(written, meant):
        return 1 if length >= _SHORTEST[kind] else None
    return 2 if length >= _TWO_TYPOS and distance(written, meant, 2) == 2 else None


def _single_typo(one: str, other: str) -> str | None:
    """Return the kind of the single typo between two words; None if it is not a single typo."""
    shorter = min(len(one), len(other))
    start = end = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if len(left) == len(right) == 2 and left == right[::-1]:
        return "swap"
    if len(left) > 1 or len(right) > 1:
        return None
    if left and right:
        return "letter"
    letter = left or right
    if end == 0 and letter != one[start - 1]:
        return None if left else "end"  # `Discovery` is not a typo of `Discover`
    return "vowel" if letter in "aeiouy" or letter == one[start - 1] else "consonant"


def distance(one: str, other: str, most: int) -> int | None:
    """Return the edit distance of two texts, counting swaps of neighbors as one; None if it is over `most`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, sign in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != sign))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == sign:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
