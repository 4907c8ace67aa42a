"""The gazetteer: places from a data file, an index of their names, and which place contains which."""

import re
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from comp_data.base.package import read_beside
from comp_data.base.patterns import regex
from comp_data.base.wording import without_accents

PlaceKind = Literal["city", "area", "state", "country", "region", "remote", "market"]
"""`area` is a metro or part of a country, `region` several countries, `market` a slice such as `US Tier 2`."""


class Place(NamedTuple):
    """A place that pay is quoted for; `metro` is the area that a city is in, or else the place itself.

    `country` (ISO 3166), `state` and `currency` (ISO 4217) are None if there is none, or several.
    """

    name: str
    metro: str
    country: str | None
    currency: str | None
    kind: PlaceKind
    state: str | None = None
    aliases: tuple[str, ...] = ()


WIDE = ("country", "region", "state")
"""The kinds of place that are more than one market."""
_SLICED = regex(r"^Remote | \(.*\)$| (?:Tier|Zone|Geo|Band) [0-9A-E-]+$")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "œ": "oe", ".": "", "'": "", "’": ""})


def fold(text: str) -> str:
    """Fold a text for lookup: its words in lower case, without accents and punctuation."""
    text = text.casefold()
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.split())
    return " ".join(re.findall(r"\w+", without_accents(text).translate(_LETTERS)))


class _Vocabulary:
    """Values of each `Place`, by name or alias (`exact`), name without state (`bare`), and code (`codes`)."""

    def __init__(self) -> None:
        self.exact: dict[str, list[tuple[Any, ...]]] = {}
        self.bare: dict[str, list[tuple[Any, ...]]] = {}
        self.codes: dict[str, list[tuple[Any, ...]]] = {}
        self.members: dict[str, frozenset[str]] = {}
        self.currencies: dict[str, str] = {}
        for group in read_beside.__wrapped__(__file__, "places.json"):  # not kept
            self._add(group)

    def _add(self, group: dict[str, Any]) -> None:
        folded, exact = read_beside(__file__, "folded.json"), self.exact
        country, state, kind = group.get("country"), group.get("state"), group.get("kind", "city")
        if country and "currency" in group:
            self.currencies[country] = group["currency"]
        currency = group.get("currency") or self.currencies.get(country or "")
        suffixes = tuple(f" {one}" for one in (state, country, "UK" if country == "GB" else None) if one)
        for name, aliases in group["places"].items():
            place = (name, group.get("metro", name), country, currency, kind, state, tuple(aliases))
            for spelling in (name, *aliases):  # as `fold`, which takes longer
                exact.setdefault(folded.get(spelling) or spelling.casefold(), []).append(place)
            if name.endswith(suffixes):
                self.bare.setdefault(fold(name[: name.rindex(" ")]), []).append(place)
            if kind in WIDE:  # a country has another `code` if its own is better known as a state: `GA`
                short = name.removesuffix(" State") if state else name
                code = state or group.get("code") or country or name
                for one in {folded.get(text) or text.casefold() for text in (code, short, *aliases)}:
                    self.codes.setdefault(one, []).append(place)
            if "members" in group:
                self.members[name] = frozenset(c for m in group["members"] for c in self.members.get(m, (m,)))


_vocabulary = cache(_Vocabulary)


def lookup(key: str) -> list[Place]:
    """The places that a folded text may name, exact names first."""
    vocabulary = _vocabulary()
    return list(dict.fromkeys(map(Place._make, (*vocabulary.exact.get(key, ()), *vocabulary.bare.get(key, ())))))


def coded(key: str) -> list[Place]:
    """The countries, areas and states with a folded code or name."""
    return list(map(Place._make, _vocabulary().codes.get(key, ())))


def reach(place: Place) -> frozenset[str]:
    """The countries that contain a place or that it spans."""
    if place.country:
        return frozenset((place.country,))
    return _vocabulary().members.get(_SLICED.sub("", place.name), frozenset())


def within(inner: Place, outer: Place) -> bool:
    """Whether one place is inside another, wider one."""
    if outer.kind == "region":
        return bool(spread := reach(inner)) and spread <= reach(outer) and inner.metro != outer.metro
    if inner == outer or not inner.country or inner.country != outer.country or inner.kind == "country":
        return False
    local = inner.kind in ("city", "area")
    return {
        "country": True,
        "state": inner.kind != "state" and outer.state in (None, inner.state),
        "market": local or inner.kind == "state",
        "area": local and (inner.metro == outer.name or (inner.kind == "city" and inner.metro == outer.metro)),
        "city": inner.kind == "city" and inner.metro == outer.name,
        "remote": inner.name.startswith(f"{outer.name} "),  # `Remote US Tier 2`
    }[outer.kind]


def scoped(scope: Place, slice_: Place) -> Place:
    """Apply `Remote` or a market slice to a country or area: `Remote US`, `US Tier 2`, `US (Other Markets)`."""
    suffix = slice_.name if _SLICED.search(f" {slice_.name}") else f"({slice_.name})"
    name = f"Remote {scope.name}" if slice_.kind == "remote" else f"{scope.name} {suffix}"
    return scope._replace(name=name, metro=name, kind=slice_.kind, aliases=())


def is_name(key: str) -> bool:
    """Whether a folded text is a name or an alias, rather than only a code."""
    return key in _vocabulary().exact


def is_place_alone(text: str) -> bool:
    """Whether a text is the name of a place and nothing else, or several: `London/Munich`, `HQ / Austin`."""
    return all(is_name(part) or part == "hq" for part in map(fold, text.split("/")))


def names_beginning(text: str) -> list[str]:
    """Return the names of places that a text may be the beginning of, also of an alias."""
    start, exact = fold(text), _vocabulary().exact
    return list(dict.fromkeys(name for key, places in exact.items() if key.startswith(start) for name, *_ in places))


def is_currency(code: str) -> bool:
    """Whether an ISO 4217 code is the currency of any place."""
    return code in _vocabulary().currencies.values()


@lru_cache(256)
def nearest_place(text: str) -> str | None:
    """The known name most similar to a misspelled one with the same first letter; None if none is similar."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a finding only

    key = fold(text[:200])
    if len(key) < 4:
        return None
    exact, names = _vocabulary().exact, _names_with(key[0])
    # As alike are only names of about the same length, and with about the same letters.
    alike = [name for name in names if 5 * min(len(name), len(key)) >= 2 * (len(name) + len(key))]
    alike = [name for name in alike if 5 * sum(map(key.__contains__, name)) >= 2 * (len(name) + len(key))]
    for near in get_close_matches(key, alike, n=1, cutoff=0.8):
        name: str = exact[names[near]][0][0]
        return name if near in exact else f"Remote {name}"
    return None


@cache
def _names_with(letter: str) -> dict[str, str]:
    """Return the names that begin with a letter, and `remote` before those that have none with it."""
    exact, codes = _vocabulary().exact, _vocabulary().codes
    names = {name: name for name in exact if name[:1] == letter}
    if letter == "r":
        names |= {f"remote {name}": name for name in codes if name in exact and f"remote {name}" not in exact}
    return names
