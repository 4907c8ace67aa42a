"""Parse job titles into levels, the job itself, and teams; places and remarks are dropped."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from comp_data.base.package import read_beside
from comp_data.matching.names import Words, one_line, words_of
from comp_data.values.places.lookup import read_region

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DIVIDER = re.compile(r"\s*[,;|:@•·]\s*|\s+[-–—]+\s+|\s*[–—]\s*")
_LEVEL_CODE = re.compile(r"\b(?:(?:level|grade|band) ?\d{1,2}|(?:l|e|ic|ict|t|p|m|g|k)\d{1,2}[ab]?)\b")
_RUNG = re.compile(r"(?:^| )(i{1,3}|iv|v|vi|\d{1,2})$")
_REMOTE = re.compile(r"^remote | remote$")


class Title(NamedTuple):
    """A parsed title."""

    levels: Words  # sorted and normalized (`sr` is `senior`)
    job: Words  # the first part without levels
    teams: tuple[Words, ...] = ()  # the significant parts after a comma, a dash or in brackets

    @property
    def whole(self) -> Words:
        """The words of job and teams."""
        return tuple(word for part in (self.job, *self.teams) for word in part)

    @property
    def flat(self) -> "Title":
        """The title with its teams joined to the job."""
        return Title(self.levels, self.whole)


def read_title(text: str, corrected: Callable[[str], str] | None = None) -> Title:
    """Parse a title; `corrected` fixes the spelling of each word."""
    line = one_line(text)
    parts: list[str] = []
    levels: set[str] = set()
    spellings, spelled, insignificant = _data()["spellings"], _any_of("spellings"), _any_of("insignificant")
    for segment in (*_DIVIDER.split(_BRACKETS.sub(" , ", line)), *_BRACKETS.findall(line)):
        words = words_of(segment)
        plain = " ".join(words if corrected is None else map(corrected, words))
        without = _without_levels(spelled.sub(lambda found: spellings[found[0]], plain), levels)
        if insignificant.sub("", without).strip() and not (parts and not read_region(segment).unknown):
            parts.append(without)
    job, *teams = parts or [""]
    return Title(tuple(sorted(levels)), tuple(_REMOTE.sub("", job).split()), tuple(tuple(one.split()) for one in teams))


class Vocabulary:
    """General knowledge about titles, from the data file."""

    def __init__(self) -> None:
        data = _data()
        self.jobs: frozenset[str] = frozenset(data["jobs"])  # words that name a job; the next two turn it into another
        self.turning_anyone: frozenset[str] = frozenset(data["other jobs of anyone"])
        self.turning_engineers: frozenset[str] = frozenset(data["other jobs of an engineer"])
        self.names: dict[Title, Title] = {}  # the title of its role by a job's other names
        self.part_of: dict[Words, Words] = {}  # the job that includes it by a job
        self.spellings: dict[str, str] = data["spellings"]  # the normalized form of words
        for slug, role in data["roles"].items():
            main = read_title(slug.replace("-", " "))
            self.names |= {read_title(name).flat: main for name in role["names"]}
            if "part of" in role:
                self.part_of[main.job] = read_title(role["part of"].replace("-", " ")).job
        texts = [*self.spellings, *self.spellings.values(), *data["insignificant"], *self.jobs]
        texts += [*self.turning_engineers, *self.turning_anyone, *data["other words"], *data["level of"]]
        texts += [name for slug, role in data["roles"].items() for name in (slug, *role["names"])]
        # All known words, none a typo of another.
        self.words: frozenset[str] = frozenset(word for text in texts for word in words_of(text.replace("-", " ")))


vocabulary: Callable[[], Vocabulary] = cache(Vocabulary)


@cache
def _data() -> dict[str, Any]:
    read = read_beside(__file__, "titles.json")
    return {**read, "level of": {name: level for level, names in read["levels"].items() for name in names}}


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    longest_first = sorted(_data()[kind], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def _without_levels(text: str, levels: set[str]) -> str:
    def take(found: re.Match[str]) -> str:
        levels.add(_data()["level of"].get(found[0], found[0]))
        return " "

    text = _LEVEL_CODE.sub(take, _any_of("level of").sub(take, text)).strip()
    if rung := _RUNG.search(text):
        levels.add(rung[1])
        text = text[: rung.start()]
    return " ".join(text.split())
