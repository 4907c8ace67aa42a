from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD701", "no-source", Severity.WARNING)
def no_source(record: Record) -> Findings:
    """The guide names no source for its figures.

    Why:
        Without sources nobody can check the figures, or knows where to look at the next review.

    Example:
          data_quality: low
        - data_sources: []
        + data_sources:
        +   - name: Levels.fyi
        +     url: https://www.levels.fyi
        +     date_accessed: 2026-02-10
    """
    if record.values.get("data_sources") == []:
        yield Finding(
            ("data_sources",),
            "data_sources is empty: the guide does not say where its figures come from",
            "List each source with its name, its url and the date_accessed",
            on_key=True,
            figures=(),
        )
