"""CD902 unknown-suppression."""

from collections.abc import Iterable

from comp_data.diagnostics import Finding, Severity, shortened
from comp_data.linter.record import Record
from comp_data.linter.rule import rule
from comp_data.linter.suppressions import suppressions_of

_HELP = "Write `comp-data: ignore[CD201] the reason`, and `until 2027-01-01` behind it where it is to end"


@rule("CD902", "unknown-suppression", Severity.WARNING)
def unknown_suppression(record: Record) -> Iterable[Finding]:
    """A suppression names a rule that does not exist, gives no reason, or cannot be understood.

    Why:
        A comment that accepts nothing looks as if a finding were dealt with. And whoever reads the guide in a
        year wants to know why a finding was accepted, and by when that was to be looked at again.

    Bad:
        compensation:
          - region: San Francisco
            # comp-data: ignore[CD2O1] the total holds a retention grant
            base_low: 150000

    Good:
        compensation:
          - region: San Francisco
            base_low: 150000
    """
    from comp_data.linter.rules import RULES  # noqa: PLC0415 - the list of the rules holds this one

    for suppression in suppressions_of(record):
        span = record.document.span_of(suppression.start, suppression.end)
        if suppression.problem:
            yield Finding(span, f"this suppression accepts nothing: {suppression.problem}", _HELP, figures=())
            continue
        known = {name for one in RULES for name in (one.code, one.name)}
        for named in suppression.rules:
            if named.text not in known:
                yield Finding(
                    record.document.span_of(named.start, named.end),
                    f"no rule is called {shortened(named.text)}",
                    "`comp-data rule` lists the rules by code and name",
                    figures=(named.text,),
                )
        if not suppression.reason:
            yield Finding(span, "this suppression gives no reason", _HELP, figures=("reason",))
