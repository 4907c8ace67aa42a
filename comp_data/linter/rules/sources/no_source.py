from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD701", "no-source", Severity.WARNING)
def no_source(record: Record) -> Findings:
    """The guide names no source for its figures."""
    if record.values.get("data_sources") == []:
        yield Finding(
            ("data_sources",),
            "data_sources is empty: the guide does not say where its figures come from",
            "List each source with its name, its url and the date_accessed",
            on_key=True,
            figures=(),
        )
