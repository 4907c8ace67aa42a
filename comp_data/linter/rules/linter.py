"""Rules on the linter itself: suppressions, baselines and crashed rules."""

from functools import partial

from comp_data.base.diagnostics import Finding, Severity
from comp_data.linter.rule import Findings, Record, Rule, found_before, rule
from comp_data.linter.suppressions.parse import suppressions_of

_rule = partial(found_before, "engine")
_warning = partial(_rule, severity=Severity.WARNING)
unused_suppression = _warning("CD901", "unused-suppression", "A suppression accepts no finding.", fix="safe")
unknown_suppression: Rule = _warning(
    "CD902", "unknown-suppression", "A suppression names an unknown rule, gives no reason, or is malformed."
)
stale_baseline: Rule = _warning(
    "CD904", "stale-baseline", "The baseline accepts a finding that no longer exists.", fix="safe"
)
rule_crashed = _rule("CD999", "rule-crashed", "A rule failed with an exception on this file; all other rules ran.")


@rule("CD903", "expired-suppression", Severity.ERROR, reads_clock=True)
def expired_suppression(record: Record) -> Findings:
    """A suppression has expired."""
    for suppression in suppressions_of(record):
        if suppression.problem is None and not suppression.holds(record.today):
            span = record.document.span_of(suppression.start, suppression.end)
            message = f"this suppression expired after {suppression.until}"
            help_ = "Fix the finding and delete the suppression, or give it a later date and a reason"
            yield Finding(span, message, help_, figures=(suppression.until,))
