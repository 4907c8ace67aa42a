from comp_data.linter.rule import Finding, Findings, Record, Severity, rule
from comp_data.values.money import PayRange, amount, percent


@rule("CD206", "negative-amount", Severity.ERROR)
def negative_amount(record: Record) -> Findings:
    """An amount or a percentage is negative, infinite or not a number."""
    yield from (problem for problem in record.problems if problem.code == "CD206")
    for row in record.rows:
        percentages = ("bonus_pct", "bonus_pct_high", PayRange(row.bonus.pct_low, row.bonus.pct_high, ""))
        for low_key, high_key, pay in (*row.ranges, percentages):
            show = percent if low_key == "bonus_pct" else amount
            for key, value in ((low_key, pay.low), (high_key, pay.high)):
                if value is not None and value < 0:
                    yield Finding(
                        row.path(key),
                        f"{key} is negative: {show(value)}",
                        "Remove the minus sign, or write null if the figure is unknown",
                        figures=(value,),
                    )
