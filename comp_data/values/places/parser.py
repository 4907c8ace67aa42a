"""Split the text of a region into parts, and find the places that each part may mean.

Parts are joined by `/`, `&` or `or`. Text in brackets, or after a comma or a dash, narrows, confirms or annotates the
text before it. A part must name a place as a whole: a title that contains a code (`Partner SA`) is not a place.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from comp_data.base.patterns import regex
from comp_data.values.currencies import CODES, SIGNS
from comp_data.values.places.gazetteer import WIDE, Place, coded, fold, is_currency, is_name, lookup, scoped, within
from comp_data.values.words import words as words_of


class Part:
    """One part of a label: `options` are the places it may mean; `weak` marks a bare state or country code."""

    def __init__(self, text: str, options: list[Place], *, weak: bool = False, hints: Iterable[Place] = ()) -> None:
        self.text = text
        self.options = options
        self.weak = weak
        self.hints = list(hints)


class Notes:
    """The other statements of a label: currencies, and whether it is the headquarters."""

    def __init__(self) -> None:
        self.currencies: list[str] = []
        self.headquarters = False


_NOISE, _REMOTE, _WORLD = (words_of("places", name) for name in ("noise", "remote", "world"))
_HEADQUARTERS = words_of("places", "headquarters")
# Words for a slice of a country: markets outside the hubs, and the hubs; `_SLICE` may accompany either.
_OTHER, _HUBS, _SLICE = (words_of("places", name) for name in ("other markets", "hubs", "slice"))
_TIER = regex(r"(tier|zone|geo|band) ?([0-9a-e](?: [0-9a-e])?)(?: cities| markets?| locations?| metros?)?")
# Signs in upper case; empty if several currencies share the sign.
_SYMBOLS = {sign.upper(): code for sign, code in SIGNS.items() if not sign.isalpha()}
_SYMBOLS |= {"RMB": "CNY", "NIS": "ILS", "ZŁ": "PLN", "KČ": "CZK", "$": "", "¥": "", "KR": "", "FR": ""}
_JOINED = regex(r"\s*[/|;&+•·\n]\s*|\s+(?:or|and|vs\.?)\s+")
_NOT_LATIN = r"[^\W\x00-\u024f\u1e00-\u1eff]"
_LOOSE = regex(rf"\s*[,:–—]\s*|\s+-+\s*|\s*-+\s+|(?<={_NOT_LATIN})\s+(?=[A-Z])|(?<=[a-z])\s+(?={_NOT_LATIN})")


def _market(words: tuple[str, ...]) -> Place | None:
    """Return a slice of a country: `Tier 2`, `Other Markets`, `Major Tech Hubs`; None for other words."""
    key, name = " ".join(words), ""
    if tier := _TIER.fullmatch(key):
        name = f"{tier[1].title()} {tier[2].upper().replace(' ', '-')}"
    elif _OTHER & set(words) and set(words) <= _OTHER | _SLICE | _HUBS:
        name = "Other Markets"
    elif _HUBS & set(words) and set(words) <= _HUBS | _SLICE:
        name = "Major Tech Hubs"
    return Place(name, name, None, None, "market") if name else None


@lru_cache(4096)
def _read(words: tuple[str, ...]) -> tuple[Place, ...]:
    if known := lookup(" ".join(words)):
        return tuple(known)
    if slice_ := _market(words):
        return (slice_,)
    cuts = [(words[:i], words[i:]) for i in range(1, len(words))]
    cuts += [(after, before) for before, after in cuts]
    for scope, rest in cuts:  # `US Tier 2`, `Other US`; after a city (`Atlanta Tier 2`) the slice is ignored
        if (slice_ := _market(rest)) and (found := _read(scope)):
            return tuple([scoped(p, slice_) if _can_be_sliced(p) else p for p in found])
    if "remote" in words or "anywhere" in words:
        rest = tuple(w for w in words if w not in _REMOTE)
        remote = lookup("remote")
        return tuple(scoped(p, remote[0]) for p in _read(rest) if p.kind in WIDE) if rest else tuple(remote)
    noisy = _read(words[:-1]) if words and words[-1] in _NOISE else ()
    return noisy or _read_enclosed(cuts) or (_read(words[1:]) if words and words[0] in _NOISE else ())


def _can_be_sliced(place: Place) -> bool:
    return place.kind in WIDE or (place.kind == "remote" and place.name != "Remote")


def _read_enclosed(cuts: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> tuple[Place, ...]:
    for inner, outer in cuts:
        key = " ".join(outer)
        outers = coded(key) or lookup(key)
        if outers and (found := [p for p in _read(inner) if any(within(p, o) for o in outers)]):
            return tuple(found)
    return ()


def _currency(token: str, *, alone: bool) -> str | None:
    """The ISO code that a token states; empty for a sign that several currencies share."""
    if token.upper() in _SYMBOLS and (alone or not token.isalpha() or token.isupper()):
        return _SYMBOLS[token.upper()]
    code = token.upper() if alone else token
    # `ALL` is a word of labels far more often than it is the lek.
    return code if code != "ALL" and code in CODES and is_currency(code) else None


def _chunk(text: str, notes: Notes) -> list[Part]:
    """Parse one piece without separators: a place, an unknown part, or nothing if it only annotates."""
    tokens = text.split()
    stated = [_currency(t, alone=len(tokens) == 1) for t in tokens]
    notes.currencies += [c for c in dict.fromkeys(stated) if c and c not in notes.currencies]
    words = tuple(fold(" ".join(t for t, c in zip(tokens, stated, strict=True) if c is None)).split())
    if not _HEADQUARTERS.isdisjoint(words):
        notes.headquarters = True
        words = tuple(word for word in words if word not in _WORLD)  # `Global HQ` is no second place
    if len(words) > 10:
        return [Part(text, [])]
    if found := _read(words):
        codes = coded(words[0]) if len(words) == 1 else []  # `LA` is a city and, after another city, a state
        return [Part(text, list(dict.fromkeys((*found, *codes))))]
    if "remote" in words and (found := _read(tuple(w for w in words if w not in _REMOTE))):
        return [Part(text, list(found)), Part("Remote", lookup("remote"))]
    if codes := coded(" ".join(words)):
        return [Part(text, codes, weak=True)]
    if not words or _NOISE.issuperset(words):
        return []
    hints = [p for key in (*words, *map(" ".join, pairwise(words))) if is_name(key) for p in coded(key)]
    return [Part(text, [], hints=hints)]


def named(part: Part) -> list[Place]:
    """The options whose full name is in the text, else all: `London` is not `London ON`; `Cambridge` may be any."""
    text = f" {fold(part.text)} "
    return [p for p in part.options if any(f" {fold(n)} " in text for n in (p.name, *p.aliases))] or part.options


def slice_of(part: Part) -> Place | None:
    """The slice (`Remote`, `Tier 2`) that a part names without a country."""
    first = part.options[0] if part.options else None
    if not first or first.country or first.kind not in ("remote", "market"):
        return None
    return first if first.name == "Remote" or _market(tuple(fold(first.name).split())) else None


def _is_wide(part: Part) -> bool:
    return 0 < len(part.options) <= 2 - part.weak and all(p.kind in WIDE for p in part.options)


def _agree(head: Part, bit: Part) -> bool:
    """Whether `bit` repeats or contains `head`; reduces the options of `head` to those that fit."""
    same = [p for p in head.options if p in bit.options]
    # `Richmond, CA` is in California rather than in Canada.
    for outers in ([p for p in bit.options if p.kind == "state"], bit.options):
        same = same or [p for p in head.options if any(within(p, outer) for outer in outers)]
    head.options = same or head.options
    return bool(same)


def _narrow(head: Part, bit: Part) -> bool:
    """Whether `bit` is inside `head`; reduces the options of `bit` to those that fit."""
    if slice_ := slice_of(bit):
        remote = slice_.kind == "remote"
        inner = [scoped(p, slice_) for p in head.options if p.kind in WIDE or (_can_be_sliced(p) and not remote)]
    else:
        inner = [p for p in bit.options if any(within(p, outer) for outer in head.options)]
    if inner:
        bit.options, bit.weak = inner, False
    return bool(inner)


def _combine(heads: list[Part], bits: list[Part], *, in_brackets: bool) -> list[Part]:
    """Combine parts with those after them, which repeat, contain, narrow or annotate them, or stand for themselves."""
    if not (known := [h for h in heads if h.options]):
        return heads + bits
    slice_ = slice_of(known[-1])
    wide = [bit for bit in bits if _is_wide(bit)]
    kinds = {place.kind for bit in bits for place in bit.options}
    if slice_ and kinds and (wide or slice_.kind == "market" or kinds == {"remote"}):  # `Remote (anywhere in the US)`
        for bit in wide:
            bit.options, bit.weak = [scoped(p, slice_) for p in bit.options], False
        return [h for h in heads if h is not known[-1]] + bits
    gone, added = list[Part](), list[Part]()
    for bit in bits:
        if sum(_agree(head, bit) for head in known):
            continue
        outer = next((head for head in reversed(known) if _narrow(head, bit)), None)
        if outer and (in_brackets or outer.options[0].kind != "city"):
            gone.append(outer)
        elif not outer and bit.weak:
            if not in_brackets and any(place.kind == "state" for place in bit.options):
                known[-1].options = []  # `Paris, TX` is not in France
            bit = Part(bit.text, [])  # noqa: PLW2901
        added.append(bit)
    for head in known:
        hints = [p for bit in added for p in bit.hints if in_brackets]
        head.options = [p for p in head.options if any(within(p, h) for h in hints)] or head.options
    # Words in brackets that are not a place are an organization or a remark, unless they are among places.
    remarks = in_brackets and not gone
    return [h for h in heads if all(h is not g for g in gone)] + [b for b in added if b.options or not remarks]


def _pieces(text: str) -> list[list[tuple[str, bool]]]:
    """Split a label into its parts, and each into pieces, with whether they are in brackets."""
    parts: list[list[tuple[str, bool]]] = [[]]
    for bracket, outside in re.findall(r"[(\[{]([^)\]}]*)[)\]}]?|([^(\[{]+)", text):
        if not outside:
            parts[-1].append((re.sub(r"[(\[{]", ",", bracket), True))
            continue
        for number, joined in enumerate(_JOINED.split(outside)):
            if number:
                parts.append([])
            parts[-1] += [(piece.strip(" )]}"), False) for piece in _LOOSE.split(joined)]
    return [[(piece, in_brackets) for piece, in_brackets in part if piece.strip()] for part in parts]


def read_parts(text: str, notes: Notes) -> list[Part]:
    """Parse the parts of a cleaned label, in the order written; adds other statements to `notes`."""
    found: list[Part] = []
    for pieces in _pieces(text):
        heads: list[Part] = []
        for piece, in_brackets in pieces:
            bits = read_parts(piece, notes) if in_brackets else _chunk(piece, notes)
            heads = _combine(heads, bits, in_brackets=in_brackets)
        found += heads
    _spread_remote(text, found)
    return found


def _spread_remote(text: str, parts: list[Part]) -> None:
    """Apply `remote` to all parts of `Remote US/Canada` or `US/Remote`, but not around ` / ` with spaces."""
    words = fold(text).split() if len(parts) > 1 else []
    if not words or " / " in text or "remote" not in (words[0], words[-1]):
        return
    lead = parts[0] if words[0] == "remote" else parts[-1]
    others = [p for p in parts if p is not lead]
    if lead.options and lead.options[0].kind == "remote" and all(_is_wide(p) for p in others):
        for part in others:
            part.options = [scoped(p, lookup("remote")[0]) for p in part.options]
        if slice_of(lead):
            parts.remove(lead)
