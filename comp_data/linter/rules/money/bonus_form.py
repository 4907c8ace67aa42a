from comp_data.guide.pay.totals import MOST_BONUS
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, rule
from comp_data.values.money import PayRange, percent


@rule("CD208", "bonus-form", Severity.ERROR)
def bonus_form(record: Record) -> Findings:
    """A bonus is given both as a percentage and as amounts, or as a percentage over 200."""
    for row in record.rows:
        yield from _twice(row)
        for key, pct in (("bonus_pct", row.bonus.pct_low), ("bonus_pct_high", row.bonus.pct_high)):
            if pct is not None and pct > MOST_BONUS:
                yield Finding(
                    row.path(key),
                    f"{key} {percent(pct)} is over {MOST_BONUS}% of base salary",
                    "Correct the percentage, or write an amount as bonus_low and bonus_high",
                    figures=(pct,),
                )


def _twice(row: Row) -> Findings:
    bonus = row.bonus
    pct_key = "bonus_pct" if bonus.pct_low is not None else "bonus_pct_high"
    pct = bonus.pct_low if bonus.pct_low is not None else bonus.pct_high
    key = "bonus_low" if bonus.low is not None else "bonus_high"
    if pct is None or (bonus.low is None and bonus.high is None):
        return
    amounts = PayRange(bonus.low, bonus.high, row.currency)
    yield Finding(
        row.path(key),
        f"the bonus is given twice: as {amounts} and as {percent(pct)} of base salary ({pct_key})",
        "Keep one of the two: percentages (bonus_pct, bonus_pct_high) or amounts (bonus_low, bonus_high)",
        (Note("the bonus as a percentage", row.path(pct_key)),),
        figures=(bonus.pct_low, bonus.pct_high, bonus.low, bonus.high),
    )
