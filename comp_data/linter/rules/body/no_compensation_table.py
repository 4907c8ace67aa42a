import re

from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.pay.agreement import table_of
from comp_data.linter.analysis.edits import line_from
from comp_data.linter.rule import Document, Finding, Findings, Record, Severity, Span, rule

_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)


@rule("CD501", "no-compensation-table", Severity.WARNING)
def no_compensation_table(record: Record) -> Findings:
    """The body has tables, and none of them can be read as the compensation table.

    Why:
        Front matter cannot be checked then, and readers may not find the figures either. A table is read by its
        header: a column for the region or the level, and columns for base salary, stock, bonus and total; or one
        column for each region. CD107 reports a body without any table.

    Example:
          # body:
        - | Region | Question | Answer | Remark | Source |
        + | Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
    """
    if table_of(record) is not None:
        return
    document = record.document
    first = _first_table(document)
    if first:
        yield Finding(
            first,
            "no table of the body can be read as the compensation table",
            "Give it a header such as `Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp`, and a figure",
            figures=(),
        )


def _first_table(document: Document) -> Span | None:
    """Return the first line of the body's first table, or None."""
    tables = next(iter(find_tables(document.body)), None)
    if tables:
        return line_from(document, tables.start)
    html = _HTML_TABLE.search(document.body.visible, document.body_start)
    return line_from(document, html.start()) if html else None
