from typing import Any

from comp_data.guide.pay.agreement import lost_of
from comp_data.guide.pay.totals import whole_grant_rows
from comp_data.linter.rule import Finding, Findings, Record, Row, Severity, in_words, rule

_PARTS = ("base", "stock", "bonus_pct", "bonus")
_BONUS_KEYS = ("bonus_pct", "bonus_pct_high", "bonus_low", "bonus_high")


@rule("CD214", "unchecked-total", Severity.INFO)
def unchecked_total(record: Record) -> Findings:
    """A total is stated, but the parts needed to check it are unknown."""
    whole = {row.index for row in whole_grant_rows(record)}
    for row in record.rows:
        if row.index in whole or (row.total_comp.low is None and row.total_comp.high is None):
            continue
        missing = _missing(record.entry(row), row)
        if missing and not any(one.component in _PARTS for one in lost_of(record, row)):
            key = "total_comp_low" if row.total_comp.low is not None else "total_comp_high"
            yield Finding(
                row.path(key),
                f"the total cannot be checked: {in_words(missing)} {'is' if len(missing) == 1 else 'are'} not known",
                "Add the missing figures, or write 0 if there are none",
                figures=(*missing, row.total_comp.low, row.total_comp.high),
            )


def _missing(entry: dict[str, Any], row: Row) -> list[str]:
    """Return the parts that are unknown at both ends; nothing if another rule reports a part."""
    missing = []
    for name, low, high, is_known in (
        ("base salary", "base_low", "base_high", row.base.is_known),
        ("equity grant", "stock_low", "stock_high", row.stock.is_known),
    ):
        if is_known:
            continue
        if low not in entry or high not in entry or entry[low] is not None or entry[high] is not None:
            return []
        missing.append(name)
    bonus = row.bonus
    if bonus.pct_low is None and (bonus.low is None or bonus.high is None):
        if any(entry.get(key) is not None for key in _BONUS_KEYS):
            return []
        missing.append("target bonus")
    return missing
