"""Reading one table cell as figures: amounts, per cents, both, or words that give none.

A cell is a few amounts with text between them. Which amounts belong together follows from that text alone: a
dash or `to` makes a range, a slash an alternative (another currency, or the same bonus in per cent). What does
not fit is said to be unreadable; a figure is never guessed.
"""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from comp_data.guide.body.amount_terms import Amounts, Bare, Range, Term, UnreadableError, find_terms, make_range
from comp_data.values.currencies import read_sign
from comp_data.values.money import Number
from comp_data.values.numbers import UNITS
from comp_data.values.periods import read_period, without_periods

CellKind = Literal["amount", "percent", "both", "shares", "none", "words", "unreadable"]
"""`none`: the cell says that there is no figure (`—`, `N/A`); `words`: pay without a figure (`Discretionary`)."""

MONTHLY: Final = "a month's amount times 12"
"""The note of a figure that a table gives for a month."""

MAX_LENGTH: Final = 200
"""The longest cell that is read as figures, in characters."""

_NO_HINT: Final = Bare()


class CellReading(NamedTuple):
    """What a cell was read as.

    `amounts` and the per cents (of base) are None where the cell gives none; `second` is the same amount in a
    second currency; `years` is what the amounts are for (`/yr` 1, `/4yr` 4), None where the cell does not say;
    `notes` is what else the cell says; `problem` is why it cannot be read, None where it was.
    """

    kind: CellKind
    amounts: Amounts | None = None
    second: Amounts | None = None
    pct_low: Number | None = None
    pct_high: Number | None = None
    years: int | None = None
    notes: tuple[str, ...] = ()
    problem: str | None = None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOTHING = frozenset((
    "", "n/a", "na", "n.a", "none", "nil", "no", "tbd", "tbc", "tba", "unknown", "?", "x", "not applicable",
    "not available", "not offered", "not disclosed", "not stated", "not known", "undisclosed",
))  # fmt: skip
_NO_FIGURE = frozenset((
    "discretionary", "variable", "varies", "negotiable", "competitive", "performance-based", "performance based",
    "merit-based", "included", "included in base", "case by case", "case-by-case", "yes", "individual",
))  # fmt: skip
_DASHES = frozenset(("-", "--", "–", "—", "−", "‑", "‐", "‒", "―", "to", "until", "till", "through", "..", "...", "…"))
_ALTERNATIVES = frozenset(("/", "//", "|", "or", "=", "≈", ";", ","))
_TILDES = frozenset(("~", "～", "〜"))
_SHARES = _words("options option shares share units unit rsus rsu psus tokens token isos nsos")
# Words beside a figure that change nothing about it.
_HARMLESS = _words("""
    target of base salary bonus annual annualized est estimated approx approximately about circa ca around roughly
    equiv equivalent value on average avg typical typically cash gross between total
""")
_AT_MOST = frozenset(("<", "≤", "up to", "max", "maximum", "under", "below", "at most", "upto"))
_AT_LEAST = frozenset((">", "≥", "from", "min", "minimum", "over", "above", "at least", "starting at", "starting"))
_MARKUP = str.maketrans({"*": None, "`": None, "\\": None, "_": " ", "\xa0": " ", "\u202f": " ", "\u200b": None})
_STRUCK = re.compile(r"~~[^~]*~~|<(sup|s|del|strike)>[^<>]*</\1>")
_TAG = re.compile(r"<[^<>]*>")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LEFT_OVER = re.compile(r"[$¥£€₹₪₩]|(?<![A-Za-z0-9])[0-9]")


def read_cell(text: str, bare: Bare = _NO_HINT) -> CellReading:
    """Reads a cell's text, of any kind and length; `bare` is what its header says of bare numbers. Never raises."""
    if len(text) > MAX_LENGTH:
        return CellReading("unreadable", problem=f"the cell is longer than {MAX_LENGTH} characters")
    return _read(text, bare)


# Nine cells of ten are one of these; the general way reads them alike, in ten times the time.
_PLAIN_NUMBER = r"([1-9][0-9]{0,2}(?:(?:,[0-9]{3}){0,3}|(?:,[0-9]{2}){1,2},[0-9]{3}))([KML]?)"
_PLAIN_RANGE = re.compile(rf"([A-Z]{{0,3}}[$£€₹₪]?) ?{_PLAIN_NUMBER} ?[-–—] ?\1 ?{_PLAIN_NUMBER}")
_PLAIN_PERCENT = re.compile(r"([0-9]{1,3})(?:[-–—]([0-9]{1,3}))?%")


def _read_plain(text: str) -> CellReading | None:
    """A cell that is only a range of amounts or per cents; None for any other."""
    if found := _PLAIN_RANGE.fullmatch(text):
        mark, low, unit, high, high_unit = found.groups()
        sign = read_sign(mark) if mark else None
        if sign is None or bool(unit) != bool(high_unit):
            return None
        low_end = int(low.replace(",", "")) * UNITS[unit.lower()]
        high_end = int(high.replace(",", "")) * UNITS[high_unit.lower()]
        return CellReading("amount", Amounts(low_end, high_end, sign, sign))
    if found := _PLAIN_PERCENT.fullmatch(text):
        return CellReading("percent", None, None, int(found[1]), int(found[2] or found[1]))
    return None


@lru_cache(4096)
def _read(text: str, bare: Bare) -> CellReading:
    return (bare.unit == 1 and _read_plain(text)) or _general(text, bare)


def _general(text: str, bare: Bare) -> CellReading:
    plain = _plain(text)
    key = _key(plain)
    if key in _NOTHING:
        return CellReading("none")
    if key in _NO_FIGURE:
        return CellReading("words", notes=(plain,))
    period = read_period(plain)
    if period.problem:
        return CellReading("unreadable", problem=period.problem)
    notes: list[str] = []
    try:
        return _reading(_Cell(without_periods(plain), bare, notes), period.months, period.years)
    except UnreadableError as reason:
        return CellReading("unreadable", notes=tuple(notes), problem=str(reason))


class _Cell(NamedTuple):
    """A cell under way: its text without markup and periods, and what its header says of bare numbers."""

    text: str
    bare: Bare
    notes: list[str]


def _reading(cell: _Cell, is_monthly: bool, years: int | None) -> CellReading:
    text = _BRACKET.sub(lambda found: _bracket(cell, found[1]), cell.text)
    text = " ".join(text.split())
    terms, gaps = find_terms(text, cell.bare)
    if not terms:
        if _key(text) in _NOTHING and text:
            return CellReading("none", notes=tuple(cell.notes))
        raise UnreadableError("no amount is written here")
    if _is_share_count(terms, gaps):
        return CellReading("shares", notes=(*cell.notes, text), problem="a number of shares, which is no amount")
    ranges = _ranges(cell, terms, gaps)
    if _names_shares(gaps):
        # `4,000 RSUs (~$200K)`: what has no currency is the number of shares.
        ranges = [r for r in ranges if r.is_pct or r.amounts.sign]
    amounts = [r.amounts for r in ranges if not r.is_pct]
    pcts = [r.amounts for r in ranges if r.is_pct]
    others = [a for a in amounts[1:] if a.sign != amounts[0].sign]
    if len(pcts) > 1 or len(others) < len(amounts) - 1:
        raise UnreadableError("several figures are written here, and nothing says which one holds")
    if is_monthly and amounts:
        amounts = [_times_12(a) for a in amounts]
        others = [_times_12(a) for a in others]
        cell.notes.append(MONTHLY)
    cell.notes.extend(r.note for r in ranges if r.note)
    pct = pcts[0] if pcts else Amounts(None, None)
    return CellReading(
        "both" if pcts and amounts else "percent" if pcts else "amount",
        amounts[0] if amounts else None,
        others[0] if others else None,
        pct.low,
        pct.high,
        years,
        tuple(cell.notes),
    )


def _key(text: str) -> str:
    return text.strip(" .-–—−*").casefold()


def _plain(text: str) -> str:
    """The text without Markdown and HTML marks, footnotes and what is struck out."""
    if "~~" in text or "<s" in text:
        text = _STRUCK.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" / " if "<br" in text.lower() else " ", text)
    if "&" in text:
        from html import unescape  # noqa: PLC0415 - few cells need it

        text = unescape(text)
    return text.translate(_MARKUP).strip()


def _bracket(cell: _Cell, inner: str) -> str:
    """A bracket that holds only a figure stands as an alternative to what is before it; others are notes.

    One that holds only a currency stands behind the figure, and a footnote says nothing.
    """
    if read_sign(inner.strip()):
        return f" {inner} "
    try:
        terms, gaps = find_terms(inner, cell.bare)
        is_figure = bool(terms) and not _is_share_count(terms, gaps) and not any(t.is_weak for t in terms[-1:])
        if is_figure and not any(_unknown_words(gap) for gap in gaps):
            return f" / {inner} "
    except UnreadableError:
        pass
    if inner.strip() and not inner.startswith("^"):
        cell.notes.append(inner.strip())
    return " "


def _ranges(cell: _Cell, terms: list[Term], gaps: list[str]) -> list[Range]:
    """The figures that terms and the text between them make."""
    joints = [_joint(cell, gap) for gap in gaps[1:-1]]
    lead, tail = _edge(cell, gaps[0]), _edge(cell, gaps[-1])
    if joints == ["or", "to", "or"] and terms[0].sign == terms[2].sign and terms[1].sign == terms[3].sign:
        return [make_range(terms[0], terms[2], cell.bare), make_range(terms[1], terms[3], cell.bare)]
    groups = [[terms[0]]]
    for joint, term in zip(joints, terms[1:], strict=True):
        if joint == "to":
            groups[-1].append(term)
        else:
            groups.append([term])
    found = []
    for group in groups:
        if len(group) > 2:
            raise UnreadableError("a range has more than two ends")
        found.append(make_range(group[0], group[-1], cell.bare))
    if _unknown_words(gaps[-1]) and any(t.value < 1000 and t.value and not t.unit and not t.is_pct for t in terms[-1:]):
        raise UnreadableError(f"`{tail[:40]}` may be a unit, and is not known as one")
    if len(terms) == 1:
        is_open = gaps[-1].strip().startswith("+") and not found[0].is_pct
        found = [_one_sided(found[0], "from" if is_open else lead, tail)]
    return found


def _joint(cell: _Cell, gap: str) -> str:
    """What the text between two amounts makes of them: `to`, a range; `or`, alternatives."""
    text = gap.strip(" +~≈").casefold()
    if gap.strip() in _TILDES:
        return "to"
    if text in _DASHES or (text == "and" and "between" in cell.text.casefold()):
        return "to"
    if text in _ALTERNATIVES:
        return "or"
    rest = _WORD.sub(lambda word: "" if word[0] in _HARMLESS else word[0], text)
    rest = "".join(rest.split()).strip("+~≈.")
    if rest in _DASHES:
        return "to"
    if rest in _ALTERNATIVES:
        return "or"
    if "/" in (text[:1], text[-1:]):
        cell.notes.append(text.strip("/ "))
        return "or"
    raise UnreadableError(
        f"`{gap.strip()[:40]}` stands between two amounts"
        if gap.strip()
        else "two amounts stand side by side, without a dash or slash between them"
    )


def _edge(cell: _Cell, gap: str) -> str:
    """The text before or behind the amounts, noted where it says something."""
    text = gap.strip(" /,;:.")
    if not text:
        return ""
    if text in _DASHES or _LEFT_OVER.search(text):
        raise UnreadableError(f"`{text[:40]}` is not read, and may belong to the figure")
    if "~" in text or "≈" in text:
        cell.notes.append("approximate")
    if text.startswith("+") and text.strip("+ ") == "":
        cell.notes.append("open-ended")
    elif (words := text.strip("+~≈ ")) and (_unknown_words(words) or not _WORD.search(words)):
        cell.notes.append(words)
    return text.casefold().strip("+~≈ ")


def _unknown_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _HARMLESS]


def _is_share_count(terms: list[Term], gaps: list[str]) -> bool:
    return not any(term.sign or term.is_pct for term in terms) and _names_shares(gaps)


def _names_shares(gaps: list[str]) -> bool:
    return any(word in _SHARES for gap in gaps for word in _WORD.findall(gap.casefold()))


def _one_sided(found: Range, lead: str, tail: str) -> Range:
    """`up to $50K` states no low end, `from $50K` no high one."""
    amounts = found.amounts
    if lead in _AT_MOST or tail in _AT_MOST:
        return found._replace(amounts=amounts._replace(low=None))
    if lead in _AT_LEAST or tail in _AT_LEAST:
        return found._replace(amounts=amounts._replace(high=None))
    return found


def _times_12(amounts: Amounts) -> Amounts:
    low, high = (None if end is None else end * 12 for end in amounts[:2])
    return amounts._replace(low=low, high=high)
