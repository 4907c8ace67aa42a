"""Read what a text beside a table says about its figures: another period, tax, unit or currency, or whose pay it is."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import filterfalse
from typing import Any, Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.base.vocabulary import STANDARD_ROLES, slug_of
from comp_data.guide.body.cells.amount_terms import UnreadableError
from comp_data.guide.body.cells.amounts import OF_TOTAL
from comp_data.guide.body.cells.cell_text import CONTRACT, check_tax, find_part_time, find_words
from comp_data.guide.body.cells.levels import STEPS, is_level_name, is_percentile
from comp_data.guide.body.headers import read_unit
from comp_data.guide.body.layouts import COMPONENTS, THIRTEENTH, role_of
from comp_data.guide.body.sections import plain_text
from comp_data.values.currencies import CODES, name_codes, stated_currencies
from comp_data.values.money import DEFAULT_VEST_YEARS
from comp_data.values.periods import MARKS, PAYMENTS, YEAR, mark_periods
from comp_data.values.places.gazetteer import is_place_alone
from comp_data.values.words import any_of, key_of, names, words

MOST_WORDS, LONGEST, SHORT = 15, 200, 80
"""The most words, and the most characters, of a text that says something about figures; and of a label."""
_MORE = regex(any_of("texts", "more than base salary"))
# An amount of its own, a time of the calendar, or how often something happens: nothing about the figures beside it.
_ELSEWHERE = regex(any_of("texts", "about something else"), re.IGNORECASE)
_CHANGING = words("texts", "changing")
"""Words that make the figures of a table other amounts."""
_OTHER_AMOUNT = regex(any_of("texts", "other amount"), re.IGNORECASE)
_OF_YEARS = regex(any_of("texts", "of several years"), re.IGNORECASE)
# `NET` of a company, `401(k)`, days in the office or of leave: neither tax nor a unit or a period of the pay.
_NOT_PAY = regex(any_of("texts", "no tax and no period"), re.ASCII)
_OTHER_MONEY = regex(r"\b(?:in|are) ([A-Z][a-z]+ (?:dollars|pounds|pesos|francs|rupees|dinars|crowns))\b")
YEARS_SHARE: Final = regex(any_of("texts", "a year's share"), re.IGNORECASE)
_UNCLEAR_GRANT = regex(any_of("texts", "unclear grant"), re.IGNORECASE)
_WHOLE_GRANT = regex(any_of("texts", "a whole grant"), re.IGNORECASE)
_OTHER_MARKS = frozenset(MARKS) - {YEAR}
_OTHERS_PAY = regex(any_of("texts", "phrases of pay that is another"), re.IGNORECASE)
_REGULAR_PAY = regex(rf"\b{any_of('texts', 'regular pay')}\b", re.IGNORECASE)
NOT_THIS_PAY = words("texts", "not this pay")
THIS_PAY = words("texts", "this pay")
OF_BOTH: Final = words("texts", "beside pay that is another or figures")
OF_OTHER_PAY = NOT_THIS_PAY | words("texts", "beside pay that is another") | OF_BOTH
RANKS = words("names", "rank")
_JOBS = words("names", "job")
_LEVELS = RANKS | STEPS | words("names", "general level") | {"group"}
_LABELS, _STATEMENTS = "labels of other pay", "statements about other pay"
_STATED = words("texts", "beginning of a statement about other pay")
_HINTS = NOT_THIS_PAY.union(*map(str.split, (*names(_LABELS), *names(_STATEMENTS))))
_AFTER_HEAD = regex(any_of("texts", "after the first words of a label"), re.IGNORECASE)
_NO_LABEL = regex(any_of("texts", "what no label says of its subject"))
_NAME_OF_A_TABLE = words("texts", "name of a table") | {""}
RANGE_END: Final = regex("(?i)" + any_of("cells", "end of a range"))
_AFTER_NAME = regex(r"(?:[(\[]|\s[-–—/]\s)([^()\[\]]+)")


class Context(NamedTuple):
    """The statements of texts beside a figure about it: the currencies that they name, and texts that are quoted."""

    problem: str | None = None  # why no amount beside them can be read
    period: str | None = None  # states a period, which an amount without one may have
    unit: str | None = None  # states a unit, which an amount without one may have
    currencies: tuple[str, ...] = ()
    is_more: bool = False  # the base salary includes more
    grant: str | None = None  # states other than four years of vesting
    vesting: str | None = None  # may contradict the years of vesting
    payments: str | None = None  # states more than 12 months' pay a year
    total: str | None = None  # says that the total lacks a part
    whole: str | None = None  # says that the grant is a whole one, no year's share
    share: str | None = None  # why no percentage can be read: it is one of another amount than the base salary
    other_pay: str | None = None  # why not even a percentage can be read: other people's pay, or one point of a range


NOTHING = Context()
# `40 000 €`, `10 k€`: an amount of its own, not a unit like `1 000 €`.
_OWN_AMOUNT = regex(
    r"(?<![\w.,])(?!1[\s.,'’]?000(?![0-9.,\s]))[0-9]{1,3}(?:[\s.,'’][0-9]{3})+(?![0-9])"
    r"|(?<![\w.,])[0-9]+(?:[.,][0-9]+)?\s?[kK](?![^\W\d_])|(?<![0-9.,])(?!1[千万만])[0-9]+\s?[千万만]"
)


@lru_cache(1024)
def read_context(text: str) -> Context:
    """Read a short text beside figures: `monthly, gross`, `32h week`, `All amounts in Canadian dollars.`"""
    text = plain_text(text)
    if text in CODES and not role_of(text):
        return Context(currencies=stated_currencies(text))
    said = _read(text)
    is_changed = said.other_pay or said.problem or said.period or said.unit or said.payments
    rest = _read(" ".join(_NOT_PAY.sub(" ", text).split())) if is_changed else said
    return rest._replace(payments=rest.payments or said.payments) if said.payments else rest


def _read(text: str) -> Context:
    """Read a text without marks; `read_context` reads it again without what is no pay if it states something."""
    if _NAME_OF_A_TABLE.issuperset(re.split(r"[\s()–—-]|20[0-9]{2}", text.lower())) or len(text.split()) > MOST_WORDS:
        return NOTHING
    if "50" not in text and any(map(str.isdigit, text)) and is_percentile(text):
        return Context(other_pay=f"`{text}` is one point of the pay, and no range")
    if (years := _grant_years(text)) and _WHOLE_GRANT.search(text):
        return Context(grant=text if years != DEFAULT_VEST_YEARS else None, whole=text)
    if years and (years != DEFAULT_VEST_YEARS or YEARS_SHARE.search(text)):
        return Context(grant=text)
    is_share = re.search("(?i)^of |bonus", text) and OF_TOTAL.search(f"%{text}" if text[:3] == "of " else text)
    if is_share or role_of(text) in ("stock", "bonus", "signing_bonus"):
        share = f"`{text}` is stated beside it" if is_share else None
        return Context(share=share, vesting=text if _UNCLEAR_GRANT.search(text) else None)
    try:
        own = _OWN_AMOUNT.sub("0", text) if any(map(str.isdigit, text)) else text
        unit = text if read_unit(f"({own})")[0] != 1 else None
    except UnreadableError:
        unit = text
    stated = stated_currencies(text) and stated_currencies(_ELSEWHERE.sub(" ", text))
    currencies = stated if len(stated) == 1 else ()
    problem, is_more = _other_amount(text), _MORE.search(key_of(text)) is not None
    if problem or _ELSEWHERE.search(text):
        return Context(problem, None, unit, currencies, is_more=is_more)
    if other := _OTHER_MONEY.search(name_codes(text)):
        problem = f"`{other[1]}` is not a currency that is known; write its code"
    try:
        check_tax(text)
    except UnreadableError as reason:
        problem = str(reason)
    marked = mark_periods(text)
    whole = text if (marked.years or 1) > 1 and _OF_YEARS.match(text) else None
    marks = _OTHER_MARKS - {PAYMENTS} if YEAR in marked.text else _OTHER_MARKS  # `annual, in 14 payments`
    is_unclear = marked.problem or whole or CONTRACT.fullmatch(text) or not marks.isdisjoint(marked.text)
    period = text if is_unclear else None
    payments = text if marked.months not in (None, 12) or THIRTEENTH.search(key_of(text)) else None
    return Context(problem, period, unit, currencies, is_more=is_more, payments=payments, whole=whole)


def _other_amount(text: str) -> str | None:
    """Return why a text makes the figures beside it other amounts: part time, a factor, a cost."""
    if part := find_part_time(text):
        return f"`{part}` is not pay for full time"
    found = _OTHER_AMOUNT.findall(text) + [word for word in find_words(text) if word.casefold() in _CHANGING]
    return f"`{found[0]}` is stated beside it, which makes it another amount" if found else None


def _grant_years(text: str) -> int | None:
    """Return the years that a text about grants alone states: `RSUs vest over 3 years`, `RSU figures are annual`."""
    parts = {role for word in find_words(text) if (role := role_of(word)) in COMPONENTS}
    is_of_grant = parts == {"stock"} or (parts == {"stock", "total_comp"} and _WHOLE_GRANT.search(text))
    return mark_periods(text).years if is_of_grant and "refresh" not in text.casefold() else None


@lru_cache(1024)  # many guides have the same regions
def labels_in(names: tuple[str, ...], unknown: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a row says beside the name of its place: `monthly`, but no country, as in `Tokyo (日本)`."""
    after = [text for name in names for text in _AFTER_NAME.findall(name)]
    return tuple([text for text in (*after, *unknown) if not is_place_alone(text)])


@lru_cache(1024)
def end_after_name(text: str, unknown: tuple[str, ...]) -> str | None:
    """Return the end of a range after the name of a place: `max` of `Boston (max)`."""
    return next(filter(RANGE_END.fullmatch, (*_AFTER_NAME.findall(text), *unknown, *text.split()[1:][-1:])), None)


def read_contexts(texts: Iterable[str]) -> Context:
    """Return what several texts say; long ones are about something else."""
    return join(read_context(text) for text in texts if text and len(text) <= LONGEST)


def join(contexts: Iterable[Context]) -> Context:
    """Return what several texts say, the first one first."""
    found = [context for context in contexts if context is not NOTHING and any(context)]
    if len(found) < 2:
        return found[0] if found else NOTHING
    said: Iterable[Any] = zip(NOTHING, *found, strict=True)
    return Context(*(next(filter(None, values), values[0]) for values in said))


@lru_cache(1024)  # many guides have the same headings
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without the endings of possessives."""
    found = find_words(text := text.casefold().replace("’", "'"))
    return frozenset([word.removesuffix("'s").removesuffix("'") for word in found] if "'" in text else found)


def names_other_pay(text: str, own: frozenset[str]) -> bool:
    """Return whether a text names pay that is not of the guide, whose title has the words `own`: `Interns (summer)`."""
    may_state = text[:1] >= "\u3040" or not _STATED.isdisjoint(text[:40].lower().split()[:3])
    if (is_stated := may_state and _says(_STATEMENTS, text)) or len(text) > SHORT or not (found := words_of(text)):
        return is_stated
    unknown = found - OF_OTHER_PAY
    is_of_others = not (found - own).isdisjoint(NOT_THIS_PAY) and all(role_of(word) in COMPONENTS for word in unknown)
    is_other = is_of_others or (not unknown and _OTHERS_PAY.search(text))
    is_part = unknown <= THIS_PAY and "full" not in text.casefold() and find_part_time(text)
    rest = _NOT_PAY.sub("", _REGULAR_PAY.sub("", text)) if is_other or is_part else ""
    return bool((is_other or is_part) and (rest == text or names_other_pay(rest, own)))


def _says(group: str, text: str) -> bool:
    """Return whether a text matches a pattern of a group; it needs one of the words that the pattern is named after."""
    found, is_cjk = words_of(text), max(text, default="") >= "\u3040"
    near = (name for name in names(group) if not found.isdisjoint(name.split()) or (is_cjk and name >= "\u3040"))
    said = filter(None, (re.search(any_of(group, name), key_of(text[:LONGEST])) for name in near))
    return any(group != _LABELS or not _NO_LABEL.match(one.string, one.end()) for one in said)


def head_of_others(label: str, own: frozenset[str]) -> str | None:
    """Return the words of a label that name other pay, `Severance` of `Severance by region`; None if none do."""
    if max(label, default="") < "\u3040" and _HINTS.isdisjoint(words_of(label)):
        return None
    of_others = (head for end in _AFTER_HEAD.finditer(label) if names_other_pay(head := label[: end.start()], own))
    return label if _says(_LABELS, label) or _says(_STATEMENTS, label) else next(of_others, None)


def roles_of(titles: Iterable[str], own: frozenset[str]) -> dict[str, Context]:
    """Return a context for each title that is the guide's role, whose words are `own`, or another role."""
    found = {text: words_of(text) - own for text in titles}
    is_own = {text: NOTHING for text, more in found.items() if not more and len(text.split()) > 1}
    kinds = {_JOBS & more | {*filterfalse(is_level_name, more - _LEVELS)} for more in found.values()}
    if not is_own and len(kinds) == 1 and _JOBS.isdisjoint(*kinds) and not {*map(slug_of, found)} & {*STANDARD_ROLES}:
        return {}  # one job, the guide's by another name: `Machine Learning Engineer` of an ML engineer
    known = STEPS if is_own else _LEVELS  # of a job that is not the guide's, `Senior Consultant` may be a level
    jobs = [one for one in found.items() if is_own or not _JOBS.isdisjoint(words_of(one[0]))]
    others = [text for text, more in jobs if RANKS & (more - known) or not all(map(is_level_name, more - known))]
    return is_own | {text: Context(other_pay=f"`{text}` is another role than the guide's") for text in others}
