from comp_data.guide.pay.totals import adds_yearly_share, sound_rows, whole_grant_rows
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, amount, in_words, rule

_MOST_NOTES = 3


@rule("CD211", "mixed-conventions", Severity.WARNING)
def mixed_conventions(record: Record) -> Findings:
    """Some totals of a guide include the whole equity grant, others a year's share of it."""
    whole = whole_grant_rows(record)
    yearly = [row for row in sound_rows(record) if adds_yearly_share(row)] if whole else []
    notes = tuple(Note(f"{row.shown} adds a year's share", row.path("total_comp_low")) for row in yearly[:_MOST_NOTES])
    names = [row.shown for row in yearly]
    shown = in_words(names) if 0 < len(names) < 4 else f"{len(names)} other regions"
    for row in whole if yearly else ():
        due, total = row.expected_total, row.total_comp
        yield Finding(
            row.path("total_comp_low"),
            f"the total {amount(total.low)}–{amount(total.high)} includes the whole equity grant, while "
            f"{shown} {'adds' if len(names) == 1 else 'add'} a year's share of it",
            f"Correct the total to about {amount(due.low)}–{amount(due.high)}",
            notes,
            figures=(total.low, total.high, due.low, due.high),
        )
