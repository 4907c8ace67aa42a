"""Read where a guide says that its figures come from: its evidence section, and the names of salary data sources."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from comp_data.base.package import read_beside
from comp_data.base.patterns import regex
from comp_data.base.wording import letters_of
from comp_data.guide.body.sections import LIST_ITEM, Body, BodyText, Extent, text_at
from comp_data.values.words import any_of

_MOST_WORDS = 4

_WORD = regex(r"[^\W_]+")
_ADDRESS = regex(r"https?://[^\s/?#)\]>]*([^\s)\]>]*)")
_FYI = regex(r"(?i)(?<![\w.-])[A-Za-z][\w-]*\.fyi\b")
_ENDING = regex(r"\.(?:com|org|net|io|co|gov|info|de)\b(?:\.[a-z]{2}\b)?")
_PAY = regex(r"(?i)salar|compensation|\b(?:comp|pay|wages?|offers?|bands?|talent|lca)\b|benchmark|remuneration")
_AS_A_WORD = regex(rf"-[a-z]| (?!{any_of('names', 'beside a source')}\b)(?:[a-z$]|[0-9]+ [a-z])")
_BLIND_AS_A_WORD = regex(f"(?i){any_of('names', 'blind as a word')}")
_LOWER = regex(r"(?<!\w)(?!of\b)[a-z]")
_COMMA = regex(r", [a-z]")
_SENTENCE_START = regex(r"(?:^\W*(?:\d+[.)])?|[.;:!?—–])\W*$")

_SITE = regex(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?:[/?#]\S*)?")
_SITE_ENDING = regex(r"\.(?:com|org|net|io|co|ai|fyi|info)\b")

_GENERIC = frozenset(("salary", "salaries", "compensation", "comp", "data", "database", "website"))
"""Words after a name that say what the source holds, not which source it is."""


@cache
def _names() -> dict[str, tuple[str, bool]]:
    """Map the letters of each spelling to the usual name, and to whether it always means a source."""
    read = read_beside(__file__, "sources.json")
    known = {letters_of(name): (name, True) for name in read["names that always mean a source"]}
    # These count only beside another source or in a line on pay.
    known |= {letters_of(name): (name, False) for name in read["names that are also ordinary words or other sites"]}
    for spelling, name in read["spellings"].items():
        known[letters_of(spelling)] = name, known[letters_of(name)][1]
    return known


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(key[:length] for key in _names() for length in range(1, len(key) + 1))


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all names. Most lines contain none of these and are skipped."""
    # Shorter beginnings are also ordinary words; only `IT Jobs Watch` has such a first word.
    return frozenset(("it", *(beginning for beginning in _beginnings() if len(beginning) > 2)))


def find_mentions(text: str, at: int = 0) -> Iterator[BodyText]:
    """Yield every mention of a source in a text that begins at an offset, by its usual name, line by line."""
    for line in text.splitlines(keepends=True):
        yield from (BodyText(name, (at + start, at + end)) for name, (start, end) in _in_line(line))
        at += len(line)


def _in_line(line: str) -> list[BodyText]:
    """Return the mentions in a line; a name that is also a word counts beside another source, or in a line on pay."""
    lower = line.casefold()
    words = _WORD.findall(lower)
    candidates = [] if _first_words().isdisjoint(words) else list(_candidates(line))
    is_fyi = ".fyi" in lower
    if not candidates and not is_fyi:
        return []
    is_beside_source = any(is_distinct for _, is_distinct in candidates)
    is_on_pay = is_beside_source or len(words) <= _MOST_WORDS or bool(_PAY.search(line))
    found = [mention for mention, is_distinct in candidates if is_distinct or _is_source(line, mention, is_on_pay)]
    if not is_fyi:
        return found
    starts = {mention.span[0] for mention in found}
    found += [BodyText(m[0], m.span()) for m in _FYI.finditer(line) if m.start() not in starts]
    return sorted(found, key=lambda mention: mention.span)


def _candidates(line: str) -> Iterator[tuple[BodyText, bool]]:
    """Yield the longest known names in a line, written as names, each with whether it always means a source."""
    names, beginnings = _names(), _beginnings()
    in_paths = {word.start() for address in _ADDRESS.finditer(line) for word in _WORD.finditer(line, *address.span(1))}
    words = list(_WORD.finditer(line))
    folded = [word[0].casefold() for word in words]
    end_of_last = 0
    for i, word in enumerate(folded):
        if word not in beginnings or (start := words[i].start()) < end_of_last or start in in_paths:
            continue
        letters, end = "", start
        best: tuple[BodyText, bool] | None = None
        for part, text in zip(words[i : i + _MOST_WORDS], folded[i : i + _MOST_WORDS], strict=True):
            letters += text
            if line[end : part.start()] not in ("", " ", ".", "-") or letters not in beginnings:
                break
            end = part.end()
            if letters in names and _is_written_as_name(line, start, end, *names[letters]):
                name, is_distinct = names[letters]
                best, end_of_last = (BodyText(name, (start, end)), is_distinct), end
        if best:
            yield best


def _is_written_as_name(line: str, start: int, end: int, name: str, is_distinct: bool) -> bool:
    """Return whether words are written as a name: `Built In` or `blind.com`, but not `built in` or `blind spot`."""
    text = line[start:end]
    if "." in text or _ENDING.match(line, end):
        return True
    if text.lower() == "blind":
        return text[0] == "B" and not _BLIND_AS_A_WORD.search(line, max(0, start - 7), end + 9)
    return (is_distinct and text.isalnum() and "." not in name) or not _LOWER.search(text)


def _is_source(line: str, mention: BodyText, is_on_pay: bool) -> bool:
    start, end = mention.span
    if not is_on_pay or _AS_A_WORD.match(line, end):
        return _ENDING.match(line, end) is not None
    begins = mention.text == "Indeed" and _SENTENCE_START.search(line[max(0, start - 12) : start])
    return not (begins and _COMMA.match(line, end))


@lru_cache(4096)
def source_key(name: str) -> str:
    """Return one key for all spellings of a source: `TeamBlind`, `blind` and `https://www.blind.com` are one."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    if address := _SITE.fullmatch(text):
        text = _SITE_ENDING.sub("", address[1])
    words = _WORD.findall(_SITE_ENDING.sub("", text))
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    key = "".join(words)
    known: dict[str, str] = read_beside(__file__, "sources.json")["one key for several"]
    return known.get(key, key) or text


_LABELS = tuple(regex(f"(?i){one}") for one in read_beside(__file__, "sources.json")["labels of the evidence"])
"""Labels of the section, the most certain first."""
_CITATION = regex(r"^\[\d{1,3}\]\s*|\s*\[\d{1,3}\]$")
_NAME = r"[A-Z0-9][\w.&'’+-]*(?: (?:[A-Z0-9][\w.&'’+-]*|of|the|and|&)){0,3}"


class Evidence(NamedTuple):
    """The evidence section: its text after the label, and its place; `visible` is the visible text of the file."""

    text: str
    span: Extent
    visible: str

    @property
    def items(self) -> tuple[BodyText, ...]:
        """The items of its lists."""
        found = LIST_ITEM.finditer(self.visible, *self.span)
        return tuple(filter(None, (_item(self.visible, *one.span("text")) for one in found)))


def read_evidence(body: Body) -> Evidence | None:
    """Return the section "Evidence & Sources" with its subsections; the first one if there are several."""
    labelled = body.find("evidence", "source", "reference", "citation", "bibliography")
    section = next((s for pattern in _LABELS for s in labelled if pattern.search(s.label)), None)
    if section is None:
        return None
    start = section.content_start
    end = start + len(body.visible[start : body.whole_end(section)].rstrip())
    start = end - len(body.visible[start:end].lstrip(" \t\r\n:"))
    return Evidence(body.visible[start:end], (start, end), body.visible)


def _item(text: str, start: int, end: int) -> BodyText | None:
    if (found := text_at(text, start, end)) is None:
        return None
    plain = _CITATION.sub("", found.text) if "[" in found.text else found.text
    if plain.startswith("[") and plain.endswith("]") and "[" not in plain[1:]:
        plain = plain[1:-1].strip()
    return found._replace(text=plain) if plain else None


def read_sources(body: Body) -> tuple[BodyText, ...]:
    """Return the salary data sources that the evidence names: each once, by its usual name, at its first mention."""
    evidence = read_evidence(body)
    return sources_in(evidence) if evidence else ()


def sources_in(evidence: Evidence) -> tuple[BodyText, ...]:
    """Return the salary data sources that an evidence section names, as `read_sources` does."""
    mentions = list(find_mentions(evidence.text, evidence.span[0]))
    starts = [one.span[0] for one in mentions]
    found = {one.text: one for one in reversed(mentions)}  # each at its first mention
    for line in LIST_ITEM.finditer(evidence.visible, *evidence.span):
        if bisect_left(starts, line.start("text")) == bisect_left(starts, line.end("text")):
            item = _item(evidence.visible, *line.span("text"))
            if item and is_source_name(item.text):
                found.setdefault(item.text, item)
    return tuple(sorted(found.values(), key=lambda one: one.span))


def is_source_name(text: str) -> bool:
    """Return whether a text is only a name, without a general word."""
    if len(text) > 30 or not re.fullmatch(_NAME, text):
        return False
    general = read_beside(__file__, "sources.json")["general words"]  # such as `Annual Report`
    return not any(word in general for word in text.lower().replace("-", " ").split())
