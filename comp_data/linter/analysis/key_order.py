"""The order of a record's keys, and the edits that sort them."""

import re
from functools import cache

from comp_data.base.diagnostics import Edit, KeyPath, Span
from comp_data.base.package import GUIDE_SCHEMA, read_schema
from comp_data.guide.document import Document, parse_document

_OWN_LINE_COMMENT = re.compile(r"\n[ \t]*#")


@cache
def _ranks(of_row: bool) -> dict[str, int]:
    schema = read_schema(GUIDE_SCHEMA)
    described = schema["$defs"]["Compensation"] if of_row else schema
    return {key: rank for rank, key in enumerate(described["properties"])}


def _ranked(path: KeyPath, mapping: dict[str, object]) -> list[tuple[int, str]]:
    """Return the keys of a mapping with their ranks; an unknown key has the rank of the key above it."""
    ranks = _ranks(of_row=bool(path))
    ranked = []
    rank = -1
    for key in mapping:
        rank = ranks.get(key, rank)
        ranked.append((rank, key))
    return ranked


def first_out_of_order(path: KeyPath, mapping: dict[str, object]) -> tuple[KeyPath, str] | None:
    """Return the first key that belongs above an earlier one, and that earlier key, or None.

    `path` is the mapping's: `()` is the record itself, any other an entry of `compensation`.
    """
    ranks = _ranks(of_row=bool(path))
    rank = -1
    for key in mapping:
        own = ranks.get(key, rank)
        if own < rank:
            return (*path, key), next(other for other in mapping if ranks.get(other, -1) > own)
        rank = own
    return None


def sorted_keys(document: Document, mappings: list[KeyPath]) -> tuple[Edit, ...]:
    """Return the edits that sort the keys of mappings; none if a value or comment could change."""
    pieces = [_sorted(document, path) for path in mappings]
    edits = tuple(edit for edit in pieces if edit is not None)
    if len(edits) < len(mappings) or "&" in _front(document):
        return ()
    parts: list[str] = []
    done = 0
    for edit in edits:
        start, end = document.offsets_of(edit.span)
        parts += document.text[done:start], edit.text
        done = end
    sorted_text = "".join(parts) + document.text[done:]
    return edits if parse_document(sorted_text).values == document.values else ()


def _front(document: Document) -> str:
    return document.text[document.yaml_start : document.fence_end]


def _sorted(document: Document, path: KeyPath) -> Edit | None:
    """Return one edit that sorts a whole block mapping, or None for another style."""
    mapping = document.values
    for part in path:
        mapping = mapping[part]  # type: ignore[index]
    ranked = _ranked(path, mapping or {})
    text = document.text
    starts = [document.offsets_of(document.span((*path, key), on_key=True))[0] for _, key in ranked]
    last = document.span((*path, ranked[-1][1]))
    end = document.offsets_of(last)[1]
    line_end = re.compile(r"\r?\n|\Z").search(text, end)
    bounds = [*starts[1:], line_end.start() if line_end else end]
    pieces = [text[start:bound].rstrip() for start, bound in zip(starts, bounds, strict=True)]
    before = [text[text.rfind("\n", 0, start) + 1 : start] for start in starts]
    indent = before[-1]
    if any(line != indent for line in before[1:]) or indent.strip() or before[0].strip() not in ("", "-"):
        return None
    if any(_OWN_LINE_COMMENT.search(piece) for piece in pieces):
        return None
    newline = "\r\n" if "\r\n" in text[starts[0] : end] else "\n"
    in_order = sorted(range(len(pieces)), key=lambda index: ranked[index][0])
    span = Span(*_start(document, starts[0]), *_start(document, bounds[-1]))
    return Edit(span, (newline + indent).join(pieces[index] for index in in_order))


def _start(document: Document, offset: int) -> tuple[int, int]:
    at = document.span_of(offset, offset)
    return at.line, at.column
