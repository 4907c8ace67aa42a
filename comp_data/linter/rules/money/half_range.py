from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, rule
from comp_data.values.money import Number, amount, percent

_REQUIRED = ("base_low", "base_high", "stock_low", "stock_high", "total_comp_low", "total_comp_high")


@rule("CD205", "half-range", Severity.ERROR)
def half_range(record: Record) -> Findings:
    """Only one end of a range is stated."""
    for row in record.rows:
        for low_key, high_key, pay in row.ranges:
            if pay.low is not None and pay.high is None:
                yield from _half(record, row, low_key, amount(pay.low), high_key, pay.low)
            elif pay.high is not None and pay.low is None:
                yield from _half(record, row, high_key, amount(pay.high), low_key, pay.high)
        pct = row.bonus.pct_high
        if pct is not None and row.bonus.pct_low is None:
            yield from _half(record, row, "bonus_pct_high", percent(pct), "bonus_pct", pct)


def _half(record: Record, row: Row, known: str, shown: str, other: str, figure: Number) -> Findings:
    """Report the null end or, if an optional end is missing, the known end."""
    entry = record.entry(row)
    help_ = f"Write {other}; if there is only one figure, write it at both ends"
    if other in entry:
        if entry[other] is None:
            yield Finding(
                row.path(other),
                f"{other} is null, while {known} is {shown}",
                help_,
                (Note("the end that is known", row.path(known)),),
                figures=(figure,),
            )
    elif other not in _REQUIRED:
        yield Finding(row.path(known), f"{known} is {shown}, and {other} is missing", help_, figures=(figure,))
