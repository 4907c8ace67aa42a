"""What the rules about guides without a recent update share."""

from collections.abc import Iterator

from comp_data.base.diagnostics import Finding
from comp_data.linter.record import Record


def older_than(record: Record, limit: int, state: str, help_: str) -> Iterator[Finding]:
    """Report a guide whose last update is more than `limit` days ago."""
    days = record.age
    if days is not None and days > limit:
        updated = record.date("last_updated")
        yield Finding(
            ("last_updated",),
            f"the guide was last updated on {updated}, {days} days ago; after {limit} it is {state}",
            help_,
            figures=(updated,),
        )
