from typing import NamedTuple

from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


class StaleOptions(NamedTuple):
    """The age from which a guide is stale."""

    days: int = 120
    """Days after `last_updated` after which the guide is stale."""


@rule("CD405", "stale", Severity.WARNING, options=StaleOptions(), reads_clock=True)
def stale(record: Record, options: StaleOptions) -> Findings:
    """The guide has not been updated for more than 120 days."""
    return _older_than(record, options.days, "stale", "Review the figures, then set last_updated")


class ExpiredOptions(NamedTuple):
    """The age from which a guide is expired."""

    days: int = 240
    """Days after `last_updated` after which the guide is expired."""


@rule("CD406", "expired", Severity.WARNING, options=ExpiredOptions(), reads_clock=True, silences=("CD404", "CD405"))
def expired(record: Record, options: ExpiredOptions) -> Findings:
    """The guide has not been updated for more than 240 days."""
    return _older_than(record, options.days, "expired", "Survey the figures again, or delete the guide")


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
