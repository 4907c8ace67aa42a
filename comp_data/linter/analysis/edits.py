"""Edits that write values of front matter, and the spans of lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from comp_data.base.diagnostics import Edit, Fix, KeyPath, Span
from comp_data.base.package import key_ranks
from comp_data.guide.document import Document
from comp_data.guide.front_matter.writer import entry_text
from comp_data.linter.record import Record, Row
from comp_data.values.money import Number


def edited(document: Document, edits: Iterable[Edit]) -> str:
    """Apply edits that do not overlap to a document's text; those at one place are applied in their order."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: one.span):
        start, end = document.offsets_of(edit.span)
        parts += document.text[done:start], edit.text
        done = end
    return "".join(parts) + document.text[done:]


def replacing(record: Record, path: KeyPath, text: str, title: str, *, safe: bool = False) -> Fix | None:
    """Return the fix that writes a value; None if that changes more, because it has an anchor or is a block."""
    document = record.document
    is_block = document.source(path).startswith(("|", ">"))
    if not document.knows(path) or is_block or "&" in document.before(document.span(path)):
        return None
    return Fix(title, (document.replacing(path, text),), safe)


def stating(record: Record, row: Row, values: Mapping[str, Number]) -> tuple[Edit, ...]:
    """Return the edits that write values into an entry; empty if one has an alias or an anchor, or is not whole."""
    edits: list[Edit] = []
    missing: dict[KeyPath, list[str]] = {}
    document, entry = record.document, record.entry(row)
    order = key_ranks(of_entry=True)
    for key in sorted(values, key=order.__getitem__):
        path, text = row.path(key), figure_text(values[key], is_percent=key.startswith("bonus_pct"))
        if text is None:
            return ()
        if key not in entry:
            above = [one for one in entry if order.get(one, len(order)) < order[key]]
            before = row.path(max(above, key=order.__getitem__)) if above else None
            if before is None or not document.knows(before):
                return ()
            missing.setdefault(before, []).append(f"{key}: {text}")
        elif document.knows(path) and "&" not in document.before(document.span(path)):
            edits.append(document.replacing(path, text))
        else:
            return ()
    return (*edits, *(inserting(document, path, lines) for path, lines in missing.items()))


def figure_text(value: Number, *, is_percent: bool = False) -> str | None:
    """Format a figure for front matter; None for an amount that is not whole."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return repr(value) if is_percent else None


def inserting(document: Document, path: KeyPath, lines: list[str]) -> Edit:
    """Return the edit that inserts `key: value` lines after a key of a mapping."""
    key, value = document.span(path, on_key=True), document.span(path)
    if document.source(path[:-1]).startswith("{"):
        return Edit(Span(value.end_line, value.end_column, value.end_line, value.end_column), ", " + ", ".join(lines))
    end, newline = line_end(document, value.end_line)
    return Edit(end, "".join(newline + " " * (key.column - 1) + line for line in lines))


def line_from(document: Document, start: int) -> Span:
    """Return the span from an offset to the end of its line."""
    end = document.text.find("\n", start)
    return document.span_of(start, len(document.text) if end < 0 else end)


def line_end(document: Document, number: int) -> tuple[Span, str]:
    """Return the empty span at the end of a line, and its newline."""
    end = number, len(document.line(number)) + 1
    span = Span(*end, *end)
    return span, "\r\n" if document.text.startswith("\r\n", document.offsets_of(span)[0]) else "\n"


def adding_entry(record: Record, values: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Return the edit that appends an entry; empty if entries are not in block style."""
    document, count = record.document, len(record.values["compensation"])
    path: KeyPath = ("compensation", count - 1)
    if count != len(record.rows) or not document.knows(path) or document.source(path)[:1] in ("{", "*", "&"):
        return ()
    span = document.span(path)
    before = document.before(span)
    if not before.endswith("- ") or before.strip() != "-":
        return ()
    end, newline = line_end(document, span.end_line)
    return (Edit(end, newline + entry_text(values, before.removesuffix("- "), newline)),)
