"""Read what period an amount is for: a month, a year, or the years that a grant vests over."""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.values.words import any_of, key_of, names, words

YEAR, QUARTER, MONTH, TIMES, PAYMENTS = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Marks that `mark_periods` leaves in a text: `TIMES` is `× 14`, `PAYMENTS` is `(14x)` or `14 payments`."""

MARKS: Final = YEAR + QUARTER + MONTH + TIMES + PAYMENTS
MARK: Final = regex(f"[{MARKS}]")

_MARK_OF: Final = {"year": YEAR, "quarter": QUARTER, "month": MONTH, "unknown": ""}
_ANYWHERE: Final = ("periods",)
_AFTER: Final = (*_ANYWHERE, "periods after a preposition")  # or after a slash
_CJK: Final = ("periods without spaces",)
_LISTS: Final = {"anywhere": _ANYWHERE, "after": _AFTER, "often": _AFTER, "cjk": _CJK, "letter": ("period letters",)}
"""Where the names are that a group of a pattern may match, by its name."""
_BEFORE: Final = rf"(?:/|(?<!\w)(?:(?:al)?l['’]|{any_of('parts of periods', 'before a period')}(?!\w)))"
_COUNTS: Final = {word: int(value) for value in names("counts") for word in words("counts", value)}
_COUNT = rf"[0-9]{{1,2}}|(?:{'|'.join(_COUNTS)})(?=[\s年-])"


class Period(NamedTuple):
    """The periods that a text states for its amounts; `problem` is why they have no known one."""

    text: str  # with one of `MARKS` in place of each period
    years: int | None = None  # of vesting, 1 for an amount a year
    months: float | None = None  # that are paid in a year: 13 for `13x`
    schedule: tuple[int, ...] = ()  # the percentage of a grant in each year
    problem: str | None = None


@cache
def _names(*groups: str) -> dict[str, str]:
    """Return the names of periods in `groups`, with their marks."""
    return {key_of(word): _MARK_OF[name] for group in groups for name in names(group) for word in words(group, name)}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns for how often something is paid, periods of several, months a year, and periods."""
    with_marks = (name for name in _names(*_AFTER) if not name.isalnum())
    name = "|".join((*sorted(with_marks, reverse=True), r"\w+"))  # any word: `_sub` looks it up
    cjk = "|".join(sorted(_names(*_CJK), reverse=True))
    part = partial(any_of, "parts of periods")
    years, months, pay_months, year = map(part, ("years", "months", "months of pay", "a year"))
    period = (
        rf"(?:/\s?|(?<!\w)(?:(?:s(?:plit|pread)\s+)?over|über|per|with(?:\s+an?)?)\s+)?(?:(?<![\w.,–-])|(?<=(?-i:[^\x00-\u303f]))(?<!第))(?P<years>{_COUNT})"
        rf"[\s-]?{years}(?![a-zà-ɏа-я])\.?(?:\s*vest(?:ing|ed)?\b)?"
        rf"|(?:/\s?|(?<!\w)(?:over|über|per)\s+)?(?<![\w.,+])(?<!\+\s)(?P<months>{_COUNT})[\s-]?{months}(?!\w)\.?(?:\s*vest(?:ing|ed)?\b)?"
        r"|(?:(?:(?<!\w)p\s?[/.]\s?|(?<!n)(?<!n\s)/\s?(?=a))(?=[amwhdj]\b(?!\$))|(?<!\w)(?-i:p(?=[amwh]\b)"
        r"|(?:(?<=[0-9LKMkm]\s)|(?<=akh\s)|(?<=akhs\s)|(?<=acs\s)|(?<=rore\s))P(?=A\b)))(?P<letter>\w)\.?"
        rf"|(?:/\s?|(?:per|a)\s)?(?!주식|年[终終]|日[元圆圓])(?<![0-9](?=[月월](?![薪給급])))(?P<cjk>{cjk})(?![^\W\d]*[a-z])"
        rf"|(?:{_BEFORE}\s*|(?=mo\b)(?<=[0-9]K\s))(?:(?:calendar|kalender)[\s-]?)?(?P<after>{name})(?!\w|\sof\s)\.?(?:\s*vest(?:ing|ed)?\b)?"
        rf"|(?<!\w)(?:calendar\s)?(?P<anywhere>{name})(?!\w)\.?"
    )
    often = rf"(?:every\s+(?:other\s+|two\s+|2\s+)?|per\s+|each\s+|a\s+|/\s?)?(?:bi-|semi-|twice\s+)?(?P<often>{name})"
    frequency = rf"(?<!\w){any_of('cells', 'being paid')}\s+(?:out\s+)?{often}(?!\w)\.?|{part('beside the period')}"
    several = (
        rf"(?<!\w){part('every few')}\s*\w*|(?<!\w){part('twice or half')}[\s-]+"
        rf"(?:a\s+|per\s+|each\s+)?(?P<often>{name})(?!\w)|(?<![\w.,])1[3-5](?:th|rd|[ºªe.])\s+(?P<after>{name})(?!\w)|/\s?time(?!\w)"
    )
    count = (
        r"(?:[·•×*x]|(?<=[^\W\d]),)?\s?(?<![\w.])(?<!\d,)(?P<wages>1[2-9])\s?薪|(?<!\w)sur\s+(?P<sur>1[2-6])\s?mois(?!\w)"
        r"|(?P<bracket>[(\[]\s*)?(?:(?:(?<![^\W\d_])x|[×*])\s*(?P<n>1[2-6](?:[.,][0-9]{1,2})?)|(?<![\w.,])(?P<m>1[2-6](?:[.,]5)?)\s?[x×](?!\w))"
        rf"(?:\s*-?(?:{pay_months}|salaries|pagas|mensilità|mensualités|mensualidades|gehälter|薪|薪水|[个個ヶか]月))?(?!\w)"
        rf"|[(\[]\s*(?P<several>1[3-6])\s?-?{pay_months}\s*[)\]]"
        rf"|(?:(?<!\w){part('split into')}\s|,\s|;\s)?(?<![\w.,])(?P<p>1[2-6](?:[.,]5)?)\s?-?"
        rf"(?:{any_of('cells', 'payments')}|(?<=1[3-6]\s){part('times')}(?=\s\S+?(?:\s|['’]){year}(?!\w)))"
        rf"(?:\s?(?:(?:/|per|a|im|pro|par|al|por)\s?|all['’])(?:yr|annum|{year})(?!\w))?(?!\w)"
        r"(?P<each>\s(?:à|da|de|di|of|von|zu|je)(?=\s\W{0,2}[0-9]))?"
    )
    return tuple(regex(text, re.IGNORECASE) for text in (frequency, several, count, period))


def _sub(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace the matches of a pattern in which words are names of periods, or plurals where it is how often."""
    done, at, start = "", 0, 0
    while found := pattern.search(text, start):
        start = found.start() + 1
        group = found.lastgroup or ""
        known, word = _names(*_LISTS.get(group, ())), key_of(found[group or 0])
        if not known or word in known or (group == "often" and word.removesuffix("s") in known):
            done += text[at : found.start()] + replace(found)
            at = start = found.end()
    return done + text[at:]


@cache
def _words() -> frozenset[str]:
    text = " ".join((*(one.pattern for one in _patterns()), _UNKNOWN.pattern)).lower()
    without_last = re.findall(r"([a-z]+)[a-z]\?", text)  # of `years?`
    syntax = {"all", "other", "em", "en", "su"}  # none of them states a period without another of the words
    found = re.findall(r"[^\W\d_]+", text)
    return frozenset((*_names(*_AFTER), *found, *without_last, "pa", "pm", "pw", "ph", "lpa")) - syntax


def is_period_name(word: str) -> bool:
    """Return whether a word names a period, in any letter case."""
    return key_of(word) in _names(*_AFTER, *_CJK)


_HINT = regex(r"/ ?[^\W\d_]|[0-9]-[0-9]+-|[^\W\d_]{2}|[0-9][ -]?[YyHh]|[AaPp]\.|[x×*/]|[^\x00-\u024f€₹–—−]")
_SCHEDULE = regex(r"(?<![\w.,/])[0-9]{1,2}%?(?:\s?[/-]\s?[0-9]{1,2}%?){2,6}(?![\w/])")
_SHARE_A_YEAR = regex(any_of("parts of periods", "share of a year"), re.IGNORECASE)
_COUNTED = regex(r"(?:(?P<date>(?<![0-9])20[0-9]{2})|(?<![0-9.,])[0-9]{1,2}|[一二三四五六七八九十两兩半사])\s?$")
_UNKNOWN = regex(r"(?i)(?<!\w)(?:per|pro|par|por|je|each|every|kada)(?!\w)[\s.]*(?P<word>[^\s()\[\],;]*)")
_NOT_A_PERIOD = regex(rf"(?i)(?<!\w){any_of('parts of periods', 'per something else')}(?!\w)")
# Where money is crowns `md` is a month; elsewhere it is a day's work.
_CROWNS = regex(r"(?i)(?<![^\W\d_])(?:kr|DKK|NOK|SEK)(?![^\W\d_])")
_LPA_OR_GROSS = regex(r"(?<![^\W\d_][Ll])(?<=[Ll])[Pp][Aa](?!\w)|(?<![\w/])[bB]/[aA](?![\w/])")  # `18LPA`, `45K B/A`
_ODD = regex("[^\x00-\x7f€£₹₪₩–—−]|[*]")
_YEARS = regex(
    r"(?i)(?:(?:/\s?|(?<![\w.,–-]))([0-9]{1,2})[\s-]?(?:years?|yrs?)"
    r"|/\s*(?:year|yr|annual|annually|yearly))(?!\w)\.?(?:\s*vest(?:ing|ed)?\b)?"
    r"|(?<!\w)(?:annual|annually|yearly)(?!\w)\.?"
)
# How often more is granted or paid is not what the figure is for.
_REFRESHED = regex(rf"(?i)([0-9+].*?)\b(?:annual|yearly)(?:ly)?\s+(?={any_of('parts of periods', 'once more a year')})")
# A unit, the year of a total, research, a product manager, `full-time` (`time` is an hour in Danish), `vest over a`.
_NO_PERIOD = regex(any_of("parts of periods", "no period"))


def _simple(text: str) -> Period | None:
    """Read a text with at most one `4yr vest`, `/yr` or `annual` and no other period; None if it may have another."""
    if "paid" in text or _ODD.search(text) or _SCHEDULE.search(text):
        return None
    stated = _YEARS.findall(text)
    rest = _YEARS.sub(" " if any(stated) else f" {YEAR} ", text) if stated else text
    words = re.findall("[a-z]+", _NO_PERIOD.sub("", rest).lower())
    if len(stated) > 1 or not _words().isdisjoint(words):
        return None
    return Period(rest, int(stated[0] or 1) or None if stated else None)


@lru_cache(1024)
def mark_periods(text: str) -> Period:
    """Replace each period in a text (`€/Monat`, `RSU/4yr`, `13x`) by its mark; how often something vests is removed."""
    if not _HINT.search(text):
        return Period(text)
    text = _REFRESHED.sub(r"\1", text)
    return _simple(text) or _Marking().read(text)


class _Marking:
    """The state of one reading: what the matches so far have stated."""

    def __init__(self) -> None:
        self.years: int | None = None
        self.count: float | None = None
        self.schedule: tuple[int, ...] = ()
        self.problem: str | None = None

    def read(self, text: str) -> Period:
        frequency, several, count, period = _patterns()
        text = _LPA_OR_GROSS.sub(f" {YEAR} ", _NOT_A_PERIOD.sub(" ", text))
        text = _SCHEDULE.sub(self._take_schedule, text)
        if found := _SHARE_A_YEAR.search(text):
            self.years = 100 // int(found["share"] or found["first"])
            text = _SHARE_A_YEAR.sub(" ", text)
        text = _sub(frequency, lambda _found: " ", text)
        _sub(several, self._refuse, text)
        text = count.sub(self._take_count, text)
        text = _sub(period, self._take_period, text)
        if self.problem is None and (found := _UNKNOWN.search(text)):
            self.problem = f"`{found[0].strip()[:40]}` is not a period that can be read"
        is_yearly = self.years is None and any(mark in text for mark in (YEAR, QUARTER, MONTH))
        return Period(text, 1 if is_yearly else self.years, self.count, self.schedule, self.problem)

    def _refuse(self, found: re.Match[str]) -> str:
        said = " ".join(found[0].split())[:40]
        self.problem = self.problem or f"`{said}` is not a period that gives a year's amount"
        return " "

    def _take_schedule(self, found: re.Match[str]) -> str:
        parts = tuple(int(part) for part in re.findall("[0-9]+", found[0]))
        if sum(parts) != 100 and parts != (33, 33, 33):
            self.problem = f"`{found[0]}` is not a vesting schedule that adds up to 100%"
        self.schedule = parts if sum(parts) == 100 else ()
        self._take_years(len(parts))
        return " "

    def _take_years(self, years: int) -> None:
        if self.years not in (None, years):
            self.problem = self.problem or f"both {self.years} and {years} years are stated"
        self.years = self.years or years or None

    def _take_count(self, found: re.Match[str]) -> str:
        number = float(next(filter(None, found.group("n", "m", "p", "wages", "sur", "several"))).replace(",", "."))
        if self.count not in (None, number):
            self.problem = "two numbers of months are stated"
        self.count = number
        if not found["each"] and (found["p"] or found["sur"] or found["several"] or found["bracket"]):
            return f"{found['bracket'] or ''} {PAYMENTS} "
        return f" {TIMES}{PAYMENTS if found['wages'] else ''} "

    def _take_period(self, found: re.Match[str]) -> str:
        if found["years"]:
            self._take_years(_number(found["years"]))
            return " "
        if found["months"]:
            months = _number(found["months"])
            if months % 12 or not months:
                return self._refuse(found)
            self._take_years(months // 12)
            return " "
        kind = found.lastgroup or ""
        mark = _names(*_LISTS[kind])[key_of(found[kind])]
        counted = _COUNTED.search(found.string, 0, found.start()) if found["cjk"] == found[0] else None
        if counted and counted["date"]:  # `2026年`
            return " "
        is_day = found[kind] in ("MD", "MT") or (found[kind] == "md" and not _CROWNS.search(found.string))
        if not mark or counted or is_day:
            self._refuse(found)
        return f" {mark} "


def _number(text: str) -> int:
    return _COUNTS.get(key_of(text)) or int(text)
