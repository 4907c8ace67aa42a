from functools import lru_cache

from comp_data.guide.body.sections import BodyText
from comp_data.guide.body.sources import Evidence, find_mentions, is_source_name, read_evidence, source_key, sources_in
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, Source, rule, shortened

_SOURCES = ("data_sources",)


@rule("CD511", "sources-differ", Severity.INFO)
def sources_differ(record: Record) -> Findings:
    """A source is named only in `data_sources` or only in the body's evidence."""
    evidence = read_evidence(record.document.body)
    if evidence is None or not record.sources:
        return
    named = sources_in(evidence)
    yield from _only_in_evidence(record, named)
    yield from _only_in_front_matter(record, evidence, {source_key(source.text) for source in named})


def _only_in_evidence(record: Record, sources: tuple[BodyText, ...]) -> Findings:
    known = {key for source in record.sources for key in _keys(source)}
    letters = [_letters(source.name) for source in record.sources]
    own = _letters(record.text("company_display") or record.company or "")
    for named in sources:
        name = _letters(named.text)
        if source_key(named.text) not in known and name != own and not any(name in one for one in letters):
            written = record.document.text[slice(*named.span)]
            shown = (
                named.text if _letters(written) in name or name in _letters(written) else f"{written} ({named.text})"
            )
            yield Finding(
                record.document.span_of(*named.span),
                f"the evidence names {shown}, which is not in data_sources",
                "Add it to data_sources if the figures come from it",
                (Note("the sources in front matter", _SOURCES, on_key=True),),
                figures=(named.text,),
            )


def _only_in_front_matter(record: Record, evidence: Evidence, named: set[str]) -> Findings:
    text: str | None = None
    start = evidence.span[0]
    end = start + len(evidence.text.partition("\n")[0])
    for source in record.sources:
        sites, keys = _sites(source.name), _keys(source)
        if keys & named or not (sites or is_source_name(source.name)):
            continue
        text = _letters(evidence.text) if text is None else text
        if text and not any(_letters(name) in text for name in (source.name, *sites)):
            named |= keys
            yield Finding(
                source.path,
                f"data_sources names {shortened(source.name)}, which the evidence does not mention",
                "Mention it in the evidence, or remove it from data_sources",
                (Note("the evidence", record.document.span_of(start, end)),),
                figures=(source.name,),
            )


def _keys(source: Source) -> set[str]:
    """Return the keys of a source: of its name, and of the sites in its name and URL."""
    sites = _sites(source.name) + (_sites(source.url) if source.url else ())
    return {source_key(source.name), *map(source_key, sites)}


@lru_cache(4096)
def _sites(text: str) -> tuple[str, ...]:
    return tuple(mention.name for mention in find_mentions(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
