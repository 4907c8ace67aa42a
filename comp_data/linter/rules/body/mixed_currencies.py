from comp_data.guide.body.figures import Figure
from comp_data.guide.body.pay_table import TableRow
from comp_data.guide.pay.agreement import table_of
from comp_data.guide.pay.table_comparison import mixed_figures, two_currency_figures
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, Span, rule


@rule("CD507", "mixed-currencies", Severity.ERROR)
def mixed_currencies(record: Record) -> Findings:
    """A row of the body's table mixes currencies, within one cell or between cells."""
    table = table_of(record)
    for row in table.rows if table else ():
        for part in row.levels or (row,):
            yield from _within_cells(record, row, part)
            yield from _between_cells(record, row, part)


def _within_cells(record: Record, row: TableRow, part: TableRow) -> Findings:
    for name, figure in two_currency_figures(part):
        low, high = figure.currency or "no currency", figure.high_currency
        yield Finding(
            _span(record, figure),
            f"the {name} runs from {low} to {high}",
            "Give both ends in one currency",
            figures=(name, low, high),
            region=row.region,
            level=part.level or part.title,
        )


def _between_cells(record: Record, row: TableRow, part: TableRow) -> Findings:
    """Report figures in another currency than the row's main one; a warning if only the equity is."""
    found = tuple(mixed_figures(part))
    severity = Severity.WARNING if all(one.name == "equity grant" for one in found) else None
    for one in found:
        other, main = " or ".join(one.figure.written), " or ".join(one.main.written)
        yield Finding(
            _span(record, one.figure),
            f"the {one.name} is in {other}, and the {one.main_name} in {main}",
            "Give both in one currency, and say beside the table what was converted",
            (Note(f"the {one.main_name}", _span(record, one.main)),),
            severity=severity,
            figures=(one.name, other, main),
            region=row.region,
            level=part.level or part.title,
        )


def _span(record: Record, figure: Figure) -> Span:
    return record.document.span_of(*figure.span)
