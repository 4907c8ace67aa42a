"""Parse the text of a region as places, and check whether a place is inside another."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from comp_data.base.errors import UsageError
from comp_data.base.patterns import regex
from comp_data.base.wording import folded
from comp_data.values.places.gazetteer import WIDE, Place, coded, fold, lookup, nearest_place, scoped, within
from comp_data.values.places.parser import Notes, Part, named, read_parts, slice_of
from comp_data.values.words import words

RegionKey = tuple[frozenset[str], ...]
"""A key that is equal for all spellings of a region with the same remarks: see `region_key`."""


class RegionLabel(NamedTuple):
    """The parsed text of a region.

    `places` are in the order written. `unknown` are the parts that name no known place. `ambiguous` are the candidates
    for a name that nothing in the label decides. `currencies` are the ISO codes it states. `canonical` is the label
    with canonical names, or the text if a part is unknown or ambiguous; if it differs, `is_alias`.
    """

    text: str
    places: tuple[Place, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[Place, ...] = ()
    currencies: tuple[str, ...] = ()
    is_headquarters: bool = False
    canonical: str = ""
    is_alias: bool = False

    @property
    def candidates(self) -> tuple[Place, ...]:
        """The places, and those that an ambiguous name may mean."""
        return (*self.places, *self.ambiguous)

    @property
    def key(self) -> frozenset[str]:
        """A key for all spellings of a region: the names of its candidates, or its text if a part is unknown."""
        return frozenset((folded(self.text),)) if self.unknown else frozenset(one.name for one in self.candidates)


_IN_ONE_NAME = frozenset(" .,'’&–—-")
_PLAIN_SIGNS = str.maketrans({**dict.fromkeys("\u2010\u2011\u2212", "-"), **dict.fromkeys('*_`~"“”#', " ")})
_RND = regex(r"\bR ?& ?D\b", re.IGNORECASE)
_DROPPED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Zl", "Zp"))
_FLAG = regex(r"([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])|:(?:flag-)?([a-z]{2}):")
_BRITISH_FLAG = regex("\U0001f3f4[\U000e0020-\U000e007f]+")

_CURRENCY_SIGN = regex(r"[A-Za-z]{0,2}[$£€₹₪₩₫¥]")
_SILENT_WORDS = words("texts", "beside the name of a place")
"""Words that do not change which place a name means."""


def _decide(part: Part, others: list[Part], flags: list[Place], notes: Notes) -> None:
    """Reduce the options of a part to one if the rest of the label, or a full name in the text, decides."""
    if slice_ := slice_of(part):
        part.options = [scoped(p, slice_) for p in flags] or part.options
    sure = [p.options[0] for p in others if len(p.options) == 1 and not p.weak]
    if part.weak:
        near = {p.country for p in sure}
        fits = [p for p in part.options if p.kind == "state" and p.country in near and part.text.isupper()]
        part.options, part.weak = fits if len(fits) == 1 else [], False
    if len(part.options) < 2:
        return
    for fits in (
        [p for p in part.options if any(within(p, flag) for flag in flags)],
        named(part),
        [p for p in part.options if p.currency in notes.currencies],
        [p for p in part.options if any(p.metro == o.metro for o in sure)],
        [p for p in part.options if any(p.country == o.country for o in sure)],
    ):
        if len(part.options) > 1 and fits:
            part.options = fits


def _clean(text: str) -> tuple[str, list[Place]]:
    codes: list[str] = []

    def flag(match: re.Match[str]) -> str:
        codes.append(match[3] or "".join(chr(ord(c) - 0x1F1E6 + ord("a")) for c in match.group(1, 2)))
        return " "

    text = _FLAG.sub(flag, _BRITISH_FLAG.sub(" :gb: ", text))
    text = _RND.sub("RnD", unicodedata.normalize("NFC", text).translate(_PLAIN_SIGNS))
    text = "".join(c if unicodedata.category(c) not in _DROPPED else " " for c in text)
    codes = ["gb" if c == "uk" else c for c in codes]
    return " ".join(text.split()), [p for c in codes for p in coded(c) if p.kind == "country"]


def _whole(text: str) -> list[Place]:
    key = fold(text)
    scope = lookup(key.removeprefix("remote ")) if key.startswith("remote ") else []
    return lookup(key) or [scoped(p, lookup("remote")[0]) for p in scope if p.kind in WIDE]


def read_region(text: str) -> RegionLabel:
    """Read a region as people write it: `place("NYC").canonical` is New York.

    `places` has city, area, country and currency; what is unknown or ambiguous is named and never guessed.
    """
    return _read_region(text) if len(text) <= 200 else RegionLabel(text, unknown=(text,), canonical=text)


place = read_region
"""The public name: other modules have places in variables of that name."""


def _decided_parts(cleaned: str, flags: list[Place], notes: Notes) -> list[Part]:
    """Return the parts of a label, each with the places it may mean beside the other parts; adds to `notes`."""
    whole = _whole(cleaned) if all(char.isalnum() or char in _IN_ONE_NAME for char in cleaned) else []
    parts = [Part(cleaned, whole)] if whole else read_parts(cleaned, notes)
    if not parts and flags:
        parts = [Part(cleaned, flags[:1])]
    for part in sorted(parts, key=lambda p: (p.weak, len(p.options))):
        _decide(part, [p for p in parts if p is not part], flags, notes)
    return parts


@lru_cache(1 << 16)  # more than the rows of a table in one guide, which several rules read one after the other
def _read_region(text: str) -> RegionLabel:
    cleaned, flags = _clean(text)
    notes = Notes()
    parts = _decided_parts(cleaned, flags, notes)
    known = [p for p in parts if p.options and not (p.options[0].kind == "market" and slice_of(p))]
    has_place = any(not slice_of(p) for p in known)  # beside one, `Tier 2` is not an unknown place
    unknown = [p.text for p in parts if p not in known and not (has_place and p.options)]
    places = list(dict.fromkeys(p.options[0] for p in known if len(p.options) == 1))
    ambiguous = dict.fromkeys(option for p in known if len(p.options) > 1 for option in p.options)
    if not places and not ambiguous and not unknown:
        unknown = [cleaned or text]
    canonical = text
    if not unknown and not ambiguous:
        whole = _whole(" / ".join(p.name for p in places))
        # `Dallas/Fort Worth` is one area, but `Dallas / Fort Worth` is two places.
        if len(places) > 1 and len(whole) == 1 and (" / " not in cleaned or whole[0].kind == "remote"):
            places = whole
        canonical = " / ".join(p.name for p in places)
    found = tuple(places), tuple(unknown), tuple(ambiguous), tuple(notes.currencies)
    return RegionLabel(text, *found, notes.headquarters, canonical, is_alias=canonical != text)


def matches(place: Place, wanted: str) -> bool:
    """Whether a place is, or is inside, what `wanted` names: a place, metro, country (name or code) or area."""
    key = fold(wanted)
    targets = [p for p in coded(key) if p.kind == "country"] or lookup(key) or coded(key)
    if not targets:
        return any(place.name == p.name or within(place, p) for p in read_region(wanted).places)
    return any(
        place.name == t.name or (t.kind != "market" and (t.kind != "state" or t.state is not None) and within(place, t))
        for t in targets
    )


def problem_of_place(wanted: str) -> str | None:
    """Say that a text does not name a place, metro, country (name or code) or area that `matches` accepts, or None."""
    if coded(fold(wanted)) or read_region(wanted).candidates:
        return None
    near = nearest_place(wanted)
    return f"{wanted} is not a known place{f'; did you mean {near}?' if near else ''}"


def check_place(text: str) -> None:
    """Raise UsageError for a place that is unknown or ambiguous; the message suggests the closest one."""
    label = read_region(text)
    if label.ambiguous and not label.places:
        raise UsageError(f"{text} may be {' or '.join(place.name for place in label.ambiguous)}; name one of them")
    if problem := problem_of_place(text):
        raise UsageError(problem)


def same_place(a: str, b: str) -> bool:
    """Whether two labels name the same places, in any spelling and with any annotations."""
    return folded(a) == folded(b) or read_region(a).key == read_region(b).key


def possible_places(label: RegionLabel, currency: str) -> tuple[Place, ...]:
    """Return the places that an ambiguous name can mean; the currency decides unless it is USD."""
    fitting = tuple(place for place in label.ambiguous if place.currency == currency != "USD")
    return fitting if len(fitting) == 1 else label.ambiguous


@lru_cache(4096)
def region_key(region: str, currency: str) -> RegionKey:
    """Return the key of a region: places, remarks and any foreign currency; its text if it names an unknown place."""
    label = read_region(region)
    if label.unknown:
        return (label.key,)
    places = frozenset(place.name for place in (*label.places, *possible_places(label, currency)))
    foreign = frozenset(label.currencies) - {place.currency for place in label.candidates}
    return places, remarks(label.text), foreign


@lru_cache(4096)
def remarks(text: str) -> frozenset[str]:
    """Return the words of a region's text that do not name its places: `Research` of a campus."""
    label = read_region(text)
    words = frozenset(fold(_CURRENCY_SIGN.sub(" ", text)).split()) - _SILENT_WORDS
    words -= {code.lower() for code in label.currencies}
    for place in label.candidates:
        if not words:
            break
        words -= _words_for(place)
    return words


def _words_for(place: Place) -> frozenset[str]:
    country, state = (place.country or "").lower(), (place.state or "").lower()
    around = [p for p in coded(country) if p.kind == "country"]
    around += [p for p in coded(state) if p.kind == "state" and p.country == place.country]
    names = [country, state]
    for one in (place, *lookup(fold(place.metro)), *around):
        names += [one.name, *one.aliases]
    return frozenset(" ".join(map(fold, names)).split())
