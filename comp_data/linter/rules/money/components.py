"""Rules on how bonus and equity are stated."""

from comp_data.base.diagnostics import Finding, Note, Severity
from comp_data.base.wording import in_words
from comp_data.guide.pay.agreement import by_table, differing_keys
from comp_data.guide.pay.rows import is_whole
from comp_data.guide.pay.totals import MOST_BONUS, adds_yearly_share, sound_rows, whole_grant_rows
from comp_data.linter.analysis.causes import causes_of
from comp_data.linter.rule import Findings, Record, Row, rule
from comp_data.values.money import Number, PayRange, amount, amounts, percent

_MUCH = 50
"""A bonus of less may be what another region's is a tenth of."""


@rule("CD208", "bonus-form", Severity.ERROR, supersedes=("CD201",))
def bonus_form(record: Record) -> Findings:
    """A bonus is given as a percentage and as amounts, or as a percentage that is an amount, a fraction or a typo."""
    stated = {(row.bonus.pct_low, row.bonus.pct_high) for row in record.rows if row.bonus.pct_low}
    for row in record.rows:
        differing = differing_keys(record, row)
        yield from _twice(row)
        for key, pct in (("bonus_pct", row.bonus.pct_low), ("bonus_pct_high", row.bonus.pct_high)):
            if pct is not None and pct > MOST_BONUS and key not in differing:
                message = f"{key} {percent(pct)} is over {MOST_BONUS}% of base salary"
                help_ = "Correct the percentage, or write an amount as bonus_low and bonus_high"
                yield Finding(row.path(key), message, help_, figures=(pct,))
        if (slip := _slip(row, stated)) and differing.isdisjoint(("bonus_pct", "bonus_pct_high")):
            yield slip


def _slip(row: Row, stated: set[tuple[Number, Number | None]]) -> Finding | None:
    low, high = row.bonus.pct_low, row.bonus.pct_high
    if not low or low < 0 or low > MOST_BONUS or (low >= 1 and len(stated) == 1):
        return None
    by = {factor: (round(low * factor, 4), high and round(high * factor, 4)) for factor in (100, 10, 0.1)}
    is_other = (by[10] in stated and low * 10 < _MUCH) or (by[0.1] in stated and low >= _MUCH)
    if low >= 1 and not is_other:
        return None
    factor = next((one for one in by if by[one] in stated), 100)
    said = {100: "perhaps a fraction", 10: "1/10 of another region's", 0.1: "10 times another region's"}[factor]
    message = f"bonus_pct {percent(low, 2)} is {said}: {percent(by[factor][0])} may be meant"
    help_ = "Write the percentage of base salary: 15 for 15%"
    return Finding(row.path("bonus_pct"), message, help_, severity=Severity.WARNING, figures=(low,))


def _twice(row: Row) -> Findings:
    bonus = row.bonus
    pct_key, pct = ("bonus_pct", bonus.pct_low) if bonus.pct_low is not None else ("bonus_pct_high", bonus.pct_high)
    key = "bonus_low" if bonus.low is not None else "bonus_high"
    if pct is None or (bonus.low is None and bonus.high is None):
        return
    amounts = PayRange(bonus.low, bonus.high, row.currency)
    message = f"the bonus is given twice: as {amounts} and as {percent(pct)} of base salary ({pct_key})"
    help_ = "Keep one of the two: percentages (bonus_pct, bonus_pct_high) or amounts (bonus_low, bonus_high)"
    note = Note("the bonus as a percentage", row.path(pct_key))
    yield Finding(row.path(key), message, help_, (note,), figures=tuple(bonus))


@rule("CD211", "mixed-conventions", Severity.WARNING)
def mixed_conventions(record: Record) -> Findings:
    """Some totals of a guide include the whole equity grant, others a year's share of it."""
    causes = causes_of(record)
    whole = [row for row in whole_grant_rows(record) if row.index not in causes]
    sound = [by_table(record, row) or row for row in sound_rows(record) if row.index not in causes] if whole else []
    yearly = [row for row in sound if adds_yearly_share(row)]
    notes = tuple(Note(f"{row.shown} adds a year's share", row.path("total_comp_low")) for row in yearly[:3])
    names = [row.shown for row in yearly]
    shown = in_words(names) if 0 < len(names) < 4 else f"{len(names)} other regions"
    for row in whole if yearly else ():
        due, total = row.expected_total, row.total_comp
        yield Finding(
            row.path("total_comp_low"),
            f"the total {amounts(total)} includes the whole equity grant, while "
            f"{shown} {'adds' if len(names) == 1 else 'add'} a year's share of it",
            f"Correct the total to about {amounts(due)}, or the grant if it is a year's share",
            notes,
            figures=(total.low, total.high, due.low, due.high),
        )


@rule("CD218", "vesting-schedule", Severity.ERROR)
def vesting_schedule(record: Record) -> Findings:
    """A vesting schedule does not add up to 100%, or does not have one percentage for each vesting year."""
    for row in record.rows:
        entry = record.entry(row)
        shares = entry.get("stock_vest_schedule")
        if not isinstance(shares, list) or not shares or not all(type(share) in (int, float) for share in shares):
            continue
        years = entry.get("stock_vest_years")
        if not is_whole(shares):
            message = f"stock_vest_schedule adds up to {percent(sum(shares))}, not 100%"
            help_ = "Give the percentage of the grant that vests in each year"
            yield Finding(row.path("stock_vest_schedule"), message, help_, figures=tuple(shares))
        elif type(years) in (int, float) and years != len(shares):
            message = f"stock_vest_schedule has {len(shares)} years, stock_vest_years is {amount(years)}"
            help_ = "Correct the one that is wrong, or leave out stock_vest_years"
            yield Finding(row.path("stock_vest_schedule"), message, help_, figures=(*shares, years))
