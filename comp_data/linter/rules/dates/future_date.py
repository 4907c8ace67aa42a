from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD401", "future-date", Severity.ERROR, reads_clock=True)
def future_date(record: Record) -> Findings:
    """The last update is in the future.

    Why:
        The year or the month is a typo. Until that date the guide counts as up to date, however old it is.

    Example:
        - last_updated: 2026-04-23
        + last_updated: 2026-02-23
    """
    updated = record.date("last_updated")
    if updated is not None and updated > record.today:
        yield Finding(
            ("last_updated",),
            f"last_updated {updated} is after today, {record.today}",
            "Set it to the date the figures were last changed",
            figures=(updated,),
        )
