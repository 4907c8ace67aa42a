from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD401", "future-date", Severity.ERROR, reads_clock=True)
def future_date(record: Record) -> Findings:
    """The last update is in the future."""
    updated = record.date("last_updated")
    if updated is not None and updated > record.today:
        yield Finding(
            ("last_updated",),
            f"last_updated {updated} is after today, {record.today}",
            "Set it to the date the figures were last changed",
            figures=(updated,),
        )
