from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD703", "bare-source", Severity.INFO)
def bare_source(record: Record) -> Findings:
    """A source is only a name, without address and date of access.

    Why:
        A name says which site was read, but not which page and when, so nobody can look the figures up again.
        There is one finding per guide, at the first such source.

    Example:
          data_quality: low
          data_sources:
        -   - Levels.fyi
        +   - name: Levels.fyi
        +     url: https://www.levels.fyi
        +     date_accessed: 2026-02-10
    """
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
