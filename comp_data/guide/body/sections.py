"""The body of a guide: its labelled sections, and its text without the marks of Markdown.

A section begins with a heading of any level, or with a line that begins with a bold label.
Headings are those of CommonMark: `# Title`, `<h1>Title</h1>`, and a line underlined with `===` or `---`.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, NamedTuple

from comp_data.base.patterns import regex
from comp_data.values.words import any_of

# A pattern that begins with a line break finds its lines many times faster than one that begins with `^`.
_LABEL = regex(
    r"\n[ ]{0,3}(?=[=>#*_<-])(?:(?:=+|-{2,})[ \t]*|(?:>[ \t]?[ ]{0,3})?"
    r"(?:(?:#{1,6}[ \t]+|<[hH][1-6]\b[^<>\r\n]*>)"
    r"(?P<heading>[^\r\n<]*+(?:<(?!/[hH][1-6]>)[^\r\n<]*+)*)(?:</[hH][1-6]>[ \t]*)?"
    r"|(?:\*\*|__)(?P<bold>[^*_\r\n][^*\r\n]{0,300}?)(?:\*\*|__)(?P<rest>[^\r\n]*)))(?=\r?(?:\n|\Z))"
)
"""A heading, a bold label, or the line below a heading."""
_UPDATED = regex(r"(?m)^last_updated: *['\"]?(20[0-9]{2})")
_NO_HEADING = regex(r"[ \t]*(?:$|[>#|*+=-]|[0-9]+[.)][ \t]|(?: {4}|\t))")
_FENCED = regex(r"^ {0,3}(([`~])\2\2+)(?!(?<=`)[^\n]*`)[^\n]*$(?:.*?^ {0,3}\1\2*\s*$|.*)", re.DOTALL | re.MULTILINE)
_GOES_ON_IN_ITEM = r"(?![ \t]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t\r\n]|```|~~~))"
_ITEM = (
    r"(?!(?:[ \t]*[-*]){3,}[ \t\r]*\n)[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t\r][^\n]*)?\n"
    rf"(?>(?:{_GOES_ON_IN_ITEM}(?:[ \t]+(?=\S)|(?=[^\W_]))[^\n]*\n)*)(?>(?:{_GOES_ON_IN_ITEM}[ \t\r][^\n]*\n|\n)*)"
)
"""The lines of an item of a list above a fence in it: its paragraph, and what is indented."""
_NOT_SHOWN = regex(
    rf"(?ims){_FENCED.pattern}|(?P<code>`[^`\n]+`)"
    r"|^ {0,3}<(?:!--(?:-?>|.*?(?:--!?>|\Z))|(?:\?|!(?-i:[A-Z]|\[CDATA\[))[^>]*)"
    r"|(?<!\\)<!--(?:(?!<!--|\n[ \t\r]*[\n|]).)*?-->"
    r"|^ {0,3}<(?:pre|script|style|textarea)\b.*?(?:</(?:pre|script|style|textarea)>|(?=<table\b)|\Z)"  # not a table
    rf"|^(?:(?P<item>{_ITEM})(?P<far> {{2,3}})| {{0,3}}(?:[-+*]|(?P<number>[0-9]{{1,9}}[.)]))[ \t]+)"
    r"(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*(?:\n(?![ \t]*(?P=fence)[`~]*[ \t\r]*$)"
    r"(?:(?:(?(far)(?P=far)|(?(number) )  )|\t)[^\n]*|(?=\r?\n)))*(?:\n[ \t]+(?P=fence)[^\n]*)?"
    rf"|^ {{0,3}}</?(?:{any_of('texts', 'blocks of HTML')}(?=[\s/>])[^<\n]*|[a-z][a-z0-9-]*(?:\s[^<>\n]*)?/?>[ \t\r]*)"
    r"\n(?:[ \t\r]*[^<\s][^<\n]*\n)*? {0,3}(?:```|~~~)[^\n]*(?:\n(?![ \t\r]*$)[^\n]*)*"
)
"""In this order: fenced code; code in a line, which is shown; comments and declarations; a comment within a line;
literal HTML; fenced code in an item of a list; other HTML that has a fence, up to its first blank line."""
_NOT_LINE_END = regex(r"[^\r\n]")
LONE_CR: Final = regex(r"\r(?!\n)")
_LEVEL = regex(r"[ >\t]*(?:(#{1,6})|<[hH]([1-6]))")
_GOES_ON = r"[ \t]*(?:[a-z](?![.)])|\((?![0-9a-z]\))|= )"
_MAY_GO_ON = regex(rf"\n(?<![\n:*_|]\n)(?:{_GOES_ON}|(?:(?<= =\n)|(?<= =\r\n))\S)")
_ROWS_WITHOUT_BARS = regex(r"\n[ ]*(?::-|-+(?:[ ]*[|]|:))")
_WRAPPED = regex(
    r"(?m)^ {0,3}\|(?=[ :|]*-)[ :|-]*\r?\n(?:[ \t]*[^\s][^\n]*\n)*"  # the rows of a table, which stay
    r"|^(?![ ]{0,3}(?:#+\s|[|<>]|={2}|-{2}))(?P<line>[^\r\n]*[^\s:*_\\])\r?\n"
    rf"(?=(?:{_GOES_ON}|(?:(?<=[|,&+=]\n)|(?<=[|,&+=]\r\n))[ \t]*(?![-*+>]\s|#+\s|\||[0-9]+[.)]\s)\S"
    r"|(?<=[^\n]{50}\n)[ \t]*(?!\w{1,2}[.)]\s|[^\n:(`|]{2,30}:\s)(?:[`\"“$€£+#]{1,2}|[—–] |\\[+-]\s)?[^\W_]"
    r"|(?<=[^\n]{50}\n)[ \t]*\|[ \t](?=[^\n]*[^|\s\\][ \t]*\r?\n(?![ \t]*+\|?[ \t:]*+-))))"
)
"""A line that goes on below: with a word in lower case, or with any after a comma, a bar or `=`, or if it is long."""


class Section(NamedTuple):
    """A labelled part of a body, with the label in lower case. Offsets are the file's; it ends at the next label."""

    label: str
    is_heading: bool
    start: int
    label_end: int
    content_start: int
    end: int
    lower: str


class Body:
    """The part of a file after the front matter: `text` is the whole file, `start` the offset of the body."""

    def __init__(self, text: str, start: int, year: int | None = None) -> None:
        self.text = text
        self.start = start
        self._year = year
        self.tables: tuple[Any, ...] | None = None
        """The result of `find_tables`; None until it is called."""

    @property
    def year(self) -> int | None:
        """The year of the guide, by default that of `last_updated`; None if it is not known."""
        found = None if self._year else _UPDATED.search(self.text, 0, self.start)
        return int(found[1]) if found else self._year

    @cached_property
    def visible(self) -> str:
        """The file's text without code, comments and scripts; offsets stay the same."""
        text, start = self.text, self.start
        if text.find("\r", start) >= 0:  # alone, it ends a line too
            text = text[:start] + LONE_CR.sub("\n", text[start:])
        # One character is found ten times faster than several.
        signs = ((sign, text.find(sign[0], start)) for sign in ("<", "```", "~~~"))
        if any(at >= 0 and text.find(sign, at) >= 0 for sign, at in signs):
            text = text[:start] + _NOT_SHOWN.sub(
                lambda m: (shown := m["code"] or m["item"] or "") + _NOT_LINE_END.sub(" ", m[0][len(shown) :]),
                text[start:],
            )
        return _unwrapped(text, start)

    @cached_property
    def lines(self) -> str:
        """The visible text after a line break: patterns that begin with one find the first line of a file too."""
        return "\n" + self.visible

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The labelled parts, in order."""
        labels = list(filter(None, map(self._label, _LABEL.finditer(self.lines, self.start))))
        ends = [*(label[2] for label in labels[1:]), len(self.text)]
        return tuple([Section(*label, end, label[0].lower()) for label, end in zip(labels, ends, strict=False)])

    def _label(self, found: re.Match[str]) -> tuple[str, bool, int, int, int] | None:
        """Return the section that begins with a line, or the one above, without its end; None if that is no heading."""
        heading, bold, rest = found.groups()
        start, end = found.start(), found.end() - 1 - len(rest or "")
        if bold or heading is not None:
            return _plain(bold or heading), not bold, start, end, end
        above_end = max(start - 1, 0)
        above = max(self.visible.rfind("\n", self.start, above_end) + 1, self.start)
        text = self.visible[above:above_end]
        is_row = "|" in text and "=" not in found[0] and self.visible[max(above - 2, self.start) : above].strip()
        return None if _NO_HEADING.match(text) or is_row else (_plain(text), True, above, above_end, end)

    @property
    def title(self) -> Section | None:
        """The first heading, which names role and company."""
        return next((section for section in self.sections if section.is_heading), None)

    def find(self, *words: str) -> tuple[Section, ...]:
        """Return the sections whose label contains one of the words (lower case)."""
        found = {section for word in words for section in self.sections if word in section.lower}
        return tuple(sorted(found, key=attrgetter("start")))

    def rank(self, section: Section) -> int:
        """Return the level of a heading, 2 for an underlined one; a bold label ranks below all of them."""
        if not section.is_heading:
            return 7
        level = _LEVEL.match(self.text, section.start)
        return int(level[2] or len(level[1])) if level else 2

    def labels_over(self, offset: int) -> Iterator[Section]:
        """Yield the sections that an offset is in, the innermost first."""
        inner = 8  # of all ranks, the lowest is 7
        for one in reversed(self.sections):
            if one.label_end <= offset and (rank := self.rank(one)) < inner:
                inner = rank
                yield one

    def whole_end(self, section: Section) -> int:
        """Return the end of a section with its subsections: the next label of the same or a higher rank."""
        after, rank = bisect(self.sections, section.start, key=attrgetter("start")), self.rank(section)
        later = map(self.sections.__getitem__, range(after, len(self.sections)))  # a slice would copy all of them
        return next((one.start for one in later if self.rank(one) <= rank), len(self.text))


def _plain(text: str) -> str:
    """Return a label as it is shown, without the marks around it: closing `#`, emphasis, a colon at its end."""
    text = plain_text(text) if "[" in text or "<" in text or "~~" in text else text
    return text.strip().strip("#").strip().strip("*_").strip().rstrip(":").strip()


def _unwrapped(text: str, start: int) -> str:
    """Join lines that go on below, if an early one does and each table has bars around it; offsets stay the same."""
    if not _MAY_GO_ON.search(text, start, start + 4_000) or _ROWS_WITHOUT_BARS.search(text, start):
        return text
    return text[:start] + _WRAPPED.sub(lambda found: (found["line"] or found[0]).ljust(len(found[0])), text[start:])


Extent = tuple[int, int]
"""Offsets in the file's text: of the first character, and one past the last."""

_MARKS = regex(
    r"(?:!\[[^\[\]]*|\[(?P<link>(?![0-9]+\]\[)[^\[\]]*))\]"
    r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"]*\")?\)|\[[^\[\]]*\])"
    r"|~~(?!\s)[^~]+(?<!\s)~~|(?i:<(?P<struck>s|del|strike)\b[^<>]*>[^<]*</(?P=struck)\s*>)"
    r"|<(?P<address>https?://[^<>\s]*)>|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|</?[A-Za-z][^<>]*>|\[\^[^\[\]]*\]|~~|`+"
)
_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)
_BEGINS_MARK = regex(r"[<\\~`]|\][(\[]|\[\^")
_MAY_BE_MARK = regex(r"[\[<\\~`*_&]")
_EMPHASIS = regex(
    r"(?P<star>\*{1,3})(?![\s*])(?P<starred>[^*\r\n]++(?:\*+[^*\r\n]++){0,12}?)(?<!\s)(?P=star)(?!\*)"
    r"|(?<!\w)(?P<bar>_{1,3})(?!\s)(?P<barred>[^_\r\n]++(?:_+[^_\r\n]++){0,12}?)(?<!\s)(?P=bar)(?!\w)"
)

LIST_ITEM = regex(r"^[ >\t]*(?:[-+•*][ \t]+|\d{1,3}[.)][ \t]+|(?=\[\d{1,3}\]))(?P<text>\S[^\r\n]*)", re.MULTILINE)
"""Matches a list item; a line that begins with a citation number, `[1]`, counts as one."""


class BodyText(NamedTuple):
    """A text without Markdown marks, on one line, and the place of its content in the file."""

    text: str
    span: Extent


def text_at(text: str, start: int, end: int) -> BodyText | None:
    """Return a part of the file as text; None if it consists of marks only."""
    raw = text[start:end].rstrip().removesuffix("\\").rstrip()
    plain, end = plain_text(raw), start + len(raw)
    return BodyText(plain, (end - len(raw.lstrip()), end)) if plain else None


def plain_text(text: str) -> str:
    """Convert Markdown to the text that a reader sees, on one line: not images, nor what is struck out."""
    if not _MAY_BE_MARK.search(text):
        return " ".join(text.split())
    if _BEGINS_MARK.search(text):
        text = _MARKS.sub(lambda m: m["link"] or m["address"] or m["escaped"] or "", _BREAK.sub(" ", text))
    for _ in range(3):  # the deepest nesting that is read
        if "*" in text or "_" in text:
            text = _EMPHASIS.sub(lambda found: found["starred"] or found["barred"], text)
    return " ".join((unescaped(text) if "&" in text and ";" in text else text).split())


def unescaped(text: str) -> str:
    """Return a text with its entities as characters."""
    from html import unescape  # noqa: PLC0415 - hardly any guide writes entities

    return unescape(text)
