"""Names as people write them: the words of a text, and what is a slip of the pen."""

import re
import unicodedata

from comp_data.values.places.gazetteer import fold

MAX_LENGTH = 200
"""No name of a company or role is longer; what is longer is not looked at."""
_SHORTEST = {"swap": 5, "vowel": 6, "consonant": 7, "letter": 7, "end": 8}
"""The letters that a word must have for a slip of a kind: shorter ones that are as near are often two names."""
_TWO_SLIPS = 10
"""The letters that a name must have for two slips."""
_VOWELS = frozenset("aeiouy")
_BLANK = re.compile(r"[\s_\x00-\x1f\x7f-\x9f]+")

Words = tuple[str, ...]


def one_line(text: str) -> str:
    """The text without characters that are not seen, its blanks and control characters as single blanks."""
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return _BLANK.sub(" ", text).strip()


def words_of(text: str) -> Words:
    """The words of a text in small letters, without accents and signs."""
    return tuple(fold(text).split())


def slips(written: Words, meant: Words) -> int | None:
    """How many slips of the pen, 1 or 2, lead from the words written to those meant; None for more, and for none.

    A slip is a letter that is missing, too many, another, or swapped with the next. The first letter of a word
    is right, its figures are, and it is long enough to be no other word.
    """
    if len(written) != len(meant):
        written, meant = ("".join(written),), ("".join(meant),)
    total = 0
    for one, other in zip(written, meant, strict=True):
        if one != other:
            count = _slips_of_word(one, other)
            if count is None:
                return None
            total += count
    most = 2 if sum(map(len, meant)) >= _TWO_SLIPS else 1
    return total if 0 < total <= most else None


def _slips_of_word(written: str, meant: str) -> int | None:
    if abs(len(written) - len(meant)) > 2 or written[0] != meant[0] or not (written.isascii() and meant.isascii()):
        return None
    if [char for char in written if char.isdigit()] != [char for char in meant if char.isdigit()]:
        return None
    length = max(len(written), len(meant))
    kind = _single_slip(written, meant)
    if kind is not None:
        return 1 if length >= _SHORTEST[kind] else None
    return 2 if length >= _TWO_SLIPS and distance(written, meant, 2) == 2 else None


def _single_slip(one: str, other: str) -> str | None:
    """The kind of the one slip that leads from one word to another; None where there are more, or it is none."""
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
        return None if left else "end"  # `Discovery` is no slip of `Discover`
    return "vowel" if letter in _VOWELS or letter == one[start - 1] else "consonant"


def distance(one: str, other: str, most: int) -> int | None:
    """Letters to put in, take out, change or swap with the next between two texts; None for over `most`."""
    if abs(len(one) - len(other)) > most:
        return None
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
