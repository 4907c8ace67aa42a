from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD405", "stale", Severity.WARNING, reads_clock=True)
def stale(record: Record, *, days: int = 120) -> Findings:
    """The guide has not been updated for more than 120 days.

    Options:
        days: Days after `last_updated` after which the guide is stale.
    """
    return _older_than(record, days, "stale", "Review the figures, then set last_updated")


@rule("CD406", "expired", Severity.WARNING, reads_clock=True, silences=("CD404", "CD405"))
def expired(record: Record, *, days: int = 240) -> Findings:
    """The guide has not been updated for more than 240 days.

    Options:
        days: Days after `last_updated` after which the guide is expired.
    """
    return _older_than(record, days, "expired", "Survey the figures again, or delete the guide")


def _older_than(record: Record, limit: int, state: str, help_: str) -> Findings:
    days = record.age
    if days is not None and days > limit:
        updated = record.date("last_updated")
        yield Finding(
            ("last_updated",),
            f"the guide was last updated on {updated}, {days} days ago; after {limit} it is {state}",
            help_,
            figures=(updated,),
        )
