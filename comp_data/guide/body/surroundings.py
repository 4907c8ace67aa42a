"""Find what is written around a compensation table: headings, lines beside it, captions, footnotes, notes."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, filterfalse, groupby, islice, pairwise, takewhile
from typing import NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body import context
from comp_data.guide.body.cells.amounts import is_unit
from comp_data.guide.body.cells.cell_text import LEVEL, find_part_time, find_words, is_harmless
from comp_data.guide.body.context import LONGEST, MOST_WORDS, NOTHING, Context, join, read_context, read_contexts
from comp_data.guide.body.headers import find_places, is_pay_word, read_corner, read_head
from comp_data.guide.body.layouts import COMPONENTS, NAMES, Role, is_place, role_of
from comp_data.guide.body.markdown_tables import MarkdownTable, find_tables, plain
from comp_data.guide.body.refusals import COUNTED
from comp_data.guide.body.sections import Body, plain_text
from comp_data.values.currencies import name_codes, read_sign
from comp_data.values.periods import is_period_name
from comp_data.values.words import any_of, key_of, words

_MOST_LINES = 3
_BESIDE_TABLE = 1_500
_OTHER_PAY = regex(rf"\b{any_of('texts', 'other pay')}\b", re.IGNORECASE)
_OF_SOME = words("texts", "of some people")
_SHARE = regex(r"(?<![0-9])[0-9]{1,2}(?:\.[0-9]+)?\s?%")
_OF_GUIDES = words("names", "of guides")
_PART_OF_TOTAL = regex(r"\b(?:totals?|tc)\b" + any_of("texts", "part of a total"), re.IGNORECASE)
"""A total that leaves equity out, or has in it what is not paid each year."""
_AVERAGE = regex(any_of("headers", "average"))
_OF_A_PART = regex(any_of("texts", "about a part of pay"), re.IGNORECASE)
_MARK = r"\[\^[^\[\]\n]*\]|<sup>[^<>\n]*</sup>|[¹²³⁰-⁹†‡§]+"
_REFERENCE = regex(rf"^[^*]*?(?P<stars>(?:\\?\*)+)$|{_MARK}")
# A pattern that begins with a line break finds its lines many times faster than one that begins with `^`.
_FOOTNOTE = regex(rf"\n[^\S\n]*(?P<mark>{_MARK}|(?:\\\*)+|\*+(?=\s)):?[^\S\n]*(?P<text>.+)")
_AROUND_MARK = regex(r"\\|<[^<>]*>")
_SUBJECT = words("texts", "subject")
_CAPTION = _SUBJECT | words("texts", "caption")
_OF_FIGURES = words("texts", "about the figures") | context.OF_BOTH
"""Words of a line that is about the figures of a table."""
_CALENDAR_YEAR = regex(any_of("texts", "calendar year"))
_FORMER = regex(any_of("texts", "former bonus"), re.IGNORECASE)
_VERB = rf"\b{any_of('texts', 'verb')}\b"
_NAME = regex(rf"{any_of('texts', 'of all')}|\b(?:(?<=\bfor )|(?=.*(?:{_VERB}|:)))([A-Z][\w.]+(?: [A-Z]\w+)*)")
_LARGE = regex(r"[0-9]{5}|[0-9]{2}[.,\s'’][0-9]{3}")
_RANGE = regex(r"(?:[kKmM]|[0-9][.,'’\s][0-9]{3})\s?[–—-]\s?\S{0,4}[0-9]")
_PARTS = frozenset(("stock", "bonus", "signing_bonus", "carry"))
_OF_ROW = regex(  # `London figures are monthly`, `Oslo: net of tax`
    rf"(?:In |For )?([A-Z][\w.]*(?: [A-Z][\w.]*)*)(?=\s?:|,? {any_of('texts', 'after the name of a row')})"
    rf"(?!.*\b{any_of('texts', 'not about one row')}\b)"
)
_LABEL = regex(r"\s*(?:\*\*.*\*\*:?|.*:(?:\*\*)?)\s*")
_BASE = regex(r"\bbase_(?:low|high): *([0-9]+)")
_GROUPS = regex(r"(?<=[0-9])[.,'’\s](?=[0-9]{3}(?![0-9]))")
_SHOWN = regex(r"\A(?![\s>]*\[[^\[\]^][^\[\]]*\]:\s*\S+(?:\s+[\"'(].*)?\s*\Z)[\s>]*[^\s>]")  # no address of a link
_SENTENCES = regex(rf"[.;](?:(?<=;)(?=(?: \w+){{1,3}} {_VERB})|(?<=[\w)%]{{2}}\.)(?<!\b1[34]\.)(?=\s+[A-Z]))\s+")
_CLAUSE = regex(rf"({_VERB}[^.;,]*),(?=(?: \w+){{1,3}} {_VERB})")
_MARKED_NOTE = rf"\W{{0,9}}{any_of('texts', 'before a note')}\W{{0,9}}[:：–—]\W{{0,9}}\s"
_NOTE = regex(rf"^[\s>]*(?:(?:[-+*]|[0-9]{{1,3}}[.)])\s+)?(?:{_MARKED_NOTE})?", re.IGNORECASE)
_OF_ALL = regex(rf"\* (?:{_MARKED_NOTE}|(?:\w+ )?(?:{'|'.join(sorted(words('texts', 'subject')))})\b)", re.IGNORECASE)
_BLOCK, _ITEM = regex(r" {0,3}[#|]"), regex(r" {0,3}(?:[-+*]|[0-9]{1,3}[.)])\s")
_OF_OTHERS = regex(  # the pay of a company, at a company, or of a job
    rf"^\W*([A-Z]\w+)(?:['’]s)?(?= (?i:{any_of('texts', 'after a company')})\b)"
    rf"|\b{any_of('texts', 'before a company')} (?:the )?([A-Z]\w+)|(\w+)(?= (?i:{any_of('texts', 'after a job')})\b)"
)
_HINT = regex(r"""\b(?:title|aria-label)\s*=\s*["']([^"']*)""", re.IGNORECASE)


class Surroundings:
    """The texts around a table: `common` is for all of its figures, `unit` and `period` are of a line beside it."""

    def __init__(self, body: Body, table: MarkdownTable) -> None:
        self._body = body
        self.own: frozenset[str] = context.words_of(body.title.label) if body.title else frozenset()
        above, headings = list(_lines_above(body, table)), _headings_over(body, table)
        lines = *_lines_around(body, table, above), *headings, read_corner(table.header[0].text)
        short = (_CLAUSE.sub(r"\1;", one) if ", " in one else one for one in lines if len(one) <= LONGEST)
        texts = (text for one in short for text in _SENTENCES.split(_NOTE.sub("", plain_text(one))))
        self._lines = [text for text in texts if text.strip("- ").casefold() not in ("", "negotiation dna")]
        after = body.visible[table.end : table.end + _BESIDE_TABLE]
        marked = reversed(list(_FOOTNOTE.finditer("\n".join(("", *table.trailing, after)))))
        named = [(text, own[1]) for text in self._lines if any(_context_of_line(text)) and (own := _OF_ROW.match(text))]
        rows = {plain(row.cells[0].text): row.cells[0].text for row in table.rows if row.cells} if named else {}
        by_row = {rows[one]: text for text, one in named if [row for row in rows if row in text or one in row] == [one]}
        self._footnotes = {_AROUND_MARK.sub("", found["mark"]): found["text"] for found in marked} | by_row
        self._lines = [text for text in self._lines if not by_row or text not in by_row.values()]
        said = list(map(_context_of_line, self._lines))
        codes = [(text, code) for text, one in zip(self._lines, said, strict=True) for code in one.currencies]
        is_of_places = all(any(map(is_place, _NAME.findall(name_codes(text)))) for text, _ in codes)  # `Oslo is in NOK`
        self._others = {one for text in _labels_of(headings, above) if (one := context.head_of_others(text, self.own))}
        problems = filter(None, map(self.problem, (*self._lines, *sorted(self._others))))
        common = join((*(Context(other_pay=why) for why in problems), *said))
        self.common: Context = common._replace(currencies=() if is_of_places else tuple([code for _, code in codes]))
        stated = list(filter(None, map(_unit_of, _captions(body, table))))
        self.unit: str = next((text for text in stated if read_head(f"Base{text}").factor == 1), "")
        self.period: str = next((text for text in stated if text != self.unit), "")

    def with_unit(self, header: str, text: str) -> str:
        """Return a header with the unit of the line beside the table, unless the header or the cell has one."""
        is_own = _LARGE.search(text) or COUNTED.search(header) or read_head(header).bare.unit != 1
        return header if is_own or text.rstrip("*_").endswith("%") else header + self.unit

    def problem(self, text: str) -> str | None:
        """Return why a text is about other figures: `Interns`, `Archived`, `Senior` before the title, an old year."""
        found = context.words_of(text) if len(text) <= context.SHORT else frozenset()
        more = found - self.own
        is_higher = bool(more) and more <= context.RANKS and len(found & self.own) > 1  # `Senior Data Engineer`
        if is_higher or text in self._others or context.names_other_pay(text, self.own):
            return f"`{plain_text(text)}` beside it names other pay than the guide's"
        year = max(map(int, _CALENDAR_YEAR.findall(text)), default=0) if "20" in text else 0
        guide = (year and self._body.year) or 0
        is_old = year < guide - 1 and not _FORMER.fullmatch(text) and _is_about_figures(plain_text(text))
        return f"`{plain_text(text)}` is stated beside it, and the guide is of {guide}" if is_old else None

    @property
    def role(self) -> Role:
        """The part of pay that the texts name; empty if none does."""
        named = (one for one in self._lines if role_of(one) in COMPONENTS and _is_about_figures(one))
        return next((role_of(one) for one in named if not _OF_A_PART.search(one)), "")

    def of(self, *texts: str) -> Context:
        """Return what the footnotes and the tooltips of texts say."""
        found = [hint for text in texts if "=" in text for hint in _HINT.findall(text)]
        if self._footnotes:
            marks = (mark["stars"] or mark[0] for text in texts for mark in _REFERENCE.finditer(text))
            found += filter(None, map(self._footnotes.get, (*texts, *(_AROUND_MARK.sub("", mark) for mark in marks))))
        totals = (Context(total=text) for text in found if _PART_OF_TOTAL.search(text))
        others = (Context(other_pay=why) for text in found if (why := self.problem(text)))
        return join((*totals, *others, read_contexts(found))) if found else NOTHING


def _captions(body: Body, table: MarkdownTable) -> Iterator[str]:
    """Yield the sentences of the lines above and below a table, unless another table is on their other side."""
    above, _, line = body.visible[body.start : table.start].rstrip().rpartition("\n")
    if not above.rstrip().endswith("|") or _LABEL.fullmatch(line):
        yield from _SENTENCES.split(line[:LONGEST])
    line, _, below = body.visible[table.end : table.end + _BESIDE_TABLE].lstrip().partition("\n")
    if not (below.lstrip().startswith("|") or _FOOTNOTE.match("\n" + line)):
        yield from _SENTENCES.split(line[:LONGEST])
    yield from (*table.trailing, read_corner(table.header[0].text))


@lru_cache(512)
def _unit_of(line: str) -> str:
    """Return the unit and period that a line states for a table, as its headers do: ` (k €)`; empty if unclear."""
    texts = re.sub(r"[^\w$€£¥₹%'’]", " ", name_codes(plain_text(line))).split()
    said: list[str] = []
    for word in [word for word in texts if not word.isdigit() and word.casefold() not in _CAPTION]:
        if is_unit(word) or read_sign(word) or is_period_name(word):
            said.append(word)
        elif role_of(word) not in NAMES and (role_of(word) in _PARTS or not _is_of_figures(word)):
            return ""  # `Bonus`, but not `Pay by location`
    head = read_head(f"Base ({' '.join(said)})" if said else "Base")
    is_clear = head.bare.unit != 1 if head.factor == 1 else read_context(line).period  # not `Paid monthly`
    return f" ({' '.join(said)})" if is_clear and len(head.stated) < 2 and not head.problem else ""


class Rank(NamedTuple):
    """How likely a table is the one of the guide, by the headings over it and by its figures."""

    is_other_pay: bool = False
    year: int = 0
    is_of_some: bool = False  # of some people: `L6 and above`, `top 10%`
    is_own: bool = False  # a heading has no other words than the guide's title
    is_plain: bool = False  # the headings are about pay in general
    fit: int = 0  # 2 if it has all base salaries of front matter, 1 if it has ranges
    level: str | None = None  # the level over it, if each table is of one level


def rank_of(body: Body, table: MarkdownTable) -> Rank:
    """Rank a table by the headings over it, a short line above it, and its figures."""
    above = _labels_of(_headings_over(body, table), _lines_above(body, table))
    said = " ; ".join(above)
    title = context.words_of(body.title.label if body.title and body.title.label not in above else "") - _OF_GUIDES
    named = [context.words_of(text) - context.OF_OTHER_PAY for text in above if not find_places(text)]
    is_own = any(words <= title for words in named if words)
    is_of_some = _SHARE.search(said) or LEVEL.search(said) or not _OF_SOME.isdisjoint(find_words(said.casefold()))
    year = max(map(int, _CALENDAR_YEAR.findall(said)), default=0)
    is_other = any(context.names_other_pay(text, title) or context.head_of_others(text, title) for text in above)
    is_other = is_other or _OTHER_PAY.search(said) is not None or _average_in(body, table, above) is not None
    is_plain = not is_of_some and all(map(_is_of_figures, context.words_of(said)))
    fit = 2 if _states_pay(body, table) else int(_RANGE.search(body.text, table.start, table.end) is not None)
    return Rank(is_other, year, bool(is_of_some), is_own, is_plain, fit)


def _labels_of(headings: list[str], above: Iterable[str]) -> list[str]:
    """Return the headings over a table but the title, and the end of the line above it if that is short."""
    line = next(filter(_SHOWN.search, above), "").strip()
    is_label = line.rstrip("*_").endswith(":") or line[:1] == line[-1:] in ("*", "_")
    is_note = not is_label and (line.endswith((".", "。")) or ":" in line)  # `Probation: six months.`
    last = _SENTENCES.split(line)[-1] if is_label else line
    is_short = len(last.split()) <= (MOST_WORDS if is_label else 4)
    labels = [*headings, plain_text(last)] if is_short and not is_note else headings
    return [label for label in labels if "|" not in label and 0 < len(label) <= LONGEST]


def unconfirmed_label(body: Body, start: int) -> str | None:
    """Return a label over the table at an offset that does not say that this is the guide's pay: `Wish list`."""
    table = next(one for one in find_tables(body) if one.start == start)
    own = context.words_of(body.title.label if body.title else "") - context.OF_OTHER_PAY
    own |= {f"{word}s" for word in own} | context.THIS_PAY
    labels = _labels_of(_headings_over(body, table), _lines_above(body, table))
    return _average_in(body, table, labels) or next((text for text in labels if not _is_confirmed(text, own)), None)


def _average_in(body: Body, table: MarkdownTable, labels: list[str]) -> str | None:
    """Return the label or header that says that a table without ranges has averages: `Median Salary`."""
    heads = [cell.text.partition("(")[0] for cell in table.header if role_of(cell.text) in ("base", "total_comp")]
    texts = () if _RANGE.search(body.text, table.start, table.end) else (*labels, *heads)
    return next((text for text in texts if _AVERAGE.search(key_of(text))), None)


def _is_confirmed(text: str, own: frozenset[str]) -> bool:
    """Return whether a label names this pay, at no unknown company, or has known words only: `The numbers`."""
    # The words of a label in Chinese have no blanks between them.
    found = [word for word in find_words(re.sub(r"-|['’]s\b", " ", name_codes(text))) if word < "\u0530"]
    listed = own.union(context.OF_OTHER_PAY, _OF_FIGURES, _CAPTION, _OF_GUIDES, words("texts", "known in a label"))
    forms = {word: {word.lower(), word.lower().removesuffix("s")} for word in found if not _is_of_figures(word)}
    unknown = {word for word, ways in forms.items() if listed.isdisjoint(ways)}
    is_of_pay = re.search(rf"\b{any_of('texts', 'pay in a label')}", key_of(text)) or own & context.words_of(text)
    is_of_part = any(role_of(word) in (*COMPONENTS, *NAMES) for word in found) or LEVEL.search(text) or is_place(text)
    return not unknown or bool((is_of_pay or is_of_part) and unknown.isdisjoint(chain(*_OF_OTHERS.findall(text))))


def _lines_above(body: Body, table: MarkdownTable) -> Iterator[str]:
    """Yield the lines above a table, the nearest first, up to another block."""
    near = body.visible[max(body.start, table.start - _BESIDE_TABLE) : table.start]
    lines = filter(None, map(str.rstrip, reversed(near.split("\n"))))
    return _until_block(islice(lines, _MOST_LINES))


def _until_block(lines: Iterable[str]) -> Iterator[str]:
    """Return the lines up to another block: those of a list, or those before one."""
    near = takewhile(lambda line: not _BLOCK.match(line), lines)
    return next((group for _, group in groupby(near, lambda line: _ITEM.match(line) is None)), iter(()))


def _headings_over(body: Body, table: MarkdownTable) -> list[str]:
    """Return the headings over a table but the title; not `Interns` with a table over a bold label `Full-time`."""
    over = list(body.labels_over(table.start))
    labels = [one for one in over if one.is_heading and body.rank(one) > 1]
    has_own = over and not over[0].is_heading and not context.THIS_PAY.isdisjoint(context.words_of(over[0].label))
    end = (over[0] if has_own else table).start
    texts = ((one, body.visible[one.label_end : end]) for one in labels if "|" not in one.label)  # not the title
    ended = [one for one, text in texts if "|" in text and _OTHER_PAY.search(one.label) and not find_part_time(text)]
    is_ended = ended and (has_own or _states_pay(body, table))
    return [one.label for one in labels if not (is_ended and one in ended)]


def _states_pay(body: Body, table: MarkdownTable) -> bool:
    """Return whether a table has each base salary of the front matter in it."""
    stated = _BASE.findall(body.text, 0, body.start)
    numbers = re.findall(r"[0-9]+", _GROUPS.sub("", body.text[table.start : table.end])) if stated else ()
    return bool(stated) and all(one in numbers or one.removesuffix("000") in numbers for one in stated)


def _lines_around(body: Body, table: MarkdownTable, above: list[str]) -> list[str]:
    """Return the lines `above` a table and those below it, and its last lines without figures."""
    lines = body.visible[table.end : table.end + _BESIDE_TABLE].split("\n")
    after = [*islice(filter(_SHOWN.search, lines), _MOST_LINES + 1), ""]
    labels = {line for line, following in pairwise(after) if following.lstrip()[:1] == "|" and _LABEL.fullmatch(line)}
    labels |= {line for line, following in pairwise(lines) if "<summary" in line or following[:2] in ("--", "==")}
    below = _until_block(takewhile(lambda line: line not in labels, after[:_MOST_LINES]))
    sides = (enumerate(above), enumerate(below))
    near = (line for side in sides for at, line in side if at == 0 or len(line) <= context.SHORT)  # then short ones
    found = filter(_SHOWN.search, (*near, *table.trailing))
    return [line for line in found if line[:1].isalpha() or _OF_ALL.match(line) or not _FOOTNOTE.match("\n" + line)]


@lru_cache(1024)  # many guides have the same headings
def _context_of_line(text: str) -> Context:
    """Return what a sentence beside a table says about its figures; a long one, or one about others, is skipped."""
    if len(text.split()) > MOST_WORDS or not _is_about_figures(text):
        return NOTHING
    return Context(total=text) if re.search("(?i)tot|tc", text) and _PART_OF_TOTAL.search(text) else read_context(text)


def _is_about_figures(text: str) -> bool:
    """Return whether a line is about the figures of the table beside it, by its first words or all but one of them."""
    # Words in lower case first, then the last ones: names, of which each guide has others, take longest to look up.
    words = find_words(name_codes(text))[::-1]
    said = [word.casefold() for word in words]
    after_phrase = find_words(text.rpartition(", ")[2])[:2]  # `According to HR, these figures are net.`
    if not _SUBJECT.isdisjoint((*said[-3:], *map(str.casefold, after_phrase))):
        return True
    is_of_others = _SUBJECT.isdisjoint(said) and not context.NOT_THIS_PAY.isdisjoint(said[-3:])  # `Interns: monthly`
    ordered = sorted(words, key=str.islower, reverse=True)
    return not is_of_others and len(list(islice(filterfalse(_is_of_figures, ordered), 2))) < 2


@lru_cache(4096)
def _is_of_figures(word: str) -> bool:
    return word.casefold() in _OF_FIGURES or is_period_name(word) or is_harmless(word) or is_pay_word(word)
