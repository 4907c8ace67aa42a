"""Read the texts of a body that front matter repeats: title, summary and level mapping."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from comp_data.base.patterns import regex
from comp_data.guide.body.sections import LIST_ITEM, Body, BodyText, Extent, Section, text_at
from comp_data.values.words import any_of

# A label in front of its text: `**Label:** text`, `**Label** — text`, `Label: text`; in a quote or list too.
_LABELLED = (
    r"\n[ >\t]*(?P<item>[-+•*][ \t]+)?(?:"
    r"(?P<marks>[*_]{{1,3}}){bold}[ \t]*:?[ \t]*(?P=marks)[ \t]*(?:[:—–][ \t]*)?"
    r"|{plain}[ \t]*(?::|[—–-](?=[ \t]))[ \t]*"
    r")(?P<text>[^\s|][^\r\n]*)"
)
_DNA = r"(?:the[ \t]+)?negotiation[ \t]+dna(?:[ \t]+(?:summary|line|profile))?(?:[ \t]*\([^()\n]{1,40}\))?"
_LEVELS = r"\blevel(?:l?ing|s)?[ \t/-]+(?:map(?:ping|s)?|equivalen\w{2,4})\b"
_SUMMARY_LINE = regex(_LABELLED.format(bold=_DNA, plain=_DNA), re.IGNORECASE)
_LEVELS_LINE = regex(_LABELLED.format(bold=rf"[^\n:*|]{{0,60}}{_LEVELS}[^\n:*|]{{0,40}}", plain=_LEVELS), re.IGNORECASE)
_LEVELS_LABEL = regex(_LEVELS, re.IGNORECASE)
_CHAIN = regex(r"\S\s(?:[=≈≃≅≡~↔⇔⟷·]|==|<->)\s\S")
_POINTER = regex(r"(?i)(?:please\s+)?(?:see|refer to|as follows|below|above|n/?a\b|tbd\b|none\b)|.*:$|\W*$")
_ATTRIBUTES = regex(r"(?i)\s*(?:\{:?[ #.][^{}\n]*\}|</h[1-6]>)\Z")
_FIRST_LINES = regex(r"[\s>]*(?P<line>[^\s>][^\r\n]*)(?P<next>(?:\r?\n[^\r\n]*)?)\s*(?P<more>[^\r\n]*)")

_GUIDE_KIND = r"(?:(?:negotiation|salary|compensation|pay|offer)\s+(?:(?:&|and)\s+)?)+(?:guide|playbook|handbook)\b"
_GUIDE = regex(rf"(?i)(?:[\s|:,—–-]+|\b)(?:global\s+)?(?:job\s+)?{_GUIDE_KIND}|[\s|:,—–-]+guide$")
_FOREIGN_GUIDE = regex(rf"(?i)\b{any_of('names', 'guides in other languages')}\b")
_GUIDE_IN_FRONT = regex(rf"(?i)(?:global\s+)?{_GUIDE_KIND}(?:\s+for\s|\s*[:|—–-])\s*")
_DIVIDERS = tuple(map(re.compile, (r"\s*\|\s*", r"\s+[—–]\s+", r"\s+-{1,3}\s+", r"\s+(?:@|at)\s+", r"\s*[—–]\s*")))
_ROLE = regex(r"(?i)\b(?:engineer|manager|designer|scientist|architect|developer|analyst|director|researcher)s?\s*$")
_AFTER_GUIDE = regex(r"\s*[:|—–-]\s*(?P<role>\S.*)")
_OTHER_SECTION = regex(rf"\b{any_of('texts', 'no title')}", re.IGNORECASE)
_BEFORE_TITLE = regex(r"(?i)\A[\s#>*_`]*(?:<h[1-6][^<>]*>)?(?:\d{1,2}[.)]\s+)?")
_TITLE_LENGTH = 400


class Title(NamedTuple):
    """Role and company that a guide's title names, if it is clear which is which."""

    role: BodyText | None
    company: BodyText | None
    span: Extent


def read_title(body: Body) -> Title | None:
    """Return the title: `### ROLE | COMPANY Global Negotiation Guide`, and other dividers and names of a guide."""
    first: Title | None = None
    for section in _title_labels(body):
        title = _read_label(body, section)
        if title.role:
            return title
        first = first or title
    return first


def _title_labels(body: Body) -> Iterator[Section]:
    """Return the first labels that contain a name of a guide, then the first heading, unless it names a section."""
    for section in body.sections[:8]:
        label = section.label[:_TITLE_LENGTH]
        # Guide, playbook or handbook: the pattern takes longer.
        if ("guide" in label.casefold() or "book" in label.casefold()) and _GUIDE.search(label):
            yield section
    if title := body.title:
        label = title.label[:_TITLE_LENGTH]
        if not _OTHER_SECTION.search(label) and len(_divided(label, 0, len(label))) == 2:
            yield title


def _read_label(body: Body, section: Section) -> Title:
    """Return role and company of a label, without the words for a guide around them; neither if they are unclear."""
    end = min(section.label_end, section.start + _TITLE_LENGTH)
    raw = _BEFORE_TITLE.sub("", body.text[section.start : end], count=1)
    start = end - len(raw)
    raw = raw.rstrip(" \t\r\n#*_`")
    if not raw.endswith("Guide"):  # most titles do
        raw = _FOREIGN_GUIDE.sub(lambda found: "Pay Guide".ljust(len(found[0])), _ATTRIBUTES.sub("", raw))
    guide = _GUIDE.search(raw)
    front = _GUIDE_IN_FRONT.match(raw) if guide and guide.start() == 0 else None
    first = front.end() if front else 0
    guide = _GUIDE.search(raw, first) if front else guide
    parts = _divided(raw, first, guide.start() if guide else len(raw))
    after = _AFTER_GUIDE.match(raw, guide.end()) if guide and len(parts) == 1 else None
    if guide and after and _ROLE.search(raw) and not _ROLE.search(raw[first : guide.start()]):
        parts.append(after.span("role"))
    texts = [text_at(body.visible, start + a, start + b) for a, b in parts]
    role, company = texts if len(texts) == 2 else (None, None)
    if not (role and company and all(any(map(str.isalpha, one.text)) for one in (role, company))):
        return Title(None, None, (start, start + len(raw)))
    if _ROLE.search(company.text) and not _ROLE.search(role.text):
        role, company = company, role
    return Title(role, company, (start, start + len(raw)))


def _divided(raw: str, start: int, end: int) -> list[Extent]:
    """Split a title at its first divider; more than two parts if the divider occurs twice."""
    for divider in _DIVIDERS:
        found = [m.span() for m in divider.finditer(raw, start, end) if start < m.start() and m.end() < end]
        if found:
            offsets = [start, *(at for span in found for at in span), end]
            return list(zip(offsets[::2], offsets[1::2], strict=True))
    return [(start, end)]


def read_summary(body: Body) -> BodyText | None:
    """Return the text of the line `**Negotiation DNA:** …`."""
    found = next(_labelled(body, _SUMMARY_LINE), None)
    return found[1] if found and any(map(str.isalnum, found[1].text)) else None


def read_level_mapping(body: Body) -> BodyText | None:
    """Return the chain `A = B = C` after the label `**Level Mapping:**`, or alone on the line below it."""
    for is_item, found in _labelled(body, _LEVELS_LINE):
        if _CHAIN.search(found.text) or not (is_item or _POINTER.match(found.text)):
            return found
    chains = (_only_line(body, section) for section in body.find("level") if _LEVELS_LABEL.search(section.label))
    return next(filter(None, chains), None)


def _labelled(body: Body, pattern: re.Pattern[str]) -> Iterator[tuple[bool, BodyText]]:
    for found in pattern.finditer(body.lines, body.start):
        start, end = found.span("text")
        if after := text_at(body.visible, start - 1, end - 1):
            yield found["item"] is not None, after


def _only_line(body: Body, section: Section) -> BodyText | None:
    """Return the line below a label if it is a chain and the only line of its paragraph or list."""
    found = _FIRST_LINES.match(body.visible, section.content_start, section.end)
    if found is None or found["next"].strip() or found["line"].startswith("|") or not _CHAIN.search(found["line"]):
        return None
    if (item := LIST_ITEM.match(found["line"])) and LIST_ITEM.match(found["more"]):
        return None
    return text_at(body.visible, found.start("line") + (item.start("text") if item else 0), found.end("line"))
