from comp_data.guide.body.figures import UnreadCell
from comp_data.guide.body.pay_table import CompensationTable, RaggedRow, TableRow
from comp_data.guide.pay.agreement import table_of
from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule, shortened
from comp_data.values.money import COMPONENT_NAMES


@rule("CD513", "ragged-row", Severity.WARNING)
def ragged_row(record: Record) -> Findings:
    """A row of the compensation table has more or fewer cells than its header, or a cell cannot be read."""
    table = table_of(record)
    if table is None:
        return
    for row in table.ragged:
        yield _ragged(record, table, row)
    unread = {cell.span: (row, cell) for row in table.rows for cell in row.unread if not cell.is_share_count}
    for span, (table_row, cell) in unread.items():
        if not any(row.span[0] <= span[0] < row.span[1] for row in table.ragged):
            yield _unread(record, table_row, cell)


def _ragged(record: Record, table: CompensationTable, row: RaggedRow) -> Finding:
    due = len(table.header)
    return Finding(
        record.document.span_of(*row.span),
        f"this row has {row.cells} {'cell' if row.cells == 1 else 'cells'}, and the table's header {due}",
        "Add the missing cell" if row.cells < due else "Delete the extra cell, or escape a pipe as \\|",
        (Note("the header", record.document.span_of(table.header[0].span[0], table.header[-1].span[1])),),
        figures=(row.cells, due),
    )


def _unread(record: Record, row: TableRow, cell: UnreadCell) -> Finding:
    name = "total" if cell.component == "total_comp" else COMPONENT_NAMES[cell.component]
    return Finding(
        record.document.span_of(*cell.span),
        f"the {name} `{shortened(cell.text)}` cannot be read: {cell.problem}",
        "Write one figure or range, with its currency, or N/A if there is none",
        figures=(cell.component, cell.text),
        region=row.region,
        level=row.level or row.title,
    )
