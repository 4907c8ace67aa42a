"""Group the amounts of a cell into figures by the text between them, and apply their periods."""

import unicodedata
from typing import Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.cells.amount_terms import Bare, Range, Term, UnreadableError, make_range
from comp_data.guide.body.cells.cell_text import DASHES, HARMLESS, check_note, find_words, is_acronym, unknown_words
from comp_data.values.currencies import UNITS_PER_DOLLAR, may_mean
from comp_data.values.money import Number
from comp_data.values.periods import MARK, MARKS, MONTH, PAYMENTS, QUARTER, TIMES, YEAR, is_period_name
from comp_data.values.words import any_of, phrases, words

AT_MOST: Final = phrases("cells", "at most")
AT_LEAST: Final = phrases("cells", "at least")
RANGE_LEADS: Final = phrases("cells", "before a range")
"""Words before the low end of a range."""
LIMITS: Final = AT_MOST | AT_LEAST
_BEFORE_FIGURES = (LIMITS & (RANGE_LEADS | DASHES)) | {"ab"}  # after a figure they are other words
_AND = phrases("cells", "and")
_LOOSE = DASHES - AT_MOST - {"a", "à", "to"}  # at the edge of a cell they belong to nothing
ALTERNATIVES: Final = frozenset(("/", "//", "|", "or", "=", "≈", ";", ",", "oder", "ou", "o"))
MONTHLY: Final = "a month's amount times 12"
"""The note of a figure that a table gives for a month."""

_YEAR_PAY: Final = 22_000
"""Dollars that are a year's pay where 13 or 14 payments are usual: nobody is paid as much a month."""
_MONTH_PAY: Final = {"EUR": 6_000, "CHF": 15_000}
"""Amounts that are a month's pay where 13 or 14 payments are usual: nobody is paid as little a year."""
_LEFT_OVER = regex(any_of("cells", "left over"))
_NOT_BEFORE = regex(rf"(?i)^(?:[+!?¿¶©®°/»‹›]|<<|>>|<>|{any_of('cells', 'before another figure')})")
_SHARES = words("cells", "shares")
_NO_NAMES = words("cells", "no names of grants")


class Group(NamedTuple):
    """One figure of a cell, as a year's amount or as written without a period; `note` says how it was multiplied."""

    range: Range
    marks: str
    note: str | None = None


def read_groups(terms: list[Term], gaps: list[str], bare: Bare, count: float | None, notes: list[str]) -> list[Group]:
    """Return the figures that terms and the text between them make. Raises UnreadableError if that is unclear."""
    marks = [""] * len(terms)
    marks[0] += _marks_in(gaps[0])
    marks[-1] += _marks_in(gaps[-1])
    if are_ends := len(terms) == 2 and _names_ends(*gaps):
        gaps = ["", gaps[1], ""]
    joints: list[str] = []
    for index, gap in enumerate(gaps[1:-1]):
        joint = gap.strip(" " + MARKS)
        left, _, right = gap.partition(joint) if joint else (gap, "", "")
        marks[index] += _marks_in(left)
        marks[index + 1] += _marks_in(right)
        one, other = terms[index].sign, terms[index + 1].sign
        if joint == "~" and one and other and not (may_mean(one, other) or may_mean(other, one)):
            joint = "≈"  # `$150K ~ €140K` is no range
        is_choice = joint.isalpha() and joint in ALTERNATIVES and terms[index].is_pct != terms[index + 1].is_pct
        if is_choice or MARK.search(joint):
            raise UnreadableError(f"{'a choice' if is_choice else 'a period'} is stated between two amounts")
        joints.append("to" if are_ends else _joint(joint, gaps[0], notes))
    if joints == ["or"] and gaps[1].strip() == "/" and _is_range(bare, *terms):
        joints = ["to"]
    is_grant = bare.grant_years is not None
    is_named = is_grant and bool(terms[-1].sign)
    lead, tail = (_edge(gaps[at], notes, is_named=is_named, is_tail=at == -1) for at in (0, -1))
    grouped = _grouped(terms, joints)
    ranges = [make_range(terms[one[0]], terms[one[-1]], bare) for one in grouped]
    if len(terms) == 1:
        is_open = (_is_open(gaps[-1]) or gaps[-1].strip() == "~") and not ranges[0].is_pct
        ranges = [_one_sided(ranges[0], lead, "or more" if is_open else tail)]
    elif len(grouped[0]) == 1 and (lead in RANGE_LEADS or gaps[1].startswith("+")):  # `from $150K / €140K`
        ranges[0] = _one_sided(ranges[0], lead, "or more" if gaps[1].startswith("+") else "")
    elif lead in AT_MOST or (lead in AT_LEAST and lead not in RANGE_LEADS) or tail in LIMITS:
        raise UnreadableError("a limit is stated beside a range")
    kinds = ["".join(marks[i] for i in one) for one in grouped]
    groups = [_with_period(found, kind, count, bare) for found, kind in zip(ranges, kinds, strict=True)]
    _check_shared_period(groups, is_grant=is_grant)
    return groups


def _names_ends(*texts: str) -> bool:
    """Return whether words before or after two amounts name both ends: `min 50K, max 60K`, `50K min / 60K max`."""
    lead, middle, tail = (text.casefold().strip(f" :.{MARKS}") for text in texts)
    if lead in AT_LEAST and not tail:
        return middle.lstrip(",/;–- ") in AT_MOST
    return middle.removesuffix(" to").rstrip(",/;–- ") in AT_LEAST and not lead and tail in AT_MOST


def _is_range(bare: Bare, low: Term, high: Term) -> bool:
    """Return whether a slash is a dash: `50/60 K€`, but not `100/200K` of base salary and target earnings."""
    if bare.has_ends:
        return low.sign in ("", high.sign) or not high.sign
    is_close = low.value < high.value <= 1.5 * low.value and low.unit in ("", high.unit)
    return is_close and not low.sign and not low.is_pct and high.is_sign_after and high.sign == "EUR"


def is_share_count(terms: list[Term], gaps: list[str]) -> bool:
    """Return whether terms are a number of shares: `4,000 RSUs`."""
    return not any(term.sign or term.is_pct for term in terms) and names_shares(gaps)


def names_shares(gaps: list[str]) -> bool:
    """Return whether the text beside amounts names shares."""
    return any(word.casefold() in _SHARES for gap in gaps for word in find_words(gap))


def _is_open(tail: str) -> bool:
    """Return whether a figure has an open end: `$120K+`, `$120K+ target`. Raises UnreadableError for `$120K + x`."""
    text = MARK.sub("", tail).strip()
    if not text.startswith("+"):
        return text.casefold() == "plus"
    if not tail.startswith("+") and (find_words(text) or MARK.search(tail, tail.index("+"))):
        raise UnreadableError(f"`{text[:40]}` is not read, and may belong to the figure")
    return True


def _marks_in(text: str) -> str:
    return "".join(MARK.findall(text))


def _grouped(terms: list[Term], joints: list[str]) -> list[list[int]]:
    """Return the indexes of the terms that make one figure each."""
    if joints == ["or", "to", "or"] and terms[0].sign == terms[2].sign and terms[1].sign == terms[3].sign:
        return [[0, 2], [1, 3]]
    groups = [[0]]
    for index, joint in enumerate(joints, start=1):
        if joint == "to":
            groups[-1].append(index)
        else:
            groups.append([index])
    if any(len(group) > 2 for group in groups):
        raise UnreadableError("a range has more than two ends")
    return groups


def _joint(gap: str, lead: str, notes: list[str]) -> str:
    """Return what the text between two amounts makes of them: `to`, a range; `or`, alternatives."""
    text = gap.strip(" +~≈=").casefold()
    lead = lead.casefold().strip()
    is_and = text in _AND and RANGE_LEADS & {lead, *lead.split()}
    if gap.strip() in ("~", "～", "〜") or text in DASHES or is_and:
        return "to"
    if text in ALTERNATIVES or gap.strip() in ALTERNATIVES:
        return "or"
    rest = text
    for word in find_words(text):
        if word in HARMLESS:
            rest = rest.replace(word, "", 1)
    rest = "".join(rest.split()).strip("+~≈.")
    if rest in DASHES and rest not in ("a", "o"):
        return "to"
    if rest in ALTERNATIVES:
        return "or"
    if "/" in (text[:1], text[-1:]) and find_words(text) and not any(char.isdigit() for char in text):
        notes.append(check_note(text.strip("/ ")))
        return "or"
    if not gap.strip():
        raise UnreadableError("two amounts are side by side, without a dash or slash between them")
    raise UnreadableError(f"`{gap.strip()[:40]}` is between two amounts")


def _edge(gap: str, notes: list[str], *, is_named: bool, is_tail: bool) -> str:
    """Return the text before or after the amounts in lower case, and note it if it says something."""
    has_marks = bool(MARK.search(gap))
    text = " ".join(MARK.sub(" ", gap).split()).strip(" /,;:.")
    if not text:
        return ""
    if (
        text in _LOOSE
        or (_LEFT_OVER.search(text) and text not in LIMITS)
        or (is_tail and text[0] in "<>≤≥≦≧⩽⩾")  # `$120K <` is no limit that is clear
        or (not is_tail and _NOT_BEFORE.search(text))
    ):
        raise UnreadableError(f"`{text[:40]}` is not read, and may belong to the figure")
    if "~" in text or "≈" in text:
        notes.append("approximate")
    said = text.strip("+~≈ ")
    if text.startswith("+") and not said:
        notes.append("open-ended")
    limit = " ".join(word for word in said.casefold().split() if word.strip(".,:") not in HARMLESS)
    if is_tail and limit in _BEFORE_FIGURES:
        raise UnreadableError(f"`{said[:40]}` is written before a figure, and may be another word here")
    if limit in LIMITS or (not is_tail and limit in RANGE_LEADS):
        return limit
    if not is_tail and not LIMITS.isdisjoint(said.casefold().split()):
        raise UnreadableError(f"`{said[:40]}` is not known, and may say that the figure is a limit")
    if odd := [char for char in said if not char.isascii() and unicodedata.category(char) in ("Sc", "Sm")]:
        raise UnreadableError(f"`{odd[0]}` is not known and may change the figure")
    if said and (unknown_words(said) or not find_words(said)):
        is_sign = not find_words(said) and not has_marks
        notes.append(said if is_sign else _note(said, is_named=is_named, has_marks=has_marks, is_tail=is_tail))
    return said.casefold()


def _note(text: str, *, is_named: bool, has_marks: bool, is_tail: bool) -> str:
    found = find_words(text)
    names = []
    if is_named:  # a short name beside a grant is a program or a ticker: `BSPCE`, `GSU`
        names = [w for w in found if is_acronym(w) and len(w) > 2 and w not in _NO_NAMES and not is_period_name(w)]
    if is_tail and len(found) > 1 and is_acronym(found[0]) and found[1].casefold() in _SHARES:
        names.append(found[0])  # a ticker: `XYZ RSUs`
    check_note(f"{YEAR} {text}" if has_marks else text, names=names)
    return text


def _one_sided(found: Range, lead: str, tail: str) -> Range:
    """Return a range without the end that is not stated: `up to $50K` has no low end, `from $50K` no high one."""
    amounts = found.amounts
    is_most, is_least = ({lead, tail} & limits for limits in (AT_MOST, AT_LEAST))
    if is_most and is_least:
        raise UnreadableError(f"`{lead}` and `{tail}` contradict each other")
    if is_most:
        return found._replace(amounts=amounts._replace(low=None))
    if is_least:
        return found._replace(amounts=amounts._replace(high=None))
    if lead in RANGE_LEADS:
        raise UnreadableError(f"`{lead}` begins a range that has one end only")
    return found


def _with_period(found: Range, marks: str, count: float | None, bare: Bare) -> Group:
    """Return a figure as a year's amount, by the periods that belong to it."""
    kinds = "".join(sorted(set(marks)))
    if bare.payments and count not in (None, bare.payments):
        raise UnreadableError(f"{count:g} payments a year are stated, and the header says {bare.payments:g}")
    if bare.payments and kinds in ("", MONTH) and not found.is_pct:
        kinds, count = kinds + PAYMENTS, bare.payments
    if kinds == TIMES and _is_year_pay(found, UNITS_PER_DOLLAR["JPY"]):
        raise UnreadableError(f"it is too much for one of {count:g} payments a year")
    if PAYMENTS in kinds and QUARTER not in kinds:
        kinds = _unit_of_payments(found, kinds, bare.sign)
    if found.is_pct:
        if kinds not in ("", YEAR):
            raise UnreadableError("a percentage is stated for less than a year")
        return Group(found, kinds)
    factor, note = period_factor(kinds, count)
    return Group(found._replace(amounts=found.amounts.times(factor)), kinds, note)


def _unit_of_payments(found: Range, kinds: str, sign: str) -> str:
    """Return what an amount in 13 or 14 payments is for, if its size leaves no doubt: 35,000 € are a year's pay."""
    if TIMES in kinds:  # `25k·14薪` is a month's pay, and `50万·14薪` a year's
        is_year = MONTH not in kinds and _is_year_pay(found, UNITS_PER_DOLLAR["CNY"])
        return YEAR if is_year else kinds.replace(PAYMENTS, "")
    if kinds != PAYMENTS:
        return kinds
    sign = found.amounts.sign or sign
    if sign in UNITS_PER_DOLLAR and _is_year_pay(found, UNITS_PER_DOLLAR[sign]):
        return YEAR + PAYMENTS
    highest = max(found.amounts[1] or 0, found.amounts[0] or 0)
    return MONTH + PAYMENTS if 0 < highest <= _MONTH_PAY.get(sign, 0) else PAYMENTS


def _is_year_pay(found: Range, default_rate: float) -> bool:
    """Return whether amounts are too large for a month's pay, at the rate of their currency or a default."""
    rate = UNITS_PER_DOLLAR.get(found.amounts.sign.replace("$", "USD"), default_rate)
    return min(filter(None, found.amounts[:2]), default=0) >= _YEAR_PAY * rate


def period_factor(kinds: str, count: float | None) -> tuple[Number, str | None]:
    """Return the factor that makes a year's amount of one with these period marks, and the note that says so."""
    months = count if count and not float(count).is_integer() else int(count or 12)
    found = set(kinds)
    if found <= {YEAR} or found == {YEAR, PAYMENTS}:
        return 1, None
    if found == {QUARTER}:
        return 4, "a quarter's amount times 4"
    if found <= {MONTH, TIMES} or found == {MONTH, PAYMENTS}:
        return months, MONTHLY if months == 12 else f"a month's amount times {months}"
    if found == {PAYMENTS}:
        raise UnreadableError(f"{months} payments a year are stated, and not whether the amount is for one or for all")
    raise UnreadableError("two periods are stated for one amount")


def _check_shared_period(groups: list[Group], *, is_grant: bool) -> None:
    """Refuse `€5K / $6K per month`: it is unclear whether the period applies to the first amount too."""
    amounts = [group for group in groups if not group.range.is_pct]
    if len(amounts) > 1 and not amounts[0].marks and any(set(group.marks) - {YEAR} for group in amounts[1:]):
        first, last = amounts[0].range.amounts, amounts[-1].range.amounts
        if first.sign != last.sign or (is_grant and first[:2] == last[:2]):
            raise UnreadableError("it is unclear whether the period applies to the first amount too")
