from comp_data.guide.pay.agreement import differing_keys
from comp_data.guide.pay.totals import ImpossibleTotal, impossible_totals, parts_of, sound_rows, top_bonus_pct
from comp_data.linter.analysis.causes import causes_of
from comp_data.linter.analysis.unlike import copied_totals
from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, amount, percent, rule


@rule("CD202", "impossible-total", Severity.ERROR)
def impossible_total(record: Record) -> Findings:
    """A total is below the base salary, or above the sum of everything that the row states."""
    copies, causes = copied_totals(record), causes_of(record)
    for row in sound_rows(record):
        totals = () if row.index in copies else impossible_totals(row)
        differing = differing_keys(record, row)
        found = [_finding(row, total) for total in totals if differing.isdisjoint(parts_of(total.key))]
        cause = causes.get(row.index)
        if found and cause:
            yield found[0]._replace(message=f"{found[0].message}; {cause}")
        else:
            yield from found


def _finding(row: Row, total: ImpossibleTotal) -> Finding:
    if total.is_below:
        limit = f"less than {total.key.replace('total_comp', 'base')}"
        help_ = "Correct the one that is wrong: total compensation includes the base salary"
    else:
        has_signing = row.signing_bonus.high or row.signing_bonus.low
        limit = f"more than base + the whole grant + {_bonus(row)}{' + signing bonus' if has_signing else ''} ="
        help_ = "Correct the total, or state the part of the pay that is missing from the row"
    return Finding(
        row.path(total.key),
        f"{total.key} {amount(total.stated)} is {limit} {amount(total.limit)}",
        help_,
        figures=(total.stated, total.limit),
    )


def _bonus(row: Row) -> str:
    top = top_bonus_pct(row)
    if top is None:
        return "bonus"
    if row.bonus.pct_high is None:
        return f"a bonus of even {percent(top)}"
    return f"bonus of {percent(top)}{' by the table' if row.bonus_from_table else ''}"
