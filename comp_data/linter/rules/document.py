"""Rules on the file: whether it can be read, merge conflicts, and the canonical format."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import Any

from comp_data.base.diagnostics import Edit, Finding, Fix, KeyPath, Severity, Span, shortened
from comp_data.base.package import key_ranks
from comp_data.base.patterns import regex
from comp_data.base.wording import plural
from comp_data.guide.body.sections import LONE_CR, Section
from comp_data.guide.document import parse_document
from comp_data.linter.analysis.edits import edited, line_end
from comp_data.linter.rule import Document, Findings, Rule, found_before, rule
from comp_data.values.words import names

_rule = partial(found_before, "document")
unreadable_file: Rule = _rule(
    "CD001", "unreadable-file", "The file cannot be read: it does not exist, is not text in UTF-8, or is over 1 MiB."
)
missing_front_matter = _rule("CD002", "missing-front-matter", "The file has no front matter between two `---` lines.")
invalid_yaml: Rule = _rule("CD003", "invalid-yaml", "The front matter is not valid YAML.")
duplicate_key: Rule = _rule("CD004", "duplicate-key", "A key appears twice in one mapping.")
ambiguous_scalar: Rule = _rule(
    "CD005", "ambiguous-scalar", "YAML 1.1 and YAML 1.2 read a value differently.", Severity.WARNING, fix="safe"
)
not_mapping: Rule = _rule("CD006", "front-matter-not-mapping", "The front matter is not a mapping of keys to values.")
empty_body: Rule = _rule("CD007", "empty-body", "The guide has front matter but no body.")
unsafe_yaml: Rule = _rule("CD009", "unsafe-yaml", "The front matter uses YAML features that guides must not use.")
_CRLF = regex(r"\r(?=\n)")
_OWN_LINE_COMMENT = regex(r"\n[ \t]*#")
_BLANKS = regex(r"(?<![ \t])[ \t]+(?=\r?(?:\n|\Z))")
_BLANK_END = regex(r"\n(?<= \n)")  # one character is found faster than two
_LITERAL_HTML = regex(r"(?i)<(?:pre|script|style|textarea)\b")
_Mappings = dict[KeyPath, dict[str, Any]]
# A line of `=======` below a paragraph is a heading's underline, and one of `|||||||` a row of a table.
_MARKER = regex(r"(?m)^(?:(?P<above><{7}|(?:(?<=\|\n)|(?<=\|\r\n))={7})|>{7})(?:[ \t][^\r\n]*)?(?=\r?(?:\n|\Z))")
_SECOND = regex(r"\s*^(?P<fence>---)[ \t]*\r?\n(?:[a-z_]+:[^\n]*\n){2}", re.MULTILINE)


@rule("CD008", "non-canonical-format", Severity.INFO, fix="safe")
def non_canonical_format(document: Document) -> Findings:
    """The file is valid but not in the canonical format."""
    text = document.text
    if text.startswith("\ufeff"):
        mark, help_ = Edit(Span(1, 1, 1, 2), ""), "Save it as UTF-8 without a byte-order mark"
        fix = Fix(help_.lower(), (mark,), safe=True)
        yield Finding(mark.span, "the file begins with a byte-order mark", help_, fix=fix, figures=("mark",))
    if "\r" in text:
        crlf, lone = (map(re.Match.span, pattern.finditer(text)) for pattern in (_CRLF, LONE_CR))
        yield from _at_line_ends(document, crlf, "CRLF", "CRLF", "End lines with LF")
        yield from _at_line_ends(document, lone, "CR", "a lone carriage return", "End lines with LF", "\n")
    if "\r" in text or "\t" in text or _BLANK_END.search(text) or text.endswith(" "):
        yield from _at_line_ends(document, _meaningless_blanks(document), "blanks", "blanks", "Delete the blanks")
    if document.values is not None and all(problem.code != "CD004" for problem in document.problems):
        yield from _key_order(document)


def _at_line_ends(
    document: Document, places: Iterable[tuple[int, int]], kind: str, what: str, help_: str, right: str = ""
) -> Findings:
    """Report lines that end with something, all at once; the fix writes what is right in its places."""
    if edits := tuple(Edit(document.exact_span(*place), right) for place in places):
        message = f"{plural(len(edits), 'line')} end{'s' if len(edits) == 1 else ''} with {what}"
        message += "; the first is here" if len(edits) > 1 else ""
        yield Finding(edits[0].span, message, help_, fix=Fix(help_.lower(), edits, safe=True), figures=(kind,))


def _meaningless_blanks(document: Document) -> Iterator[tuple[int, int]]:
    text, body_start = document.text, document.body_start
    if document.values is not None:
        spans = (blanks.span() for blanks in _BLANKS.finditer(text, 0, body_start))
        yield from (span for span in spans if not document.is_in_value(span[0]))
    body = text[body_start:]
    if _LITERAL_HTML.search(body):
        return
    has_code = "```" in body or "~~~" in body
    visible = document.body.visible
    for blanks in _BLANKS.finditer(text, body_start):
        start = text.rfind("\n", 0, blanks.start()) + 1
        line = text[start : blanks.start()]
        if visible[start : blanks.start()] == line and _is_meaningless(line, blanks[0], has_code):
            yield blanks.span()


def _is_meaningless(line: str, blanks: str, has_code: bool) -> bool:
    """Whether blanks after a line of the body are neither a Markdown line break nor part of code."""
    if not line:
        return not has_code and len(blanks) < 4 and "\t" not in blanks
    may_be_code = line.startswith(("    ", "\t")) or line.endswith("\\")
    return not may_be_code and (blanks == " " or line.lstrip().startswith(("|", "#")))


def _key_order(document: Document) -> Findings:
    values = document.values or {}
    rows = values.get("compensation")
    numbered = enumerate(rows) if isinstance(rows, list) else ()
    entries: _Mappings = {("compensation", index): row for index, row in numbered if isinstance(row, dict)}
    record: _Mappings = {(): values}
    for mappings in (record, entries):
        ranks = {path: _ranks(tuple(mapping), of_entry=bool(path)) for path, mapping in mappings.items()}
        if not (found := [path for path, own in ranks.items() if own]):
            continue
        first, keys = ranks[found[0]], list(mappings[found[0]])
        at = next(at for at, (above, rank) in enumerate(pairwise(first), 1) if rank < above)
        above = next(key for key, rank in zip(keys, first, strict=True) if rank > first[at])
        message = f"{keys[at]} is below {above} and belongs above it"
        message += f"; the keys of {len(found):,} entries are out of order, first here" if len(found) > 1 else ""
        edits = tuple(edit for path in found if (edit := _sorted(document, path, list(mappings[path]), ranks[path])))
        is_simple = len(edits) == len(found) and "&" not in document.text[document.yaml_start : document.fence_end]
        # No fix if a value or a comment could change.
        is_safe = is_simple and parse_document(edited(document, edits)).values == values
        fix = Fix("put the keys in order", edits, safe=True) if is_safe else None
        place, help_ = (*found[0], keys[at]), "Put the keys in the order of the format"
        yield Finding(place, message, help_, fix=fix, on_key=True, figures=("order",))


@lru_cache(64)
def _ranks(keys: tuple[str, ...], *, of_entry: bool) -> tuple[int, ...]:
    """Return the ranks of keys that are out of order, else nothing; an unknown key has the rank of the one above."""
    known = key_ranks(of_entry=of_entry)
    ranks = tuple(accumulate(keys, lambda rank, key: known.get(key, rank), initial=-1))[1:]
    return () if ranks == tuple(sorted(ranks)) else ranks


def _sorted(document: Document, path: KeyPath, keys: list[str], ranks: tuple[int, ...]) -> Edit | None:
    """Return one edit that sorts a whole block mapping, or None for another style."""
    text = document.text
    starts = [document.offsets_of(document.span((*path, key), on_key=True))[0] for key in keys]
    end, newline = line_end(document, document.span((*path, keys[-1])).end_line)
    bounds = [*starts[1:], document.offsets_of(end)[0]]
    parts = [text[start:bound] for start, bound in zip(starts, bounds, strict=True)]
    pieces = [part.rstrip() for part in parts]
    before = [text[text.rfind("\n", 0, start) + 1 : start] for start in starts]
    indent = before[-1]
    is_commented = any(map(_OWN_LINE_COMMENT.search, pieces))
    if is_commented or set(before[1:]) - {indent} or indent.strip() or before[0].strip() not in ("", "-"):
        return None
    # Blank lines above a key stay above it.
    ends = [1, *(part.count("\n") - piece.count("\n") for part, piece in zip(parts[:-1], pieces, strict=False))]
    in_order = sorted(zip(ranks, ends, pieces, strict=True), key=itemgetter(0))
    joined = "".join(newline * count + indent + piece for _, count, piece in in_order)
    return Edit(document.exact_span(starts[0], bounds[-1]), joined.lstrip())


@rule("CD010", "merge-conflict", Severity.ERROR, silences=("CD303", "CD501", "CD502", "CD503", "CD513", "CD516"))
def merge_conflict(document: Document) -> Findings:
    """The body contains merge conflict markers, begins with a second front matter, or has a section twice."""
    if document.has_front_matter and (second := _SECOND.match(document.text, document.body_start)):
        fence, message = document.span_of(*second.span("fence")), "the body begins with a second front matter"
        yield Finding(fence, message, "Keep one of the two, and the `---` line after it", figures=())
    text = document.text if document.has_front_matter else ""
    may_conflict = "<<<<<<<" in text or "\n=======" in text or ">>>>>>>" in text
    body, is_open = document.body.visible[document.body_start :] if may_conflict else "", False
    for found in _MARKER.finditer(body):
        is_above, marker = found["above"] is not None, found[0].split()
        # Without a label, `>>>>>>>` alone is an empty quotation.
        if found[0][0] == "<" or (not is_open and (is_above or len(marker) > 1)):
            span = document.span_of(*(document.body_start + offset for offset in found.span()))
            message = f"merge conflict marker: {' '.join(marker)}"[:80]
            help_ = "Keep one version of the lines, or combine them, and delete the markers"
            yield Finding(span, message, help_, figures=(found[0],))
        is_open = is_above
    yield from islice(_written_twice(document), 1)


def _written_twice(document: Document) -> Findings:
    """Report sections of a guide with the name and the text of an earlier one, and a title that is there again."""
    first: dict[str, Section] = {}
    for one in document.body.find("|", *names("sections")):
        other = first.setdefault(one.label, one)
        if other is not one and abs(one.end - one.content_start - (other.end - other.content_start)) < 80:
            texts = {document.text[part.content_start : part.end].strip(" \r\n-") for part in (one, other)}
            if len(texts) == 1 and ("|" in one.label or "" not in texts):
                place, message = document.span_of(one.start, one.label_end), f"{shortened(one.label)} appears twice"
                severity = None if "|" in one.label else Severity.WARNING
                yield Finding(place, message, "Delete one of the two copies", severity=severity, figures=())
