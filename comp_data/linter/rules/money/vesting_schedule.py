from comp_data.guide.pay.rows import is_whole
from comp_data.linter.rule import Finding, Findings, Record, Severity, amount, percent, rule


@rule("CD218", "vesting-schedule", Severity.ERROR)
def vesting_schedule(record: Record) -> Findings:
    """A vesting schedule does not add up to 100%, or has not one percentage for each vesting year."""
    for row in record.rows:
        entry = record.entry(row)
        shares = entry.get("stock_vest_schedule")
        if not isinstance(shares, list) or not shares or not all(type(share) in (int, float) for share in shares):
            continue
        years = entry.get("stock_vest_years")
        if not is_whole(shares):
            yield Finding(
                row.path("stock_vest_schedule"),
                f"stock_vest_schedule adds up to {percent(sum(shares))}, not 100%",
                "Give the percentage of the grant that vests in each year",
                figures=tuple(shares),
            )
        elif type(years) in (int, float) and years != len(shares):
            yield Finding(
                row.path("stock_vest_schedule"),
                f"stock_vest_schedule has {len(shares)} years, stock_vest_years is {amount(years)}",
                "Correct the one that is wrong, or leave out stock_vest_years",
                figures=(*shares, years),
            )
