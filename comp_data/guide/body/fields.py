"""Read the texts of a body that front matter repeats: title, summary, level mapping, names of sources."""

import re
from collections.abc import Iterator

from comp_data.guide.body.markdown_text import LIST_ITEM, BodyText, text_at
from comp_data.guide.body.sections import Body, Section

# A label in front of its text: `**Label:** text`, `**Label** — text`, `Label: text`; in a quote or list too.
_LABELLED = (
    r"\n[ >\t]*(?P<item>[-+•*][ \t]+)?(?:"
    r"(?P<marks>[*_]{{1,3}}){bold}[ \t]*:?[ \t]*(?P=marks)[ \t]*(?:[:—–][ \t]*)?"
    r"|{plain}[ \t]*(?::|[—–-](?=[ \t]))[ \t]*"
    r")(?P<text>[^\s|][^\r\n]*)"
)
_DNA = r"(?:the[ \t]+)?negotiation[ \t]+dna(?:[ \t]+(?:summary|line|profile))?(?:[ \t]*\([^()\n]{1,40}\))?"
_LEVELS = r"\blevel(?:l?ing|s)?[ \t/-]+(?:map(?:ping|s)?|equivalen\w{2,4})\b"
_SUMMARY_LINE = re.compile(_LABELLED.format(bold=_DNA, plain=_DNA), re.IGNORECASE)
_LEVELS_LINE = re.compile(
    _LABELLED.format(bold=rf"[^\n:*|]{{0,60}}{_LEVELS}[^\n:*|]{{0,40}}", plain=_LEVELS), re.IGNORECASE
)
_LEVELS_LABEL = re.compile(_LEVELS, re.IGNORECASE)
_CHAIN = re.compile(r"\S\s(?:[=≈≃≅≡~↔⇔⟷·]|==|<->)\s\S")
_ELSEWHERE = re.compile(
    r"(?:please\s+)?(?:see|refer to|as follows|below|above|n/?a\b|tbd\b|none\b)|.*:$|\W*$", re.IGNORECASE
)
_WORD = re.compile(r"\w")
_FIRST_LINES = re.compile(r"\s*(?P<line>\S[^\r\n]*)(?P<next>(?:\r?\n[^\r\n]*)?)\s*(?P<more>[^\r\n]*)")


def read_summary(body: Body) -> BodyText | None:
    """Return the text of the line `**Negotiation DNA:** …`."""
    found = next(_labelled(body, _SUMMARY_LINE), None)
    return found[1] if found and _WORD.search(found[1].text) else None


def read_level_mapping(body: Body) -> BodyText | None:
    """Return the chain `A = B = C` after the label `**Level Mapping:**`, or alone on the line below it."""
    for is_item, found in _labelled(body, _LEVELS_LINE):
        if _CHAIN.search(found.text) or not (is_item or _ELSEWHERE.match(found.text)):
            return found
    for section in body.sections:
        if _LEVELS_LABEL.search(section.label) and (chain := _only_line(body, section)):
            return chain
    return None


def _labelled(body: Body, pattern: re.Pattern[str]) -> Iterator[tuple[bool, BodyText]]:
    """Yield the texts after a label, and whether each is an item of a list."""
    # The pattern begins with the line break before the label, which the first line of a file lacks.
    text, shift = (body.visible, 0) if body.start else ("\n" + body.visible, 1)
    for found in pattern.finditer(text, max(body.start - 1, 0)):
        start, end = found.span("text")
        if behind := text_at(body.visible, start - shift, end - shift):
            yield found["item"] is not None, behind


def _only_line(body: Body, section: Section) -> BodyText | None:
    """Return the line below a label if it is a chain and the only line of its paragraph or list."""
    found = _FIRST_LINES.match(body.visible, section.content_start, section.end)
    if found is None or found["next"].strip() or found["line"].startswith("|") or not _CHAIN.search(found["line"]):
        return None
    item = LIST_ITEM.match(found["line"])
    if item and LIST_ITEM.match(found["more"]):
        return None
    return text_at(body.visible, found.start("line") + (item.start("text") if item else 0), found.end("line"))
