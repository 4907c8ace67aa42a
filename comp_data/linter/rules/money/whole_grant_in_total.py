from comp_data.guide.pay.agreement import compared_of
from comp_data.guide.pay.totals import adds_yearly_share, bonus_in_words, sound_rows, whole_grant_rows
from comp_data.linter.analysis.edits import stating
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Record, Row, Severity, rule
from comp_data.values.money import amount, expected_total

_TITLE = "state that the stock figures are a year's share: stock_vest_years: 1"


@rule("CD203", "whole-grant-in-total", Severity.WARNING, fix=FixKind.UNSAFE)
def whole_grant_in_total(record: Record) -> Findings:
    """A total adds the whole equity grant instead of a year's share of it."""
    whole = whole_grant_rows(record)
    if whole and not any(adds_yearly_share(row) for row in sound_rows(record)):
        for row in whole:
            yield _finding(record, row)


def _finding(record: Record, row: Row) -> Finding:
    undivided, due = expected_total(row.base, row.stock, 1, row.bonus), row.expected_total
    stated = f"{amount(row.total_comp.low)}–{amount(row.total_comp.high)}"
    years = next((one.years for one in compared_of(record, row) if one.component == "stock"), None)
    correct = f"Correct the total to about {amount(due.low)}–{amount(due.high)}"
    edits = () if years else stating(record, row, {"stock_vest_years": 1})
    return Finding(
        row.path("total_comp_low"),
        f"the total {stated} adds stock undivided, as if the whole grant were a year's: base + stock + bonus = "
        f"{amount(undivided.low)}–{amount(undivided.high)}{bonus_in_words(row)}",
        f"{correct}; the table gives the stock over {years} years"
        if years
        else f"{correct}, or write `stock_vest_years: 1` if the stock figures are a year's share",
        fix=Fix(_TITLE, edits, safe=False) if edits else None,
        figures=(row.total_comp.low, row.total_comp.high, undivided.low, undivided.high),
    )
