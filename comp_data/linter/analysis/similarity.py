"""Compare names of companies and roles (`Acme & Sons, Inc.` equals `Acme and Sons`), and texts of the body."""

import unicodedata
from typing import Literal

from comp_data.base.diagnostics import shortened
from comp_data.base.patterns import regex
from comp_data.base.wording import without_accents, without_legal_form
from comp_data.guide.body.sections import plain_text
from comp_data.values.words import any_of, key_of, names, words

_WORD = regex(r"[^\W_]+")
_BRACKETS = regex(r"\s*[(\[][^()\[\]]*[)\]]")
_JOINTS = regex(r"['’`]")
_ENDING = regex(r"(?i)\.(?:com|ai|io|co|org|net|dev|app)\b")
_LONG_FORMS, _SMALL_WORDS = words("names", "long form"), words("names", "small")
"""Words that a company's full name appends to its usual name, and those that titles write in lower case."""
_RANKS = words("names", "rank")
"""Words without which, or with which, a role is another one."""
_ABBREVIATIONS = {short: long for long in names("abbreviations") for short in words("abbreviations", long)}

_PLACEHOLDER = regex(rf"{any_of('names', 'placeholder')}?[-–—?!.:_*\s]*")
_LONGEST_NOTE = 200
_TOKEN = regex(r"\w+|[%$€£¥₹+#<>=~-]")
_MARKS = regex(r"[*_`]|(?:\.{3}|…)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_CUT_NUMBER = regex(r"[0-9]\Z")
_MORE_OF_NUMBER = regex(r"[0-9]| ?[%-]")
_SHOWN = 50
_SHOWN_BEFORE = 20


def likeness(one: str, other: str) -> Literal["same", "case", "long form", "different"]:
    """Compare two names; a remark in brackets that only one of them has is ignored."""
    if one == other:
        return "same"
    first = {one[:1], other[:1]}
    if "“" in first and len(first - {'"'}) > 1:  # pasted into YAML, such quotes are part of the name
        return "different"
    one, other = without_remark(one, other)
    if one.casefold() == other.casefold():
        return "same" if one == other else "case"
    words, others = _words(one), _words(other)
    if _letters(words) == _letters(others) or _spelt_out(words) == _spelt_out(others):
        return "same"
    short, long = sorted((_words(_ENDING.sub("", one)), _words(_ENDING.sub("", other))), key=len)
    is_long_form = short == long[: len(short)] and _LONG_FORMS.issuperset(long[len(short) :])
    is_long_form = is_long_form or _are_initials(words, others) or _are_initials(others, words)
    return "long form" if is_long_form else "different"


def without_remark(one: str, other: str) -> tuple[str, str]:
    """Normalize two names, without a remark in brackets that only one of them has."""
    one, other = (unicodedata.normalize("NFKC", " ".join(name.split())).replace("’", "'") for name in (one, other))
    bare, other_bare = _BRACKETS.sub("", one).strip(), _BRACKETS.sub("", other).strip()
    is_remark = (bare == one) != (other_bare == other)
    if not (is_remark and bare and other_bare) or _letters(_words(one)) == _letters(_words(other)):
        return one, other
    return bare, other_bare


def _words(name: str) -> list[str]:
    """Split a name into words, without accents, a leading "The" and a legal form at its end."""
    text = _JOINTS.sub("", without_accents(name.casefold()))
    return without_legal_form(_WORD.findall(text.replace("&", " and ").replace("+", " plus ")))


def _letters(words: list[str]) -> str:
    """Return the letters of a name without `and`: the slug of `R&D` has no word for the sign."""
    return "".join(word for word in words if word != "and")


def _are_initials(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def _spelt_out(words: list[str]) -> list[str]:
    text = " ".join(_ABBREVIATIONS.get(word, word) for word in words)
    return sorted(word for word in text.split() if word not in _SMALL_WORDS)


def is_other_role(stated: str, role: str) -> bool:
    """Whether a name shares no word with a role, lacks its last one, has another rank (`A / B` may) or a typo."""
    bare, whole, own = (set(_spelt_out(_words(name))) for name in (_BRACKETS.sub("", stated), stated, role))
    extra, lacking = bare - own, own - whole
    is_cut = not extra and not whole.issuperset(_words(role)[-1:])
    if is_cut or not whole & own or _RANKS & lacking or ("/" not in stated and _RANKS & extra):
        return True
    from difflib import SequenceMatcher  # noqa: PLC0415 - few names differ

    pairs = ((a, b) for a in extra for b in lacking if not a.startswith(b) and not b.startswith(a))
    return any(SequenceMatcher(None, one, other).ratio() > 0.8 for one, other in pairs)


def is_placeholder(text: str) -> bool:
    """Whether a text is only a note that the text is missing: `TBD`, `[Role]`, `lorem ipsum`, `???`, or is empty."""
    stripped = text.strip()
    return len(stripped) <= _LONGEST_NOTE and _PLACEHOLDER.fullmatch(key_of(stripped)) is not None


def has_more_care(one: str, other: str) -> bool:
    """Whether the first of two names that differ only in case has the more specific spelling.

    `GitLab` has, compared with `Gitlab`, `IBM` with `Ibm`, and `Bank of Acme` with `Bank Of Acme`. A longer word in
    capitals does not count, because it may be emphasis.
    """
    words, others = one.split(), other.split()
    pairs = enumerate(zip(words, others, strict=False))
    return len(words) == len(others) and all(a == b or _is_better(a, b, is_first=not at) for at, (a, b) in pairs)


def _is_better(one: str, other: str, *, is_first: bool) -> bool:
    if not is_first and one.casefold() in _SMALL_WORDS:
        return one.islower()
    may_be = _is_plain(other) and not (one.isupper() and len(one) > 4)
    return may_be and (sum(map(str.isupper, one)) > sum(map(str.isupper, other)) or not _is_plain(one))


def _is_plain(word: str) -> bool:
    """Whether a word has a spelling that could come from a slug."""
    return word.islower() or word == word.capitalize()


def as_words(text: str) -> str:
    """Normalize a text for comparison: words and signs, without case, marks and quotes."""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", plain_text(text).strip())).casefold()
    if not any(map(str.isalnum, plain)):
        return ""
    return " ".join(_TOKEN.findall(plain.translate(_DASHES).replace("&", " and ")))


def is_cut_off(text: str, whole: str) -> bool:
    """Whether a text is a cut-off beginning of another, not cut within a figure."""
    start, all_of_it = as_words(text), as_words(whole)
    is_start = start not in ("", all_of_it) and all_of_it.startswith(start)
    return is_start and not (_CUT_NUMBER.search(start) and _MORE_OF_NUMBER.match(all_of_it, len(start)))


def excerpts(one: str, other: str) -> tuple[str, str]:
    """Return excerpts of two texts from where they differ, for messages."""
    one, other = plain_text(one), plain_text(other)
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = one.rfind(" ", 0, same - _SHOWN_BEFORE) + 1 if same > _SHOWN else 0
    begin = "…" if start else ""
    return begin + shortened(one[start:], _SHOWN), begin + shortened(other[start:], _SHOWN)
