import re

from comp_data.guide.body.sources import source_key
from comp_data.linter.rule import Edit, Finding, Findings, Fix, FixKind, Note, Record, Severity, Source, Span, rule

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([^/?#\s]+)([^?#\s]*)(?:\?utm_[^#\s]*|(\?[^#\s]*))?", re.IGNORECASE)
"""An address in three parts: site, page and query."""
_COMMENT_OR_ANCHOR = re.compile(r"(?:^|\s)[#&]")


@rule("CD704", "duplicate-source", Severity.WARNING, fix=FixKind.SAFE)
def duplicate_source(record: Record) -> Findings:
    """A source is listed twice."""
    by_name: dict[str, Source] = {}
    by_page: dict[tuple[str, str, str], Source] = {}
    for source in record.sources:
        key, address = source_key(source.name), _ADDRESS.match(source.url or "")
        page = (address[1].lower(), address[2].rstrip("/"), address[3] or "") if address else None
        earlier = by_page.get(page) if page else None
        same_name = by_name.setdefault(key, source)
        if page:
            by_page.setdefault(page, source)
        if earlier is None and same_name is not source and (page is None or same_name.url is None):
            earlier = same_name
        if earlier is not None:
            yield _finding(record, earlier, source)


def _finding(record: Record, earlier: Source, later: Source) -> Finding:
    if later.name == earlier.name:
        message = f"{later.name} is listed twice"
    elif source_key(later.name) == source_key(earlier.name):
        message = f"{later.name} is the same source as {earlier.name}"
    else:
        message = f"{later.name} has the same address as {earlier.name}"
    return Finding(
        later.path,
        message,
        "Keep one of the two entries",
        (Note("the first entry of this source", earlier.path),),
        _removal(record, earlier, later),
        figures=(earlier.name, later.name),
    )


def _removal(record: Record, earlier: Source, later: Source) -> Fix | None:
    document = record.document
    adds = (later.url not in (None, earlier.url)) or (later.date_accessed not in (None, earlier.date_accessed))
    entry = record.values["data_sources"][later.path[1]]
    adds = adds or (isinstance(entry, dict) and not entry.keys() <= {"name", "url", "date_accessed"})
    if adds or not document.knows(later.path) or _COMMENT_OR_ANCHOR.search(document.source(later.path)):
        return None
    span = document.span(later.path)
    if document.before(span).strip() != "-" or document.after(span).strip():
        return None
    lines = Span(span.line, 1, span.end_line + 1, 1)
    return Fix(f"remove {later.name}", (Edit(lines, ""),), safe=True)
