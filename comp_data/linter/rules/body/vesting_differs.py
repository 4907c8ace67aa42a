from comp_data.guide.pay.agreement import compared
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, amount, rule


@rule("CD512", "vesting-differs", Severity.WARNING)
def vesting_differs(record: Record) -> Findings:
    """The body's table states other vesting years for stock than front matter."""
    for pair, comparisons in compared(record):
        stock = next((one for one in comparisons if one.component == "stock"), None)
        years = stock.years if stock and not (stock.lost or stock.differing) else None
        if not stock or not years or years == pair.row.vest_years:
            continue
        row = pair.row
        if record.entry(row).get("stock_vest_years") is not None:
            key, stated = "stock_vest_years", f"stock_vest_years is {amount(row.vest_years)}"
        else:
            key, stated = "stock_low", f"stock_vest_years is not given, which means {amount(row.vest_years)}"
        yield Finding(
            row.path(key),
            f"the table gives stock over {amount(years)} {'year' if years == 1 else 'years'}, and {stated}",
            f"Write stock_vest_years: {amount(years)}, or correct the table",
            (Note("the figure in the table", record.document.span_of(*stock.figure.span)),),
            figures=(years, row.vest_years),
        )
