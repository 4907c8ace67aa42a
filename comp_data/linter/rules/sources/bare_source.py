from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD703", "bare-source", Severity.INFO)
def bare_source(record: Record) -> Findings:
    """A source is only a name, without address and date of access."""
    bare = [source for source in record.sources if source.is_bare]
    if bare:
        count, total = len(bare), len(record.sources)
        message = (
            f"{bare[0].name} is a name without url and date_accessed"
            if count == 1
            else f"{count} of {total} sources are names without url and date_accessed"
        )
        yield Finding(
            bare[0].path,
            message,
            "Write each source as name, url and date_accessed",
            figures=tuple(source.name for source in bare),
        )
