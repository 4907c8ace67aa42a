"""The body of a guide as labelled sections: a heading of any level, or a line that begins with a bold label."""

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"^[ ]{0,3}(?:>[ \t]?)?[ ]{0,3}(?:#{1,6}[ \t]+(?P<heading>[^\r\n]*)"
    r"|(?:\*\*|__)(?P<bold>[^*_\r\n][^*\r\n]{0,300}?)(?:\*\*|__)(?P<rest>[^\r\n]*))\r?$",
    re.MULTILINE,
)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\r\n]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOT_LINE_END = re.compile(r"[^\r\n]")
_DELIMITER_ROW = re.compile(
    r"^[ ]{0,3}(?=[^\r\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part of a body. Offsets are those of the file's text; the content ends at the next label."""

    label: str
    is_heading: bool
    start: int
    label_end: int
    content_start: int
    end: int


class Body:
    """What follows the front matter: `text` is the whole file's, `start` the offset the body begins at."""

    __slots__ = ("_sections", "_visible", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self._visible: str | None = None
        self._sections: tuple[Section, ...] | None = None

    @property
    def visible(self) -> str:
        """The file's text with front matter, code fences and HTML comments blanked; offsets stay the same."""
        if self._visible is None:
            body = self.text[self.start :]
            if "<!--" in body:
                body = _COMMENT.sub(lambda found: _NOT_LINE_END.sub(" ", found[0]), body)
            if "```" in body or "~~~" in body:
                body = _without_fences(body)
            self._visible = " " * (self.start - 1) + "\n" + body if self.start else body
        return self._visible

    @property
    def sections(self) -> tuple[Section, ...]:
        """The labelled parts, in order."""
        if self._sections is None:
            found = list(_LABEL.finditer(self.visible, self.start))
            ends = [label.start() for label in found[1:]] + [len(self.text)]
            self._sections = tuple(_section(label, end) for label, end in zip(found, ends, strict=True))
        return self._sections

    @property
    def title(self) -> Section | None:
        """The first heading, which names role and company."""
        return next((section for section in self.sections if section.is_heading), None)

    def find(self, *words: str) -> tuple[Section, ...]:
        """The sections whose label holds one of the words (lower case)."""
        return tuple(s for s in self.sections if any(word in s.label.lower() for word in words))

    def content(self, section: Section) -> str:
        """The text of a section behind its label."""
        return self.text[section.content_start : section.end]

    @property
    def has_table(self) -> bool:
        """Whether a Markdown table stands in the body."""
        return _DELIMITER_ROW.search(self.visible, self.start) is not None


def _section(label: re.Match[str], end: int) -> Section:
    heading = label["heading"]
    if heading is not None:
        text, content_start = heading.strip().strip("#").strip(), label.end()
    else:
        text, content_start = label["bold"], label.start("rest")
    label_end = label.end() if heading is not None else label.start("rest")
    return Section(text.strip().rstrip(":").strip(), heading is not None, label.start(), label_end, content_start, end)


def _without_fences(body: str) -> str:
    """Blanks fenced code: from an opening fence to the next one of the same character, at least as long."""
    parts: list[str] = []
    at = 0
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(body):
        if opened is None:
            parts.append(body[at : fence.start()])
            opened, at = fence, fence.start()
        elif fence[1][0] == opened[1][0] and len(fence[1]) >= len(opened[1]) and fence[0].strip() == fence[1]:
            parts.append(_NOT_LINE_END.sub(" ", body[at : fence.end()]))
            opened, at = None, fence.end()
    rest = body[at:]
    parts.append(_NOT_LINE_END.sub(" ", rest) if opened else rest)
    return "".join(parts)
