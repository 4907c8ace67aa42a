"""Find the company of a dataset that a text names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from comp_data.base.errors import ConfigError
from comp_data.base.package import read_beside
from comp_data.base.wording import LEGAL_FORMS, without_legal_form
from comp_data.matching.alias_file import Aliases
from comp_data.matching.names import MAX_LENGTH, PART_OF, SCORES, Found, Near, Words, among, one_line, words_of
from comp_data.matching.typos import count_typos, distance
from comp_data.values.places.lookup import read_region

_ENDINGS = LEGAL_FORMS | {"com"}
"""Words after a company's name that do not identify it; `com` is left over from web addresses."""
_ADDRESS = re.compile(r"(?i)^(?:https?://)?(?:www\.)?([a-z0-9-]+\.com)(?:[/?#].*)?$")
_DOT_COM = re.compile(r"(?i)\.com\b")
_SLASHED = re.compile(r"(?i)\b([a-z])/([a-z])\b")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FORMERLY = r"(?:formerly|previously|now|f[./]?k[./]?a|a[./]?k[./]?a)\b\.?(?: known as| called)?:?"
_DIVIDER = re.compile(rf"(?i)\s*[,|;]\s*|\s+[-–—]\s+|\s+(?={_FORMERLY} )")
_OTHER_NAME = re.compile(rf"(?i)^{_FORMERLY}\s*")
_LISTED = re.compile(r"(?i)^(?:(?:NYSE|NASDAQ|LSE|TSX|ASX|HKEX)\s*:\s*)[A-Z0-9.]{1,6}$|^YC\s?[SWFX]?\d{2}$")
_MIN_SIMILARITY = 0.35
_MAX_NEAR = 5


class _Spelling(NamedTuple):
    """A name to search for typos; `letters` and `mask` (one bit per letter) make the comparison fast."""

    words: Words
    letters: str
    mask: int
    slug: str


class CompanyNames:
    """The companies (`names` by slug) by all known names; raises ConfigError if an alias is another company's name."""

    def __init__(self, names: Mapping[str, Iterable[str]], aliases: Aliases) -> None:
        self._exact: dict[str, set[str]] = {}
        self._own: dict[str, set[str]] = {}
        self._aliases: dict[str, set[str]] = {}
        self._known: dict[str, set[str]] = {}
        self._parts: dict[str, set[str]] = {}
        self._spellings: dict[str, list[_Spelling]] = {}
        self._similarity = _Similarity()
        for slug, given in names.items():
            self._add_company(slug, (slug, *given))
        for slug, given in aliases.companies.items():
            for name in given:
                if (owner := min(self._own.get("".join(_short(name)), ()), default=slug)) != slug:
                    text = f"companies.{slug}: {name} is the name of another company, {owner}"
                    raise ConfigError(f"{aliases.file}: {text}")
                if slug in names:
                    self._add(self._aliases, name, slug)
        self._add_known()

    def _add_company(self, slug: str, names: Iterable[str]) -> None:
        lines = list(map(one_line, names))
        self._similarity.add(slug, map(words_of, lines))
        for line in lines:
            bare, others, _ = _split_name(line)
            for text in {line, bare}:
                if words := words_of(text):
                    self._exact.setdefault(" ".join(words), set()).add(slug)
                    self._add(self._own, text, slug)
            for other in others:
                self._add(self._aliases, other, slug)

    def _add(self, names: dict[str, set[str]], name: str, slug: str) -> None:
        words = _short(name)
        letters = "".join(words)
        if letters and slug not in names.setdefault(letters, set()):
            names[letters].add(slug)
            self._spellings.setdefault(letters[0], []).append(_Spelling(words, letters, _mask(letters), slug))

    def _add_known(self) -> None:
        """Add generally known names of companies in the dataset, unless another company there has the name."""
        known = read_beside(__file__, "companies.json")
        for group in known["same"]:
            owners = {slug for name in group for slug in self._owners(name)}
            for slug, name in product(owners, [name for name in group if not self._owners(name)]):
                self._add(self._known, name, slug)
        for name, whole in known["part of"].items():
            if not self._owners(name) and "".join(_short(name)) not in self._known:
                for slug in self._owners(whole):
                    self._add(self._parts, name, slug)

    def _owners(self, name: str) -> set[str]:
        letters = "".join(_short(name))
        return self._own.get(letters, set()) | self._aliases.get(letters, set())

    def find(self, text: str) -> Found:
        """Find the company that a text names; without a certain match, the result lists similar companies."""
        if len(text) > MAX_LENGTH:
            return Found(reason=f"the company's name is longer than {MAX_LENGTH} characters")
        line = one_line(text)
        if not words_of(line):
            return Found(reason="the company's name is empty")
        line = _ADDRESS.sub(r"\1", line)
        bare, others, remarks = _split_name(line)
        return (
            self._named(line)
            or (self._without_remarks(bare, others, remarks) if bare != line else None)
            or (self._named_twice(line) if "/" in line else None)
            or self._by_typo(bare if _are_neutral(remarks) else line)
            or Found(self._similarity.nearest(words_of(line)), f"the dataset has no company {line}")
        )

    def _named(self, text: str) -> Found | None:
        letters, several = "".join(_short(text)), f"{text} may mean several companies"
        return (
            among(self._exact.get(" ".join(words_of(text))), "exact", several)
            or among(self._aliases.get(letters), "alias", several)
            or among(self._own.get(letters), "slug", several)
            or among(self._known.get(letters), "alias", several)
            or among(self._parts.get(letters), "alias", several, PART_OF)
        )

    def _named_twice(self, text: str) -> Found | None:
        """Find the company that each name between slashes means: `Meta/Facebook`."""
        first, *others = map(self._named, text.split("/"))
        is_one = first and first.slug and all(one and one.slug == first.slug for one in others)
        return first.at_most("slug") if first and is_one else None

    def _without_remarks(self, bare: str, others: list[str], remarks: list[str]) -> Found | None:
        named = [self._named(name) for name in (bare, *others)]
        found = next((one.at_most("slug" if one is named[0] else "alias") for one in named if one), None)
        if found is None or found.slug is None:
            return found
        meant = {one.slug for remark in remarks if (one := self._named(remark)) and one.slug}
        if meant <= {found.slug} and _are_neutral([one for one in remarks if not self._named(one)]):
            return found
        near = tuple(map(Near, (found.slug, *sorted(meant - {found.slug}))))
        return Found(near, f"{bare} ({', '.join(remarks)}) may be a different company than {bare}")

    def _by_typo(self, text: str) -> Found | None:
        words = _short(text)
        letters = "".join(words)
        if not letters or letters in _known_letters():
            return None
        mask, spellings = _mask(letters), self._spellings.get(letters[0], [])
        counts: dict[str, int] = {}
        for one in spellings:
            if (mask ^ one.mask).bit_count() <= 4 and (count := count_typos(words, one.words)):
                counts[one.slug] = min(count, counts.get(one.slug, count))
        if not counts:
            return None
        best = min(counts, key=lambda slug: (counts[slug], slug))
        most = counts[best] + 1
        near = (one for one in spellings if one.slug != best and (mask ^ one.mask).bit_count() <= 2 * most)
        if others := {one.slug for one in near if distance(letters, one.letters, most) is not None}:
            return Found(tuple(map(Near, (best, *sorted(others)))), f"{text} may be a typo for several companies")
        return Found((Near(best, "fuzzy", round(SCORES["fuzzy"] * (1 - counts[best] / len(letters)), 2)),))


class _Similarity:
    """Similarity of names, by common words and trigrams."""

    def __init__(self) -> None:
        self._slugs: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, slug: str, names: Iterable[Words]) -> None:
        trigrams, words = set[str](), set[str]()
        for name in names:
            trigrams |= _trigrams(name)
            words.update(name)
        self._counts[slug] = len(trigrams)
        for key in trigrams | words:
            self._slugs.setdefault(key, []).append(slug)

    def nearest(self, words: Words) -> tuple[Near, ...]:
        trigrams = _trigrams(words)
        shared = Counter(slug for one in trigrams for slug in self._slugs.get(one, ()))
        alike = {slug: 2 * count / (len(trigrams) + self._counts[slug]) for slug, count in shared.items() if count > 1}
        for word in set(words) - _ENDINGS - {"the"}:
            for slug in self._slugs.get(word, ()) if len(word) > 2 else ():
                alike[slug] = max(alike.get(slug, 0), 0.5)
        ranked = sorted((-score, slug) for slug, score in alike.items() if score >= _MIN_SIMILARITY)
        return tuple(Near(slug, "near", round(-SCORES["near"] * score, 2)) for score, slug in ranked[:_MAX_NEAR])


@cache
def _known_letters() -> frozenset[str]:
    """Return the letters of all generally known names: of companies, of parts of one, and of others."""
    known = read_beside(__file__, "companies.json")
    names = (*(name for group in known["same"] for name in group), *known["part of"], *known["other companies"])
    return frozenset("".join(_short(name)) for name in names)


def _split_name(line: str) -> tuple[str, list[str], list[str]]:
    bare, *tails = _DIVIDER.split(_BRACKETS.sub(" ", line).strip())
    others, remarks = [], []
    for text in (*_BRACKETS.findall(line), *tails):
        other = _OTHER_NAME.sub("", text).strip()
        if other != text.strip():
            others.append(other)
        elif other:
            remarks.append(other)
    return " ".join(bare.split()), others, remarks


def _are_neutral(remarks: list[str]) -> bool:
    """Whether remarks do not distinguish companies: places, legal forms, stock listings."""
    left = [one for one in remarks if not (_ENDINGS.issuperset(words_of(one)) or _LISTED.match(one))]
    return not left or not read_region(", ".join(left)).unknown


def _short(name: str) -> Words:
    """Return the words of a name without article, `and`, and legal forms at the end; empty for `and` alone."""
    words = [word for word in words_of(_SLASHED.sub(r"\1\2", _DOT_COM.sub(" com", one_line(name)))) if word != "and"]
    return tuple(without_legal_form(words, _ENDINGS))


def _trigrams(words: Words) -> set[str]:
    letters = f"^{''.join(words)}$"
    return {letters[at : at + 3] for at in range(len(letters) - 2)}


def _mask(letters: str) -> int:
    return reduce(or_, (1 << (ord(letter) & 63) for letter in letters))
