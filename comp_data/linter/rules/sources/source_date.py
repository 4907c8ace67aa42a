from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule


@rule("CD707", "source-date", Severity.ERROR, reads_clock=True)
def source_date(record: Record) -> Findings:
    """A source was accessed after the last update, or in the future."""
    updated = record.date("last_updated")
    for source in record.sources:
        accessed = source.date_accessed
        if accessed is None:
            continue
        at = (*source.path, "date_accessed")
        if accessed > record.today:
            message = f"{source.name} was accessed on {accessed}, which is in the future"
            yield Finding(at, message, "Correct the date of access", figures=(accessed,))
        elif updated is not None and accessed > updated:
            yield Finding(
                at,
                f"{source.name} was accessed on {accessed}, after last_updated {updated}",
                "Correct the date of access, or set last_updated to the date the figures were last changed",
                (Note("the last update", ("last_updated",)),),
                figures=(accessed, updated),
            )
