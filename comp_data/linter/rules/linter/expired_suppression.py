"""CD903 expired-suppression."""

from collections.abc import Iterable

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.record import Record
from comp_data.linter.rule import rule
from comp_data.linter.suppressions.parse import suppressions_of


@rule("CD903", "expired-suppression", Severity.ERROR, reads_clock=True)
def expired_suppression(record: Record) -> Iterable[Finding]:
    """A suppression has passed the day that it was to hold until.

    Why:
        The day was set so that the finding would be looked at again. From the day after it on the suppression
        accepts nothing.

    Bad:
        compensation:
          - region: San Francisco
            # comp-data: ignore[CD204] to be looked up until 2026-01-31
            base_low: 150000

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000
    """
    for suppression in suppressions_of(record):
        if suppression.problem is None and not suppression.holds(record.today):
            yield Finding(
                record.document.span_of(suppression.start, suppression.end),
                f"this suppression held until {suppression.until}",
                "Mend what it accepted and delete it, or give it another day and say why",
                figures=(suppression.until,),
            )
