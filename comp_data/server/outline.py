"""The parts of a guide and where they lead: symbols, links to sources, and from an entry to its row of the table."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from lsprotocol import types as lsp

from comp_data.base.diagnostics import shortened
from comp_data.guide.pay.agreement import pair_of
from comp_data.server.hover import spans_of, table_row_at
from comp_data.server.roots import Guide


def symbols(guide: Guide) -> list[lsp.DocumentSymbol]:
    """Return the keys of front matter, with the entries of `compensation`, and the sections of the body."""
    document = guide.document
    found = [_key_symbol(guide, key) for key in document.values or {}]
    for section in document.body.sections if document.has_front_matter else ():
        whole = guide.positions.range(section.start, section.end)
        label = guide.positions.range(section.start, section.label_end)
        found.append(_symbol(section.label, lsp.SymbolKind.String, whole, label))
    return found


def _key_symbol(guide: Guide, key: str) -> lsp.DocumentSymbol:
    children = []
    for row in guide.record.rows if key == "compensation" else ():
        entry = guide.positions.range(*guide.document.whole_extent(row.path("")[:2]))
        children.append(_symbol(row.shown, lsp.SymbolKind.Object, entry, lsp.Range(entry.start, entry.start)))
    whole = guide.positions.range(*guide.document.whole_extent((key,)))
    name = guide.positions.range(*guide.document.offsets_of(guide.document.span((key,), on_key=True)))
    return _symbol(key, lsp.SymbolKind.Key, whole, name, children)


def _symbol(
    name: str,
    kind: lsp.SymbolKind,
    whole: lsp.Range,
    selected: lsp.Range,
    children: list[lsp.DocumentSymbol] | None = None,
) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(shortened(name) or "…", kind, whole, selected, children=children)


def links(guide: Guide) -> Iterator[lsp.DocumentLink]:
    """Yield a link for each source with a web address; the editor opens it, and the server fetches nothing."""
    for source in guide.record.sources:
        if source.url and _is_web(source.url):
            where = guide.positions.range(*guide.extent((*source.path, "url")))
            yield lsp.DocumentLink(where, target=source.url)


def _is_web(url: str) -> bool:
    """Whether a text is a web address and nothing else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url.isprintable() and " " not in url


def definition(guide: Guide, offset: int) -> lsp.Range | None:
    """Return the table row of the entry at an offset, or the entry of the table row there."""
    if offset >= guide.document.body_start:
        row = table_row_at(guide, offset)
        return guide.positions.range(*guide.document.whole_extent(row.path("")[:2])) if row else None
    row = guide.record.row_of((*guide.document.path_at(offset), "")[:2])
    pair = pair_of(guide.record, row) if row else None
    spans = list(spans_of(pair.table)) if pair else []
    if not spans:
        return None
    return guide.positions.range(min(start for start, _ in spans), max(end for _, end in spans))
