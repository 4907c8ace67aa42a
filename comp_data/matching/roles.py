"""Find the role of a company that a title names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache
from typing import NamedTuple

from comp_data.base.errors import ConfigError
from comp_data.base.vocabulary import STANDARD_ROLES
from comp_data.matching.alias_file import Aliases
from comp_data.matching.names import MAX_LENGTH, PART_OF, SCORES, Found, Near, Words, among, one_line, words_of
from comp_data.matching.titles import Title, read_title, vocabulary
from comp_data.matching.typos import count_typos

_MIN_SIMILARITY = 0.3
_MAX_NEAR = 5
_COMMON = 0.3
"""Weight of words such as `engineer` when titles are compared; other words have weight 1."""
_SEVERAL = "may mean several roles"
_ENGINEERS = frozenset(("engineer", "developer", "scientist", "architect"))


class _Role(NamedTuple):
    """A role by its slug and the names that guides give it: in lower case, and parsed."""

    slug: str
    texts: frozenset[str]
    titles: frozenset[Title]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for title in self.titles for word in title.job)

    @property
    def initials(self) -> frozenset[str]:
        return frozenset("".join(word[0] for word in text.split()) for text in self.texts)


class _Company:
    """A company's roles by text, by letters, by parsed title and by the common name of the job."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.roles = [_role(slug, name) for slug, name in names.items()]
        self.by_text: dict[str, set[str]] = defaultdict(set)
        self.by_letters: dict[str, set[str]] = defaultdict(set)
        self.by_title: dict[Title, set[str]] = defaultdict(set)
        self.by_job: dict[Title, set[str]] = defaultdict(set)
        for role in self.roles:
            for text in role.texts:
                self.by_text[text].add(role.slug)
                self.by_letters[text.replace(" ", "")].add(role.slug)
            for title in role.titles:
                self.by_title[title].add(role.slug)
                self.by_job[_known_as(title)].add(role.slug)


class RoleNames:
    """The roles of each company (`names` by slug) by all known names; raises ConfigError if an alias is of two."""

    def __init__(self, names: Mapping[str, Mapping[str, str]], aliases: Aliases) -> None:
        self._companies = {company: _Company(roles) for company, roles in names.items()}
        self._aliases = _read_aliases(aliases)
        known = vocabulary()
        texts = {text for one in self._companies.values() for role in one.roles for text in role.texts}
        words = {word for text in texts for word in text.split()}
        words |= {word for title in self._aliases for word in title.job}
        self._spelt: dict[str, dict[str, str]] = {}
        for word in sorted(words | known.words):
            self._spelt.setdefault(word[0], {})[word] = known.spellings.get(word, word)
        self._correct = lru_cache(8192)(self._find_typo)

    def find(self, company: str, text: str) -> Found:
        """Find the role that a title names at a company; without a certain match, the result lists similar roles."""
        if len(text) > MAX_LENGTH:
            return Found(reason=f"the title is longer than {MAX_LENGTH} characters")
        line = one_line(text)
        words, roles = words_of(line), self._companies[company]
        if not words:
            return Found(reason="the title is empty")
        if found := among(roles.by_text.get(" ".join(words)), "exact", _SEVERAL):
            return found.with_name(line)
        title = read_title(line)
        found = (
            self._named(roles, title)
            or among(roles.by_letters.get("".join(words)), "slug", _SEVERAL)
            or self._by_typo(roles, line, words)
        )
        return found.with_name(line) if found else Found(_nearest(roles, title), f"{company} has no guide of {line}")

    def _named(self, roles: _Company, title: Title) -> Found | None:
        found = self._job(roles, title.flat)
        if found is not None or not title.teams:
            return found
        found = self._job(roles, Title(title.levels, title.job))
        if found is None or found.slug is None:
            return found
        if not (others := list(self._other_jobs(roles, title, found.slug))):
            return found.at_most("slug")
        near = dict.fromkeys((found.slug, *filter(None, others)))
        return Found(tuple(map(Near, near)), f"may be a different job than {found.slug}")

    def _job(self, roles: _Company, title: Title) -> Found | None:
        """Find the role of a title without teams by its name, an alias or the common name of the job."""
        if found := among(roles.by_title.get(title), "slug", _SEVERAL):
            return found
        if target := _renamed(title, self._aliases):
            slugs = roles.by_title.get(target) or roles.by_job.get(_known_as(target))
            if found := among(slugs, "alias", _SEVERAL):
                return found
        job, score = _known_as(title), SCORES["alias"]
        if job not in roles.by_job and all(one.job != job.job for one in roles.by_job):
            job, score = Title(job.levels, vocabulary().part_of.get(job.job, job.job)), PART_OF
        slugs = roles.by_job.get(job)
        if slugs and len(title.job) == 1 and len(title.job[0]) <= 4:  # an abbreviation
            specialties = (role for role in roles.roles if role.slug not in STANDARD_ROLES)
            slugs = slugs | {role.slug for role in specialties if title.job[0] in role.initials}
        return among(slugs, "alias", _SEVERAL, score)

    def _other_jobs(self, roles: _Company, title: Title, slug: str) -> Iterator[str | None]:
        """Yield what else a title with a team may mean: other roles of the company, None for other jobs."""
        known = vocabulary()
        team: set[str] = set()
        for part in title.teams:
            if (named := self._job(roles, Title(title.levels, part))) and named.slug == slug:
                continue  # `Software Engineer (SWE)`
            if named or _renamed(Title((), part), known.names):
                yield named.slug if named else None
            team |= {self._correct(word)[0] for word in part}
        kind = slug.rpartition("-")[2]
        if team & (known.jobs | known.turning_anyone) or (kind in _ENGINEERS and team & known.turning_engineers):
            yield None
        for role in roles.roles:
            is_other = role.slug not in (slug, *STANDARD_ROLES)
            if is_other and kind in role.words and team & (role.words - known.jobs):
                yield role.slug

    def _by_typo(self, roles: _Company, line: str, words: Words) -> Found | None:
        total = sum(self._correct(word)[1] for word in words)
        if not 0 < total <= 2:
            return None
        found = self._named(roles, read_title(line, lambda word: self._correct(word)[0]))
        score = round(SCORES["fuzzy"] * (1 - total / len("".join(words))), 2)
        return found.at_most("fuzzy", score) if found else None

    def _find_typo(self, word: str) -> tuple[str, int]:
        known = self._spelt.get(word[0], {})
        if word in known:
            return word, 0
        counts: dict[str, int] = {}
        for other, spelt in known.items():
            if count := count_typos((word,), (other,)):
                counts[spelt] = min(count, counts.get(spelt, count))
        fewest = [one for one, count in counts.items() if count == min(counts.values())]
        return (fewest[0], counts[fewest[0]]) if len(fewest) == 1 else (word, 0)


def standard_role_of(title: str) -> str | None:
    """Return the slug of the standard role that a title means; None for another or an ambiguous one."""
    return _standard_names().find("", title).slug


@cache
def _standard_names() -> RoleNames:
    return RoleNames({"": {role: role.replace("-", " ") for role in STANDARD_ROLES}}, Aliases())


def _read_aliases(aliases: Aliases) -> dict[Title, Title]:
    read: dict[Title, tuple[str, str]] = {}
    for slug, given in aliases.roles.items():
        for name in given:
            other, first = read.setdefault(read_title(name).flat, (slug, name))
            if other != slug:
                raise ConfigError(f"{aliases.file}: roles.{slug}: {name} is the same title as {first} of {other}")
    return {title: _of_slug(slug) for title, (slug, _) in read.items()}


@lru_cache(8192)
def _role(slug: str, name: str) -> _Role:
    texts = frozenset(" ".join(words_of(one_line(text))) for text in (slug, name)) - {""}
    return _Role(slug, texts, frozenset((_of_slug(slug), read_title(name).flat)))


def _of_slug(slug: str) -> Title:
    return read_title(slug.replace("-", " "))


def _known_as(title: Title) -> Title:
    return _renamed(title, vocabulary().names) or title


def _renamed(title: Title, names: Mapping[Title, Title]) -> Title | None:
    if found := names.get(title):
        return found
    found = names.get(Title((), title.job)) if title.job else None
    return Title(tuple(sorted({*title.levels, *found.levels})), found.job) if found else None


def _nearest(roles: _Company, title: Title) -> tuple[Near, ...]:
    jobs = [_known_as(title).job, *(_known_as(Title((), (word,))).job for word in title.whole)]
    whole = [vocabulary().part_of.get(job, job) for job in jobs]  # with abbreviations expanded
    words = {word for job in whole if len(job) > 1 for word in job} | {job[0] for job in whole[1:] if len(job) == 1}
    ranked = []
    for role in roles.roles:
        alike = 2 * _weight(words & role.words) / ((_weight(words) + _weight(role.words)) or 1)
        if alike >= _MIN_SIMILARITY:
            # The share of common levels: there is none without a level, which is all the same then.
            pairs = [({*title.levels}, {*one.levels}) for one in role.titles]
            level = max(len(one & other) / len(one | other) if one or other else 1 for one, other in pairs)
            score = round(SCORES["near"] * (0.9 * alike + 0.1 * level), 2)
            ranked.append((-score, all(one.levels for one in role.titles), role.slug))
    return tuple(Near(slug, "near", -score) for score, _, slug in sorted(ranked)[:_MAX_NEAR])


def _weight(words: Set[str]) -> float:
    return sum(_COMMON if word in vocabulary().jobs else 1 for word in words)
