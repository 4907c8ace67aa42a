"""Read the section of a guide that says where its figures come from."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from comp_data.guide.body.markdown_text import LIST_ITEM, BodyText, Extent, text_at
from comp_data.guide.body.sections import Body
from comp_data.guide.body.sources import find_mentions

_LABELS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bevidence\b.*\bsources?\b|\bsources?\b.*\bevidence\b",
        r"^(?:[\w&]+ )?evidence$|\bevidence base$",
        r"^(?:[\w&]+ ){0,2}sources?$|^sources?\b|^(?:references|citations|bibliography)$",
        r"\bevidence\b|\bsources\b",
    )
)
"""Labels of the section, the most certain first."""
_CITATION = re.compile(r"^\[\d{1,3}\]\s*|\s*\[\d{1,3}\]$")
_NAME = r"[A-Z0-9][\w.&'’+-]*(?: (?:[A-Z0-9][\w.&'’+-]*|of|the|and|&)){0,3}"
_NO_NAME = frozenset((
    "annual", "average", "band", "bands", "benchmark", "benchmarks", "blog", "board", "calculator", "careers",
    "companies", "company", "comp", "compensation", "conversations", "culture", "data", "database", "disclosures",
    "employee", "employees", "engineering", "evidence", "experience", "feedback", "filing", "filings", "forum",
    "forums", "guide", "guides", "handbook", "industry", "internal", "interview", "interviews", "job", "jobs",
    "knowledge", "letter", "letters", "levels", "listings", "market", "n/a", "negotiation", "negotiations", "network",
    "none", "offer", "offers", "openings", "page", "pages", "peer", "peers", "personal", "portal", "postings", "posts",
    "press", "private", "proxy", "public", "publications", "ranges", "recruiter", "recruiters", "release", "releases",
    "report", "reports", "research", "salaries", "salary", "source", "sources", "statement", "stock", "survey",
    "surveys", "talent", "tbd", "team", "transcripts", "various", "verified", "website", "websites",
))  # fmt: skip
_NAME_LENGTH = 30
_MOST_BLANKS = 6
"""The most blanks in an item that is a name: three between its words, and those around citations and the like."""


class Evidence(NamedTuple):
    """The evidence section: its text after the label, and its place; `visible` is the visible text of the file."""

    text: str
    span: Extent
    visible: str

    @property
    def items(self) -> tuple[BodyText, ...]:
        """The items of its lists."""
        return tuple(filter(None, (_item(self.visible, *span) for span in self._lines())))

    @property
    def short_items(self) -> tuple[BodyText, ...]:
        """The items that are short enough to be a name; most are not."""
        spans = (span for span in self._lines() if self.visible.count(" ", *span) <= _MOST_BLANKS)
        return tuple(filter(None, (_item(self.visible, *span) for span in spans)))

    def _lines(self) -> Iterator[Extent]:
        return (found.span("text") for found in LIST_ITEM.finditer(self.visible, *self.span))


def read_evidence(body: Body) -> Evidence | None:
    """Return the section "Evidence & Sources" with its subsections; the first one if there are several."""
    labelled = body.find("evidence", "source", "reference", "citation", "bibliography")
    section = next((s for pattern in _LABELS for s in labelled if pattern.search(s.label)), None)
    if section is None:
        return None
    start, rank = section.content_start, body.rank(section)
    # It ends at the next label of the same or a higher rank.
    end = next((s.start for s in body.sections if s.start > section.start and body.rank(s) <= rank), len(body.text))
    end = start + len(body.visible[start:end].rstrip())
    start = end - len(body.visible[start:end].lstrip(" \t\r\n:"))
    return Evidence(body.visible[start:end], (start, end), body.visible)


def _item(text: str, start: int, end: int) -> BodyText | None:
    """Return a list item without its citation number and without brackets around it."""
    found = text_at(text, start, end)
    if found is None:
        return None
    plain = _CITATION.sub("", found.text)
    if plain.startswith("[") and plain.endswith("]") and "[" not in plain[1:]:
        plain = plain[1:-1].strip()
    return found._replace(text=plain) if plain else None


def read_sources(body: Body) -> tuple[BodyText, ...]:
    """Return the salary data sources that the evidence names: each once, by its usual name, at its first mention."""
    evidence = read_evidence(body)
    return sources_in(evidence) if evidence else ()


def sources_in(evidence: Evidence) -> tuple[BodyText, ...]:
    """Return the salary data sources that an evidence section names, as `read_sources` does."""
    found: dict[str, BodyText] = {}
    starts = []
    for mention in find_mentions(evidence.text):
        start = evidence.span[0] + mention.start
        starts.append(start)
        found.setdefault(mention.name, BodyText(mention.name, (start, evidence.span[0] + mention.end)))
    for item in evidence.short_items:
        if is_source_name(item.text) and bisect_left(starts, item.span[0]) == bisect_left(starts, item.span[1]):
            found.setdefault(item.text, item)
    return tuple(sorted(found.values(), key=lambda one: one.span))


def is_source_name(text: str) -> bool:
    """Return whether a text is only a name, without general words such as `Annual Report`."""
    if len(text) > _NAME_LENGTH or not re.fullmatch(_NAME, text):
        return False
    return _NO_NAME.isdisjoint(text.lower().replace("-", " ").split())
