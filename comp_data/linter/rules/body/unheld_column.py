import re
from typing import Final

from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.pay.agreement import table_of
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule

_AMOUNT: Final = re.compile(r"[$€£¥₹₩₪]\s?[0-9]|\b[A-Z]{3}\s?[0-9]|[0-9]\s?(?:[KkM]\b|%)")
_PAY: Final = re.compile(r"refresh|retention|relocation|allowance|stipend|pension|housing|participation", re.IGNORECASE)


@rule("CD514", "unheld-column", Severity.INFO)
def unheld_column(record: Record) -> Findings:
    """A column of the compensation table has pay that no field of front matter holds."""
    table = table_of(record)
    if table is None or table.layout not in ("standard", "level-title"):
        return
    unheld = [
        (index, head)
        for index, head in enumerate(table.header)
        if index and (not head.role or (head.role == "other" and _PAY.search(head.text)))
    ]
    tables = find_tables(record.document.body) if unheld else ()
    written = next((one for one in tables if one.start == table.span[0]), None)
    for index, head in unheld:
        rows = written.rows if written else ()
        cells = [line.cells[index].text for line in rows if len(line.cells) > index and line.cells[index].text]
        if cells and 2 * sum(_AMOUNT.search(cell) is not None for cell in cells) >= len(cells):
            yield Finding(
                record.document.span_of(*head.span),
                f"no field of front matter holds the column `{head.text}`",
                "Include it in the component that it belongs to, or say in the guide that the total has it",
                figures=(head.text,),
            )
