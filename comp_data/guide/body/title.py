"""Read the title of a guide: the role and the company."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from comp_data.guide.body.markdown_text import BodyText, Extent, text_at
from comp_data.guide.body.sections import Body, Section

_GUIDE_KIND = r"(?:(?:negotiation|salary|compensation|pay|offer)\s+(?:(?:&|and)\s+)?)+(?:guide|playbook|handbook)\b"
_GUIDE = re.compile(rf"[\s|:,—–-]*(?:\bglobal\s+)?(?:\bjob\s+)?\b{_GUIDE_KIND}|[\s|:,—–-]+guide$", re.IGNORECASE)
_GUIDE_IN_FRONT = re.compile(rf"(?:global\s+)?{_GUIDE_KIND}(?:\s+for\s|\s*[:|—–-])\s*", re.IGNORECASE)
_DIVIDERS = tuple(map(re.compile, (r"\s*\|\s*", r"\s+[—–]\s+", r"\s+-{1,3}\s+", r"\s+(?:@|at)\s+", r"\s*[—–]\s*")))
_ROLE = re.compile(
    r"\b(?:engineer|manager|designer|scientist|architect|developer|analyst|director|researcher)s?\s*$", re.IGNORECASE
)
_AFTER_GUIDE = re.compile(r"\s*[:|—–-]\s*(?P<role>\S.*)")
_OTHER_SECTION = re.compile(
    r"\b(?:compensation|salar|pay|benchmark|level|lever|negotiat|evidence|source|market|region|overview|summary|strateg)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_TITLE_LENGTH = 400
_MOST_LABELS = 8
_AROUND = " \t\r\n#>*_`"


class Title(NamedTuple):
    """Role and company that a guide's title names, if it is clear which is which."""

    role: BodyText | None
    company: BodyText | None
    span: Extent


def read_title(body: Body) -> Title | None:
    """Return the title: `### ROLE | COMPANY Global Negotiation Guide`, and other dividers and names of a guide."""
    unsure: Title | None = None
    for section in _candidates(body):
        title = _read(body, section)
        if title.role:
            return title
        unsure = unsure or title
    return unsure


def _candidates(body: Body) -> Iterator[Section]:
    """Return the first labels that contain a name of a guide, then the first heading, unless it names a section."""
    for section in body.sections[:_MOST_LABELS]:
        if _GUIDE.search(section.label[:_TITLE_LENGTH]) or _GUIDE_IN_FRONT.match(section.label):
            yield section
    title = body.title
    if title and not _OTHER_SECTION.search(title.label[:_TITLE_LENGTH]):
        label = title.label[:_TITLE_LENGTH]
        if len(_divided(label, 0, len(label))) == 2:
            yield title


def _read(body: Body, section: Section) -> Title:
    start, end = _title_extent(body, section)
    raw = body.text[start:end]
    front = _GUIDE_IN_FRONT.match(raw)
    first = front.end() if front else 0
    behind = _GUIDE.search(raw, first)
    parts = _divided(raw, first, behind.start() if behind else len(raw))
    after = _AFTER_GUIDE.match(raw, behind.end()) if behind and len(parts) == 1 else None
    if behind and after and _ROLE.search(raw) and not _ROLE.search(raw[first : behind.start()]):
        parts.append(after.span("role"))
    texts = [text_at(body.visible, start + a, start + b) for a, b in parts]
    role, company = texts if len(texts) == 2 else (None, None)
    if not (role and company and _LETTER.search(role.text) and _LETTER.search(company.text)):
        return Title(None, None, (start, end))
    if _ROLE.search(company.text) and not _ROLE.search(role.text):
        role, company = company, role
    return Title(role, company, (start, end))


def _title_extent(body: Body, section: Section) -> Extent:
    """Return the place of a title's text, without the marks of a heading or of bold around it."""
    end = min(section.label_end, section.start + _TITLE_LENGTH)
    raw = body.text[section.start : end]
    start = section.start + len(raw) - len(raw.lstrip(_AROUND))
    return start, max(start, section.start + len(raw.rstrip(_AROUND)))


def _divided(raw: str, start: int, end: int) -> list[Extent]:
    """Split a title at its first divider; more than two parts if the divider occurs twice."""
    for divider in _DIVIDERS:
        found = [m.span() for m in divider.finditer(raw, start, end) if start < m.start() and m.end() < end]
        if found:
            starts, ends = [start, *(b for _, b in found)], [*(a for a, _ in found), end]
            return list(zip(starts, ends, strict=True))
    return [(start, end)]
