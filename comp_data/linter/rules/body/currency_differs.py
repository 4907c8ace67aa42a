from comp_data.guide.pay.agreement import compared, contradicts
from comp_data.guide.pay.row_matching import Pair
from comp_data.guide.pay.rows import has_valid_currency
from comp_data.guide.pay.table_comparison import Comparison
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.rule import Finding, Findings, FixKind, Note, Record, Severity, rule, shortened


@rule("CD506", "currency-differs", Severity.ERROR, fix=FixKind.UNSAFE, supersedes=("CD307", "CD308"))
def currency_differs(record: Record) -> Findings:
    """The currency in front matter is not the one in the body's table."""
    for pair, comparisons in compared(record):
        contradiction = contradicts(pair.row, comparisons)
        if contradiction and has_valid_currency(pair.row):
            yield _finding(record, pair, contradiction, any(one.differing for one in comparisons))


def _finding(record: Record, pair: Pair, one: Comparison, differs: bool) -> Finding:
    row, figure = pair.row, one.figure
    path = row.path("currency")
    shown = " or ".join(figure.written)
    if figure.second:  # of the two figures in the cell, show which one it is
        shown = f"{one.shown.removeprefix(f'{one.currency} ')} as {shown}"
    cell = shortened(record.document.text[slice(*figure.span)])
    fix = None
    is_sure = len(figure.written) == 1 and len(row.label.currencies if row.label else ()) < 2
    if is_sure and not differs:
        fix = replacing(record, path, figure.written[0], f"set currency to {figure.written[0]}")
    return Finding(
        path,
        f"currency {row.currency} contradicts the table, which gives {shown}: {cell}",
        "Look up which currency the figures are in, and correct the other",
        (Note("the figure in the table", record.document.span_of(*figure.span)),),
        fix,
        figures=(row.currency, *figure.written),
    )
