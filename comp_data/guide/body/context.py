"""Read what the texts around a compensation table say about its figures: headings, lines beside it, footnotes, notes.

Only short texts are read, and only for what makes a figure another one than its cell says: a period, working hours,
pay after tax, a unit, a currency.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse, islice, takewhile
from typing import Any, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_terms import UnreadableError
from comp_data.guide.body.cells.cell_text import CONTRACT, LEVEL, check_tax, find_words, is_harmless, is_part_time
from comp_data.guide.body.headers import is_pay_word, read_unit
from comp_data.guide.body.layouts import COMPONENTS, Role, is_percentile, role_of
from comp_data.guide.body.markdown_tables import MarkdownTable
from comp_data.guide.body.sections import Body, plain_text
from comp_data.values.currencies import name_codes, stated_currencies
from comp_data.values.money import DEFAULT_VEST_YEARS
from comp_data.values.periods import MARKS, YEAR, is_period_name, mark_periods
from comp_data.values.words import any_of, words

_MOST_WORDS = 12
_MOST_LINES = 3
_LONGEST = 200
_AFTER_TABLE = 1_500
_MORE = regex(
    r"(?i)\b(?:inc(?:l|luding|ludes?|lusive of)?|inkl|with)\b\.? (?:(?:an?|all|any|the|[0-9]+\s?%) )*"
    r"(?:super\w*|bonus|bonuses|commissions?|equity)|\bOTE\b|\bemployer(?:['’]s)? costs?\b"
    r"|\bcost to (?:the )?(?:company|employer)\b"
)
THIRTEENTH = regex(any_of("texts", "thirteenth month"), re.IGNORECASE)
"""A month of pay that is paid in addition to twelve."""
# An amount of its own, a time of the calendar, or how often something happens: nothing about the figures beside it.
_ELSEWHERE = regex(
    r"(?i)[$€£¥₹]\s?[0-9]|[0-9]\s?[€£%]|\b(?:vest|updat|review|revis|refresh|check|collect|publish|survey|last|this|next)\w*"
)
_CHANGING = words("texts", "changing")
"""Words that make the figures of a table other amounts."""
_OTHER_AMOUNT = regex(
    r"(?i)\btimes [0-9]|[0-9] times the\b|\bhalf of\b|\b(?:add|subtract|deduct) [0-9.,]+\s?%|[0-9]\s?% too\b|÷"
    r"|(?<!\w)[x×]\s?(?!1[2-6]\b)[0-9]|\bincl\w*\b.*\b(?:employer|social|VAT)\b"
    r"|\b(?:to be (?:increas|reduc|rais)ed|an? index|cost per head|per (?:team|head|person|household|project))\b"
)
_OF_YEARS = regex(
    r"(?i)(?!.*\b(?:bonus|rsus?|equity|stock|options?|sign|grants?|exp\w*|contract|ago|old|notice)\b).*\b(?:for|over|across|covers?"
    r"|of|für|über|sur|pour|por|en|in|per|su|voor|för)\s(?:the\s|die\s)?(?:[0-9]+|[^\W\d_]{3,7})[\s-](?:y|jahr|a[nñ]|jaar|år)"
    r"|\S+[\s-](?:year|month|jahres)\S*\s?(?:totals?|figures|amounts|values|sums?|pay|beträge)"
)
_OTHER_PAY = regex(rf"\b{any_of('texts', 'other pay')}\b", re.IGNORECASE)
_OF_SOME = words("texts", "of some people")
_EQUITY = r"\b(?:equity|stock|shares|rsus?|options)\b"
_PART_OF_TOTAL = regex(
    r"(?i)\b(?:totals?|tc)\b(?: comp\w*)?"
    rf"(?:(?:\s?[=:]| is| are| means?) (?:base|fixed|cash)\b(?!.*{_EQUITY}(?! comes| is| are| on| ex))"
    rf"|.*\b(?:excl\w*|without|before|not inc\w+)\b.*{_EQUITY}|.*\binc\w* .*\b(?:sign(?:ing)?|benefits|pension)\b)"
)
"""A total that leaves equity out, or has in it what is not paid each year."""
_DAYS = r"[1-5–-]+(?: days?|x)(?:(?: a | per | ?/ ?)week)?"
# `NET` of a company, `401(k)`, days in the office: neither tax nor a unit or a period of the pay.
_NOT_PAY = regex(
    r"\b(?:NET|[Nn]et (?:new|worth|revenue|income|sales|zero))\b|\.net\b|\b401 ?\(?k\)?"
    rf"|\b[Hh]ybrid\W{{1,3}}{_DAYS}\b|\b{_DAYS} (?:(?:in(?: the)? )?office|on-?site)\b",
    re.ASCII,
)
_OTHER_MONEY = regex(r"\b(?:in|are) ([A-Z][a-z]+ (?:dollars|pounds|pesos|francs|rupees|dinars|crowns))\b")
_MARK = r"\[\^[^\[\]\n]*\]|<sup>[^<>\n]*</sup>|[¹²³⁰-⁹†‡§]+"
_REFERENCE = regex(rf"^[^*]*?(?P<stars>(?:\\?\*)+)$|{_MARK}")
# A pattern that begins with a line break finds its lines many times faster than one that begins with `^`.
_FOOTNOTE = regex(rf"\n[^\S\n]*(?P<mark>{_MARK}|(?:\\\*)+|\*+(?=\s)):?[^\S\n]*(?P<text>.+)")
_SUBJECT = words("texts", "subject")
_OF_FIGURES = words("texts", "about the figures")
"""Words of a line that is about the figures of a table."""
_CALENDAR_YEAR = regex(r"(?<![\w.,])20[0-9]{2}(?![\w,])")
_ONE_YEAR = regex(r"(?i)(?:year|yr|y|jahr|ann[ée]e|año|anno) ?[1-6]|[1-6] (?:year|jahr|ann[ée]e|año|anno)")
_BLOCK = regex(r"[#|]|[-+*]\s|[0-9]+[.)]")
_OTHER_MARKS = frozenset(MARKS) - {YEAR}
_HINT = regex(r"""\b(?:title|aria-label)\s*=\s*["']([^"']*)""", re.IGNORECASE)


class Context(NamedTuple):
    """What texts beside a figure say about it.

    `problem` is why no amount beside them has a known meaning; `period` and `unit` are texts that state one, so that
    only an amount with its own has; `currencies` are those that they name; `is_more`: more than base salary; `grant`
    is a text by which a grant is for other than four years, `vesting` one that may contradict its years; `payments` is
    one by which a year may have more than 12 months' pay, `total` one by which a total is not a year's whole pay.
    """

    problem: str | None = None
    period: str | None = None
    unit: str | None = None
    currencies: tuple[str, ...] = ()
    is_more: bool = False
    grant: str | None = None
    vesting: str | None = None
    payments: str | None = None
    total: str | None = None


NOTHING = Context()
# `40 000 €`, `10 k€`: an amount of its own, not a unit like `1 000 €`.
_OWN_AMOUNT = regex(
    r"(?<![\w.,])(?!1[\s.,'’]?000(?![0-9.,\s]))[0-9]{1,3}(?:[\s.,'’][0-9]{3})+(?![0-9])"
    r"|(?<![\w.,])[0-9]+(?:[.,][0-9]+)?\s?[kK](?![^\W\d_])"
)


@lru_cache(1024)
def read_context(text: str) -> Context:
    """Read a short text beside figures: `monthly, gross`, `32h week`, `All amounts in Canadian dollars.`"""
    text = _NOT_PAY.sub(" ", plain_text(text))
    if not text or len(text.split()) > _MOST_WORDS:
        return NOTHING
    if is_percentile(text) and any(map(str.isdigit, text)) and "50" not in text:
        return Context(problem=f"`{text}` is one point of the pay, and no range")
    if _ONE_YEAR.fullmatch(text):
        return Context(problem=f"`{text}` is said of it, and other years may be paid otherwise")
    if (years := _grant_years(text)) and years != DEFAULT_VEST_YEARS:
        return Context(grant=text)
    if role_of(text) in ("stock", "bonus", "signing_bonus"):
        return NOTHING
    try:
        own = _OWN_AMOUNT.sub("0", text) if any(map(str.isdigit, text)) else text
        unit = text if read_unit(f"({own})", is_percent=False)[0] != 1 else None
    except UnreadableError:
        unit = text
    stated = stated_currencies(text)
    currencies = stated if len(stated) == 1 else ()
    problem = _other_amount(text)
    if problem or _ELSEWHERE.search(text):
        return Context(problem, None, unit, currencies, is_more=bool(_MORE.search(text)))
    if other := _OTHER_MONEY.search(name_codes(text)):
        problem = f"`{other[1]}` is not a currency that is known; write its code"
    try:
        check_tax(text)
    except UnreadableError as reason:
        problem = str(reason)
    marked = mark_periods(text)
    is_for_years = (marked.years or 1) > 1 and _OF_YEARS.match(text)
    is_unclear = marked.problem or is_for_years or CONTRACT.fullmatch(text) or not _OTHER_MARKS.isdisjoint(marked.text)
    period = text if is_unclear else None
    payments = text if marked.months not in (None, 12) or THIRTEENTH.search(text) else None
    return Context(problem, period, unit, currencies, is_more=bool(_MORE.search(text)), payments=payments)


def _other_amount(text: str) -> str | None:
    """Return why a text makes the figures beside it other amounts: part time, a factor, a cost."""
    if part := is_part_time(text):
        return f"`{part}` is not pay for full time"
    found = _OTHER_AMOUNT.findall(text) + [word for word in find_words(text) if word.casefold() in _CHANGING]
    return f"`{found[0]}` is said of it, which makes it another amount" if found else None


def _grant_years(text: str) -> int | None:
    """Return the years that a text about grants alone states: `RSUs vest over 3 years`, `RSU figures are annual`."""
    years = mark_periods(text).years
    if not years or "refresh" in text.casefold():
        return None
    parts = {role for word in find_words(text) if (role := role_of(word)) in COMPONENTS}
    return years if parts == {"stock"} else None


class Surroundings:
    """The texts around a table: `common` is what they say about all figures."""

    def __init__(self, body: Body, table: MarkdownTable) -> None:
        self._lines = [line for line in _lines_around(body, table) if len(line) <= _LONGEST]
        self._footnotes: dict[str, str] = {}
        after = body.visible[table.end : table.end + _AFTER_TABLE]
        for found in _FOOTNOTE.finditer("\n".join(("", *_trailing(table), after))):
            self._footnotes.setdefault(_key(found["mark"]), found["text"])
        self.common: Context = join(map(_context_of_line, self._lines))

    @property
    def role(self) -> Role:
        """The part of pay that the texts name; empty if none does."""
        named = ((text, role_of(text)) for text in map(plain_text, self._lines))
        return next((role for text, role in named if role in COMPONENTS and _is_about_figures(text)), "")

    def of(self, *texts: str) -> Context:
        """Return what the footnotes and the tooltips of texts say."""
        found = [hint for text in texts if "=" in text for hint in _HINT.findall(text)]
        if self._footnotes:
            marks = (mark["stars"] or mark[0] for text in texts for mark in _REFERENCE.finditer(text))
            found += (self._footnotes.get(_key(mark), "") for mark in marks)
        return read_contexts(found) if found else NOTHING


def read_contexts(texts: Iterable[str]) -> Context:
    """Return what several texts say; long ones are about something else."""
    return join(read_context(text) for text in texts if text and len(text) <= _LONGEST)


def join(contexts: Iterable[Context]) -> Context:
    """Return what several texts say, the first one first."""
    found = [context for context in contexts if context is not NOTHING and any(context)]
    if len(found) < 2:
        return found[0] if found else NOTHING
    said: Iterable[Any] = zip(NOTHING, *found, strict=True)
    return Context(*(next(filter(None, values), values[0]) for values in said))


def _key(mark: str) -> str:
    return re.sub(r"\\|<[^<>]*>", "", mark)


def _trailing(table: MarkdownTable) -> list[str]:
    """Return the texts of the last lines of a table that have their first cell only."""
    lines = takewhile(lambda line: not any(cell.text for cell in line.cells[1:]), reversed(table.rows))
    return [line.cells[0].text for line in lines if line.cells]


Rank = tuple[bool, int, bool]
"""What the headings over a table say: other pay (`Counter-offer`), the last year as -2024, some people (`Senior`)."""


def rank_of(body: Body, table: MarkdownTable) -> Rank:
    """Return what the headings over a table and a short line above it say."""
    line = plain_text(next(_lines_above(body, table), ""))
    above = [label for label in _headings_over(body, table) if "|" not in label]  # not the title
    said = " ; ".join((*above, line if len(line.split()) <= 4 else ""))
    is_of_some = "%" in said or LEVEL.search(said) or not _OF_SOME.isdisjoint(find_words(said.casefold()))
    year = -max(map(int, _CALENDAR_YEAR.findall(said)), default=0)
    return _OTHER_PAY.search(said) is not None, year, bool(is_of_some)


def _lines_above(body: Body, table: MarkdownTable) -> Iterator[str]:
    """Yield the lines above a table, the nearest first, up to another block."""
    rest = body.visible[body.start : table.start].rstrip()
    for _ in range(_MOST_LINES):
        rest, _, line = rest.rpartition("\n")
        if not line or _BLOCK.match(line):
            return
        yield line
        rest = rest.rstrip()


def _headings_over(body: Body, table: MarkdownTable) -> list[str]:
    """Return the headings over a table, the innermost first, without the title."""
    return [one.label for one in body.labels_over(table.start) if one.is_heading and body.rank(one) > 1]


def _lines_around(body: Body, table: MarkdownTable) -> Iterator[str]:
    """Yield the lines above and below a table, its last lines without figures, and its headings."""
    after = filter(str.strip, body.visible[table.end : table.end + _AFTER_TABLE].split("\n"))
    below = takewhile(lambda line: not _BLOCK.match(line), islice(after, _MOST_LINES))
    beside = [enumerate(lines) for lines in (_lines_above(body, table), below)]
    near = [line for lines in beside for at, line in lines if at == 0 or len(line) <= 80]  # only short ones after one
    for line in (*near, *_trailing(table)):
        if "a" <= line[:1].lower() <= "z" or not _FOOTNOTE.match("\n" + line):
            yield line
    yield from _headings_over(body, table)


@lru_cache(1024)  # many guides have the same headings
def _context_of_line(line: str) -> Context:
    """Return what a line beside a table says about its figures; a long one, or one about something else, is skipped."""
    text = plain_text(line)
    if len(text.split()) > _MOST_WORDS or not _is_about_figures(text):
        return NOTHING
    return Context(total=text) if _PART_OF_TOTAL.search(text) else read_context(line)


def _is_about_figures(text: str) -> bool:
    """Return whether a line is about the figures of the table beside it, by its first words or all but one of them."""
    # Words in lower case first, then the last ones (`Negotiation Guide`): names, of which each guide has others, take
    # longest to look up.
    words = find_words(name_codes(text))[::-1]
    if not _SUBJECT.isdisjoint(map(str.casefold, words[-2:])):
        return True
    ordered = sorted(words, key=str.islower, reverse=True)
    return len(list(islice(filterfalse(_is_of_figures, ordered), 2))) < 2


@lru_cache(4096)
def _is_of_figures(word: str) -> bool:
    return word.casefold() in _OF_FIGURES or is_period_name(word) or is_harmless(word) or is_pay_word(word)
