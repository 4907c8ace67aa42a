import re

from comp_data.guide.body.markdown_tables import find_tables
from comp_data.guide.pay.agreement import table_of
from comp_data.linter.analysis.edits import line_from
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule

_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)


@rule("CD501", "no-compensation-table", Severity.WARNING)
def no_compensation_table(record: Record) -> Findings:
    """The body has tables, and none of them can be read as the compensation table."""
    if table_of(record) is not None:
        return
    document = record.document
    table = next(iter(find_tables(document.body)), None)
    html = _HTML_TABLE.search(document.body.visible, document.body_start)
    start = table.start if table else html.start() if html else None
    if start is not None:
        yield Finding(
            line_from(document, start),
            "no table of the body can be read as the compensation table",
            "Give it a header such as `Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp`, and a figure",
            figures=(),
        )
