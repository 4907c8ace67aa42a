from comp_data.linter.rule import Finding, Findings, Record, Severity, rule
from comp_data.linter.suppressions.parse import suppressions_of


@rule("CD903", "expired-suppression", Severity.ERROR, reads_clock=True)
def expired_suppression(record: Record) -> Findings:
    """A suppression has expired."""
    for suppression in suppressions_of(record):
        if suppression.problem is None and not suppression.holds(record.today):
            yield Finding(
                record.document.span_of(suppression.start, suppression.end),
                f"this suppression expired after {suppression.until}",
                "Fix the finding and delete the suppression, or give it a later date and a reason",
                figures=(suppression.until,),
            )
