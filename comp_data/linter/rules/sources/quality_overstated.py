from comp_data.guide.body.sources import distinct_sources
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule


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
    count = distinct_sources(source.name for source in record.sources) + unread
    if count >= needed:
        return
    fitting = "medium" if quality == "high" and count >= medium else "low"
    sources = "1 source" if count == 1 else f"{count} distinct sources"
    yield Finding(
        ("data_quality",),
        f"data_quality is {quality} with {sources}; {quality} needs {needed}",
        f"Add sources, or set data_quality to {fitting}",
        (Note("the sources", ("data_sources",), on_key=True),),
        figures=(quality,),
    )
