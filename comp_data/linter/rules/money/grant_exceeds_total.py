from operator import attrgetter

from comp_data.guide.pay.agreement import pair_of
from comp_data.guide.pay.totals import ABOUT, sound_rows
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, rule
from comp_data.values.money import Number, amount, deviation


@rule("CD210", "grant-exceeds-total", Severity.INFO)
def grant_exceeds_total(record: Record) -> Findings:
    """The equity grant is more than a year's total compensation, and nothing states how long it vests."""
    for row in sound_rows(record):
        pair = pair_of(record, row)
        is_stated = record.entry(row).get("stock_vest_years") is not None or bool(pair and pair.table.vest_years)
        found = (_compare(row, end, is_stated=is_stated) for end in ("low", "high"))
        yield from [finding for finding in found if finding][-1:]


def _compare(row: Row, end: str, *, is_stated: bool) -> Finding | None:
    """Return the finding for one end of the range, or None."""
    ends: tuple[Number | None, ...] = attrgetter(f"stock.{end}", f"total_comp.{end}", f"expected_total.{end}")(row)
    (stock, total, due), stock_key, total_key = ends, f"stock_{end}", f"total_comp_{end}"
    if stock is None or total is None or stock <= total:
        return None
    if due is not None and (due <= 0 or abs(deviation(total, due)) > ABOUT):
        return None
    if not is_stated:
        what, help_ = f"{stock_key} {amount(stock)}", "Check the grant, and state its vesting as `stock_vest_years`"
    elif due is None and stock / row.vest_years > total:
        what = f"a year's share of {stock_key}, {amount(round(stock / row.vest_years))},"
        help_ = "Correct the grant, its vesting years or the total: a year's total holds a year's share"
    else:
        return None
    return Finding(
        row.path(stock_key),
        f"{what} is more than a year's total compensation, {total_key} {amount(total)}",
        help_,
        (Note("the total", row.path(total_key)),),
        figures=(stock, row.vest_years, total),
    )
