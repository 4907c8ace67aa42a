"""The order of a record's keys, and the edits that sort them."""

import re
from itertools import pairwise
from typing import Any

from comp_data.base.diagnostics import Edit, KeyPath
from comp_data.base.package import key_ranks
from comp_data.guide.document import Document, parse_document
from comp_data.linter.analysis.edits import edited

_OWN_LINE_COMMENT = re.compile(r"\n[ \t]*#")
_LINE_END = re.compile(r"\r?\n|\Z")


def _ranked(path: KeyPath, mapping: dict[str, Any]) -> list[tuple[int, str]]:
    """Return the keys of a mapping with their ranks; an unknown key has the rank of the key above it."""
    ranks = key_ranks(of_entry=bool(path))
    ranked = []
    rank = -1
    for key in mapping:
        rank = ranks.get(key, rank)
        ranked.append((rank, key))
    return ranked


def first_out_of_order(path: KeyPath, mapping: dict[str, Any]) -> tuple[KeyPath, str] | None:
    """Return the first key that belongs above an earlier one, and that earlier key, or None.

    `path` is the mapping's: `()` is the record itself, any other an entry of `compensation`.
    """
    ranked = _ranked(path, mapping)
    for (above, _), (rank, key) in pairwise(ranked):
        if rank < above:
            return (*path, key), next(other for higher, other in ranked if higher > rank)
    return None


def sorted_keys(document: Document, mappings: list[KeyPath]) -> tuple[Edit, ...]:
    """Return the edits that sort the keys of mappings; none if a value or comment could change."""
    edits = tuple(edit for path in mappings if (edit := _sorted(document, path)))
    if len(edits) < len(mappings) or "&" in document.text[document.yaml_start : document.fence_end]:
        return ()
    return edits if parse_document(edited(document, edits)).values == document.values else ()


def _sorted(document: Document, path: KeyPath) -> Edit | None:
    """Return one edit that sorts a whole block mapping, or None for another style."""
    mapping: Any = document.values
    for part in path:
        mapping = mapping[part]
    ranked = _ranked(path, mapping)
    text = document.text
    starts = [document.offsets_of(document.span((*path, key), on_key=True))[0] for _, key in ranked]
    end = document.offsets_of(document.span((*path, ranked[-1][1])))[1]
    line_end = _LINE_END.search(text, end)
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
    span = document.exact_span(starts[0], bounds[-1])
    return Edit(span, (newline + indent).join(pieces[index] for index in in_order))
