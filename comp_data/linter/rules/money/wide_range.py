from comp_data.guide.pay.agreement import differing_keys, pair_of
from comp_data.guide.pay.totals import sound_rows
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, in_words, rule
from comp_data.values.money import PayRange, amount


@rule("CD209", "wide-range", Severity.INFO)
def wide_range(record: Record, *, ratio: float = 2.0, base_ratio: float = 3.0, stock_ratio: float = 6.0) -> Findings:
    """The high end of a range is too far above its low end.

    Options:
        ratio: The largest accepted `total_comp_high` ÷ `total_comp_low`.
        base_ratio: The largest accepted `base_high` ÷ `base_low`; a wider range is a warning.
        stock_ratio: The largest accepted `stock_high` ÷ `stock_low`; a wider range is a warning.
    """
    for row in sound_rows(record):
        differing = differing_keys(record, row)
        found = [
            _finding(record, row, part, severity)
            for part, pay, limit, severity in (
                ("base", row.base, base_ratio, Severity.WARNING),
                ("stock", row.stock, stock_ratio, Severity.WARNING),
                ("total_comp", row.total_comp, ratio, None),
            )
            if 0 < (pay.low or 0) * limit < (pay.high or 0) and differing.isdisjoint((f"{part}_low", f"{part}_high"))
        ]
        # A typo in a component widens the total as well.
        yield from found[:1]


def _finding(record: Record, row: Row, part: str, severity: Severity | None) -> Finding:
    pay: PayRange = getattr(row, part)
    low, high = pay.low or 1, pay.high or 1
    pair = pair_of(record, row)
    levels = [name for one in (pair.table.levels if pair else ()) if (name := one.level or one.title)]
    if severity:
        help_ = "Check both ends for an extra or missing digit"
    elif len(levels) > 1:
        help_ = f"The table gives the levels {in_words(levels)}: write an entry for each, with its level"
    else:
        help_ = "If several levels were merged here, give each an entry of its own with a level"
    return Finding(
        row.path(f"{part}_high"),
        f"{part}_high {amount(high)} is {high / low:.2f} times {part}_low {amount(low)}",
        help_,
        (Note("the low end", row.path(f"{part}_low")),),
        severity=severity,
        figures=(low, high),
    )
