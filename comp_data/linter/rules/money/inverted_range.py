from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Row, Severity, rule
from comp_data.values.factors import median
from comp_data.values.money import Number, PayRange, amount, percent
from comp_data.values.numbers import with_exchanged_digits

_FAR = 10**0.5
"""How many times the low end is the high one if a digit more or less makes as wide a range as a swap."""
_LEAST = 1_000
_WIDEST = 2


@rule("CD204", "inverted-range", Severity.ERROR, fix=FixKind.UNSAFE)
def inverted_range(record: Record) -> Findings:
    """The low end of a range is higher than its high end."""
    widths = _widths(record)
    for row in record.rows:
        percentages = ("bonus_pct", "bonus_pct_high", PayRange(row.bonus.pct_low, row.bonus.pct_high, ""))
        for low_key, high_key, pay in (*row.ranges, percentages):
            if pay.low is not None and pay.high is not None and pay.low > pay.high >= 0:
                show = percent if low_key == "bonus_pct" else amount
                yield Finding(
                    row.path(low_key),
                    f"{low_key} {show(pay.low)} is more than {high_key} {show(pay.high)}",
                    _advice(low_key, pay.low, high_key, pay.high, widths.get(low_key, 1)),
                    (Note("the high end", row.path(high_key)),),
                    _swap(record, row, low_key, high_key),
                    figures=(pay.low, pay.high),
                )


def _widths(record: Record) -> dict[str, float]:
    """Return how many times the high ends are the low ones, in the middle of the guide's regions, by the low key."""
    found: dict[str, list[float]] = {}
    for row in record.rows:
        for key, _, pay in row.ranges:
            if pay.low and pay.high and 0 < pay.low <= pay.high:
                found.setdefault(key, []).append(pay.high / pay.low)
    return {key: median(widths) for key, widths in found.items()}


def _advice(low_key: str, low: Number, high_key: str, high: Number, width: float) -> str:
    """Advise to swap the ends; if a digit too many or too few gives a more usual range, it is named first."""
    if typo := next((one for one in with_exchanged_digits(low) if high / _WIDEST < one <= high), None):
        return f"Correct the digits that are exchanged ({low_key} {amount(typo)} may be meant), or swap the two figures"
    if high < _LEAST or low / high <= max(_FAR, 1.1 * width):
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
