from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, rule
from comp_data.values.money import Number, amount, percent


@rule("CD206", "negative-amount", Severity.ERROR)
def negative_amount(record: Record) -> Findings:
    """An amount or a percentage is negative, infinite or not a number.

    Why:
        Pay is never negative. A minus sign usually comes from a range that was split at its
        hyphen: `10000-25000` read as 10000 and -25000.

    Example:
          compensation:
            - region: San Francisco
        -     signing_bonus_low: -10000
        +     signing_bonus_low: 10000
              signing_bonus_high: 25000
    """
    yield from (problem for problem in record.problems if problem.code == "CD206")
    for row in record.rows:
        for low_key, high_key, pay in row.ranges:
            for key, value in ((low_key, pay.low), (high_key, pay.high)):
                if value is not None and value < 0:
                    yield _negative(row, key, value, amount(value))
        for key, pct in (("bonus_pct", row.bonus.pct_low), ("bonus_pct_high", row.bonus.pct_high)):
            if pct is not None and pct < 0:
                yield _negative(row, key, pct, percent(pct))


def _negative(row: Row, key: str, value: Number, shown: str) -> Finding:
    return Finding(
        row.path(key),
        f"{key} is negative: {shown}",
        "Remove the minus sign, or write null if the figure is unknown",
        figures=(value,),
    )
