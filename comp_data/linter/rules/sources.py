"""Rules on sources and on the quality that they support."""

from comp_data.base.diagnostics import Edit, Finding, Fix, Note, Severity, Span, shortened
from comp_data.base.grouping import grouped
from comp_data.base.patterns import regex
from comp_data.base.wording import in_words
from comp_data.guide.body.sources import find_mentions, source_key
from comp_data.linter.rule import Findings, Record, Source, rule
from comp_data.values.words import any_of

_PAGE = regex(r"(?i)(?:https?://)?(?:www\.)?([^/?#\s]+)([^?#\s]*)(?:\?utm_[^#\s]*|(\?[^#\s]*))?")
"""An address in three parts: site, page and query."""
_COMMENT_OR_ANCHOR = regex(r"(?:^|\s)[#&]")
_ADDRESS = regex(
    r"(?i)(?P<scheme>https?)://(?!www\.[^.]*\Z)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?(?::[1-6]?[0-9]{1,4})?"
    r"(?:/[^\s?#<>{}\[\]]*)?(?:[?#]\S*)?"
)
_BETWEEN = regex(r"(?i)[,;|+&]|\band\b|\s/\s")
_OLD = 400
"""The most days from the access of a source to the last update."""
_RESERVED = regex(rf"(?i)https?://(?:www\.)?{any_of('names', 'address without pay')}")
"""Addresses that are examples, placeholders or a chat, of which none has pay."""
_LINK = regex(r"(?:\]\(|<(?=http))(?P<url>[^()<>\s]*)[)>]")
_LINK_START = regex(r"\](?=\()")  # one character is found faster than two
_SOURCES = regex(r"(?i)\bsources\b")
# `2025`, but no amount: `$2025`, `2,025`, `2025.50`; and the short forms `FY25`, `'25`, `2024/25`.
_YEAR = regex(r"20(\d\d)(?<![\d$€£]20\d\d)(?<!\d,20\d\d)(?!\d|,\d{3}|\.\d)")
_SHORT = regex(r"(?:\bFY|['’]|\b20\d\d[-–/])['’]?(\d\d)(?!\d)")


@rule("CD701", "no-source", Severity.WARNING)
def no_source(record: Record) -> Findings:
    """The guide names no source for its figures."""
    if record.values.get("data_sources") == []:
        message = "data_sources is empty: the guide does not say where its figures come from"
        help_ = "List each source with its name, its url and the date_accessed"
        yield Finding(("data_sources",), message, help_, on_key=True, figures=())


@rule("CD702", "quality-overstated", Severity.WARNING)
def quality_overstated(record: Record, *, high: int = 3, medium: int = 2) -> Findings:
    """`data_quality` is higher than the number of sources supports.

    Options:
        high: Sources that `data_quality: high` needs.
        medium: Sources that `data_quality: medium` needs.
    """
    quality = record.text("data_quality")
    needed = {"high": high, "medium": medium}.get(quality or "", 0)
    entries = record.values.get("data_sources")
    if not isinstance(entries, list) or not entries:
        return
    # An entry that cannot be read has its own finding and counts as a source here.
    unread = len(entries) - len(record.sources)
    count = len({source_key(source.name) for source in record.sources}) + unread
    if count >= needed:
        return
    fitting = "medium" if quality == "high" and count >= medium else "low"
    sources = "1 source" if count == 1 else f"{count} distinct sources"
    message = f"data_quality is {quality} with {sources}; {quality} needs {needed}"
    help_ = f"Add sources, or set data_quality to {fitting}"
    note = Note("the sources", ("data_sources",), on_key=True)
    yield Finding(("data_quality",), message, help_, (note,), figures=(quality,))


@rule("CD703", "bare-source", Severity.INFO)
def bare_source(record: Record) -> Findings:
    """A source is only a name, without address and date of access, or several names in one entry."""
    for source in record.sources:
        names = _BETWEEN.split(source.name)
        if len(names) > 1 and all(map(_sites, names)):
            message = f"{shortened(source.name)} is several sources in one entry"
            help_ = "Write an entry for each source"
            yield Finding(source.path, message, help_, severity=Severity.WARNING, figures=(source.name,))
    if bare := [source for source in record.sources if source.is_bare]:
        named = f"{len(bare)} of {len(record.sources)} sources are names"
        message = f"{named if len(bare) > 1 else f'{shortened(bare[0].name)} is a name'} without url and date_accessed"
        help_ = "Write each source as name, url and date_accessed"
        yield Finding(bare[0].path, message, help_, figures=tuple(source.name for source in bare))


@rule("CD704", "duplicate-source", Severity.WARNING, fix="safe")
def duplicate_source(record: Record) -> Findings:
    """A source is listed twice."""
    by_name: dict[str, Source] = {}
    by_page: dict[tuple[str, str, str], Source] = {}
    for source in record.sources:
        key, address = source_key(source.name), _PAGE.match(source.url or "")
        page = (address[1].lower(), address[2].rstrip("/"), address[3] or "") if address else None
        same_name = by_name.setdefault(key, source)
        earlier = by_page.setdefault(page, source) if page else source
        if earlier is source and (page is None or same_name.url is None):
            earlier = same_name
        if earlier is source:
            continue
        same = "is the same source as" if key == source_key(earlier.name) else "has the same address as"
        said = "is listed twice" if source.name == earlier.name else f"{same} {earlier.name}"
        help_ = "Keep one of the two entries"
        note = Note("the first entry of this source", earlier.path)
        fix = _removal(record, earlier, source)
        yield Finding(source.path, f"{source.name} {said}", help_, (note,), fix, figures=(earlier.name, source.name))


def _removal(record: Record, earlier: Source, later: Source) -> Fix | None:
    document, entry = record.document, record.values["data_sources"][later.path[1]]
    adds = later.url not in (None, earlier.url) or later.date_accessed not in (None, earlier.date_accessed)
    adds = adds or (isinstance(entry, dict) and not entry.keys() <= {"name", "url", "date_accessed"})
    if adds or not document.knows(later.path) or _COMMENT_OR_ANCHOR.search(document.source(later.path)):
        return None
    span = document.span(later.path)
    if document.before(span).strip() != "-" or document.after(span).strip():
        return None
    return Fix(f"remove {later.name}", (Edit(Span(span.line, 1, span.end_line + 1, 1), ""),), safe=True)


@rule("CD705", "invalid-url", Severity.WARNING)
def invalid_url(record: Record) -> Findings:
    """The address of a source is malformed, not https, or one of another source; or a link of the body is malformed."""
    yield from _links(record)
    for source in record.sources:
        if source.url is None:
            continue
        if (address := _ADDRESS.fullmatch(source.url)) is None or _RESERVED.match(source.url):
            problem = "a web address" if address is None else "the page of a source"
            help_ = "Open the page with the figures, and copy its whole address, with https://"
        elif address["scheme"].lower() != "https":
            problem, help_ = "https", "Write https:// if the site supports it, else use another source"
        elif (named := _sites(source.name)) and (sites := _sites(source.url)) and named.isdisjoint(sites):
            problem, help_ = f"an address of {shortened(source.name)}", "Correct the name or the address"
        else:
            continue
        yield Finding((*source.path, "url"), f"{shortened(source.url)} is not {problem}", help_, figures=(source.url,))


def _links(record: Record) -> Findings:
    visible, start = record.document.body.visible, record.document.body_start
    for found in _LINK.finditer(visible, start) if _LINK_START.search(visible, start) or "<" in visible else ():
        url = found["url"]
        is_address = _ADDRESS.fullmatch(url)
        if url in ("", "#") or (url.lower().startswith("http") and (not is_address or _RESERVED.match(url))):
            problem = "the page of a source" if is_address else "a web address"
            message = f"the body has a link to {shortened(url) or 'nothing'}, which is not {problem}"
            help_ = "Copy the whole address from the browser, or delete the link"
            yield Finding(record.document.span_of(*found.span()), message, help_, figures=(url,))


def _sites(text: str) -> set[str]:
    return {source_key(one.text) for one in find_mentions(text)}


@rule("CD706", "undated-evidence", Severity.WARNING, reads_clock=True)
def undated_evidence(record: Record) -> Findings:
    """The evidence section names neither this year nor the last."""
    body = record.document.body
    sections = body.find("evidence") or tuple(one for one in body.sections if _SOURCES.search(one.label))
    if not sections:
        return
    today = record.today
    since = today.year - (2 if today.month <= 2 else 1)
    years: set[int] = set()
    for section in sections:
        text = body.visible[section.start : body.whole_end(section)]
        for pattern in (_YEAR, _SHORT):
            years |= {2000 + int(digits) for digits in pattern.findall(text)}
            if any(since <= year <= today.year for year in years):
                return
    wanted = ", ".join(str(year) for year in range(since, today.year))
    newest = f"; the latest year in it is {max(years)}" if years else ""
    label = record.document.span_of(sections[-1].start, sections[-1].label_end)
    message = f"the evidence section names neither {wanted} nor {today.year}{newest}"
    yield Finding(label, message, "Write the year of its figures after each source", figures=tuple(sorted(years)))


@rule("CD707", "source-date", Severity.ERROR, reads_clock=True)
def source_date(record: Record) -> Findings:
    """A source was accessed after the last update, in the future, or long before the last update."""
    updated = record.date("last_updated")
    same = grouped((source.date_accessed, source) for source in record.sources)
    for accessed, sources in same.items():
        help_, severity = "Correct the date of access", None
        age = (updated - accessed).days if updated and accessed else 0
        if accessed and accessed > record.today:
            said = "which is in the future"
        elif age < 0:
            said = f"after last_updated {updated}"
            help_ += ", or set last_updated to the date the figures were last changed"
        elif age > _OLD:
            said, severity = f"{age:,} days before last_updated {updated}", Severity.WARNING
            help_ = "Look the figures up again, or correct the date of access"
        else:
            continue
        shown = in_words([shortened(one.name) for one in sources]) if len(sources) < 4 else f"{len(sources)} sources"
        yield Finding(
            (*sources[0].path, "date_accessed"),
            f"{shown} {'was' if len(sources) == 1 else 'were'} accessed on {accessed}, {said}",
            help_,
            (Note("the last update", ("last_updated",)),) if age else (),
            severity=severity,
            figures=(accessed, updated),
        )
