from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Row, Severity, rule
from comp_data.values.money import Number, PayRange, amount, percent

_FAR = 4
_LEAST = 1_000


@rule("CD204", "inverted-range", Severity.ERROR, fix=FixKind.UNSAFE)
def inverted_range(record: Record) -> Findings:
    """The low end of a range is higher than its high end."""
    for row in record.rows:
        percentages = ("bonus_pct", "bonus_pct_high", PayRange(row.bonus.pct_low, row.bonus.pct_high, ""))
        for low_key, high_key, pay in (*row.ranges, percentages):
            if pay.low is not None and pay.high is not None and pay.low > pay.high >= 0:
                show = percent if low_key == "bonus_pct" else amount
                yield Finding(
                    row.path(low_key),
                    f"{low_key} {show(pay.low)} is more than {high_key} {show(pay.high)}",
                    _advice(low_key, pay.low, high_key, pay.high),
                    (Note("the high end", row.path(high_key)),),
                    _swap(record, row, low_key, high_key),
                    figures=(pay.low, pay.high),
                )


def _advice(low_key: str, low: Number, high_key: str, high: Number) -> str:
    """Advise to swap the ends; if they are far apart, one of them may have a digit too many or too few."""
    if high * _FAR >= low or high < _LEAST:
        return "Swap the two figures, or correct the one that is wrong"
    factor = next((10**n for n in range(1, 7) if low <= high * 10**n), 10)
    meant = f"{low_key} {amount(round(low / factor))} or {high_key} {amount(high * factor)}"
    return f"Correct the one with an extra or missing digit ({meant} may be meant), or swap the two figures"


def _swap(record: Record, row: Row, low_key: str, high_key: str) -> Fix | None:
    low, high = row.path(low_key), row.path(high_key)
    texts = record.document.source(low), record.document.source(high)
    if any(not text or text.startswith("*") for text in texts):
        return None
    edits = record.replace(low, texts[1]), record.replace(high, texts[0])
    return Fix(f"swap {low_key} and {high_key}", edits, safe=False)
