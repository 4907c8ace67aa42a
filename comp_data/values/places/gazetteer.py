"""The vocabulary of places: its data file, its index, and which place lies in which."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

PlaceKind = Literal["city", "area", "state", "country", "region", "remote", "market"]
"""`area`: a metro or part of a country; `region`: several countries; `market`: a slice, `US Tier 2`."""


class Place(NamedTuple):
    """A place pay is quoted for; `country` and `currency` are None where there are several."""

    name: str
    metro: str
    country: str | None
    currency: str | None
    kind: PlaceKind
    state: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(slots=True)
class _Vocabulary:
    """Rows by `exact` name or alias, by name without state (`bare`), by country or state code (`codes`)."""

    rows: list[tuple[str, Any]] = field(default_factory=list)
    exact: dict[str, list[int]] = field(default_factory=dict)
    bare: dict[str, list[int]] = field(default_factory=dict)
    codes: dict[str, list[int]] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(default_factory=dict)
    currencies: dict[str, str] = field(default_factory=dict)


WIDE = ("country", "region", "state")
"""The kinds that are no single market."""
_SLICED = re.compile(r"^Remote | \(.*\)$| (?:Tier|Zone|Geo|Band) [0-9A-E-]+$")
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "œ": "oe", ".": "", "'": "", "’": ""})


def fold(text: str) -> str:
    """The words of a text in small letters, without accents and signs."""
    text = text.casefold()
    if _PLAIN.fullmatch(text):
        return text
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", text.translate(_LETTERS)))


@cache
def _vocabulary() -> _Vocabulary:
    """Reads the file; `Place` objects are made when asked for, which keeps the first use cheap."""
    found = _Vocabulary()
    groups = json.loads(Path(__file__).with_name("places.json").read_text(encoding="utf-8"))
    for group in groups:
        country, state = group.get("country"), group.get("state")
        if country and "currency" in group:
            found.currencies[country] = group["currency"]
        suffixes = tuple(f" {s}" for s in (state, country, "UK" if country == "GB" else None) if s)
        for name, aliases in group["places"].items():
            row = len(found.rows)
            found.rows.append((name, group))
            for spelling in (name, *aliases):
                found.exact.setdefault(fold(spelling), []).append(row)
            if name.endswith(suffixes):
                found.bare.setdefault(fold(name[: name.rindex(" ")]), []).append(row)
            if group.get("kind") in WIDE:
                short = name.removesuffix(" State") if state else name
                for code in {fold(s) for s in (state or country or name, short, *aliases)}:
                    found.codes.setdefault(code, []).append(row)
            if "members" in group:
                known = found.members
                found.members[name] = frozenset(c for m in group["members"] for c in known.get(m, (m,)))
    return found


@cache
def _place(row: int) -> Place:
    vocabulary = _vocabulary()
    name, group = vocabulary.rows[row]
    country = group.get("country")
    currency = group.get("currency") or vocabulary.currencies.get(country)
    kind, aliases = group.get("kind", "city"), tuple(group["places"][name])
    return Place(name, group.get("metro", name), country, currency, kind, group.get("state"), aliases)


def every_place() -> tuple[Place, ...]:
    """All places of the vocabulary, in its order; slices such as `Remote US` are made when they are read."""
    return tuple(_place(row) for row in range(len(_vocabulary().rows)))


def lookup(key: str) -> list[Place]:
    """The places a folded text may name, those it names in full first."""
    vocabulary = _vocabulary()
    rows = vocabulary.exact.get(key, []) + vocabulary.bare.get(key, [])
    return [_place(row) for row in dict.fromkeys(rows)]


def coded(key: str) -> list[Place]:
    """The countries, areas and states that a folded code or name stands for."""
    return [_place(row) for row in _vocabulary().codes.get(key, ())]


def reach(place: Place) -> frozenset[str]:
    """The countries a place lies in or spans."""
    if place.country:
        return frozenset((place.country,))
    return _vocabulary().members.get(_SLICED.sub("", place.name), frozenset())


def within(inner: Place, outer: Place) -> bool:
    """Whether one place lies in another, wider one."""
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
        "remote": False,
    }[outer.kind]


def scoped(scope: Place, slice_: Place) -> Place:
    """`Remote` or a market slice, of one country or area: `Remote US`, `US Tier 2`, `US (Other Markets)`."""
    if slice_.kind == "remote":
        name = f"Remote {scope.name}"
    elif _SLICED.search(f" {slice_.name}"):
        name = f"{scope.name} {slice_.name}"
    else:
        name = f"{scope.name} ({slice_.name})"
    return scope._replace(name=name, metro=name, kind=slice_.kind, aliases=())


def is_name(key: str) -> bool:
    """Whether a folded text is a name or an alias, not only a code."""
    return key in _vocabulary().exact


def is_currency(code: str) -> bool:
    """Whether a place of the vocabulary pays in this ISO 4217 currency."""
    return code in _vocabulary().currencies.values()


def countries() -> frozenset[str]:
    """The ISO 3166 codes of the countries in the vocabulary."""
    return frozenset(_vocabulary().currencies)


@cache
def _names_by_letter() -> dict[str, list[str]]:
    """The folded names there are, slices of countries among them, by their first letter."""
    vocabulary = _vocabulary()
    names: dict[str, list[str]] = {}
    for name in vocabulary.exact:
        names.setdefault(name[:1], []).append(name)
    names.setdefault("r", []).extend(f"remote {name}" for name in vocabulary.codes if name in vocabulary.exact)
    return names


@lru_cache(256)
def nearest_place(text: str) -> str | None:
    """The known name nearest to a misspelt one (with the same first letter), None when nothing is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a finding only

    key = fold(text[:200])
    if len(key) < 4:
        return None
    vocabulary = _vocabulary()
    near = get_close_matches(key, _names_by_letter().get(key[0], ()), n=1, cutoff=0.8)
    if not near:
        return None
    if near[0] in vocabulary.exact:
        return _place(vocabulary.exact[near[0]][0]).name
    return f"Remote {_place(vocabulary.exact[near[0].removeprefix('remote ')][0]).name}"
