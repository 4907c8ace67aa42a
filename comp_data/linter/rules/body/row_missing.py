from comp_data.base.wording import in_words
from comp_data.guide.body.layouts import is_level_name, is_place
from comp_data.guide.body.pay_table import CompensationTable, TableRow
from comp_data.guide.pay.agreement import matching_of, table_of
from comp_data.guide.pay.row_matching import region_of
from comp_data.linter.analysis.edits import adding_entry, line_from
from comp_data.linter.rule import Finding, Findings, Fix, FixKind, Note, Record, Row, Severity, rule, shortened

_MOST_NAMES = 5


@rule("CD502", "row-missing", Severity.ERROR, fix=FixKind.UNSAFE)
def row_missing(record: Record) -> Findings:
    """A region, or one of its levels, is only in the body's table or only in front matter."""
    table = table_of(record)
    if table is None or table.is_one_of_several:
        return
    matching = matching_of(record)
    in_table = {region_of(one.region) for one in table.rows if one.region}
    in_front = {region_of(row.region) for row in record.rows if row.region}
    has_levels = any(row.level or row.title or row.levels for row in table.rows)
    for row in matching.only_front:
        is_there = bool(row.region) and region_of(row.region) in in_table
        if not is_there or (row.level and has_levels):
            yield _not_in_table(record, row, table, is_level=is_there)
    for table_row in matching.only_table:
        is_there = bool(table_row.region) and region_of(table_row.region) in in_front
        if table_row.figures and _is_due(record, table_row, is_there=is_there):
            yield _not_in_front_matter(record, table_row, is_level=is_there)


def _is_due(record: Record, table_row: TableRow, *, is_there: bool) -> bool:
    """Whether front matter lacks a row: a second row for one region, or a level as a region, is no missing entry."""
    if table_row.region is None:
        return any(row.level for row in record.rows)
    if is_there:
        return bool(table_row.level or table_row.title)
    return is_place(table_row.region) or not is_level_name(table_row.region)


def _not_in_table(record: Record, row: Row, table: CompensationTable, *, is_level: bool) -> Finding:
    names = list(dict.fromkeys(_name(one) for one in table.rows))
    shown = in_words(names) if len(names) <= _MOST_NAMES else f"{len(names)} others"
    what = f"the level {shortened(row.level or '')} of this region" if is_level else "this entry"
    return Finding(
        row.path("region"),
        f"the body's table has no row for {what}, only for {shown}",
        "Add the row to the table, or delete the entry",
        (Note("the table", line_from(record.document, table.span[0])),),
        figures=(row.region, row.level),
    )


def _not_in_front_matter(record: Record, table_row: TableRow, *, is_level: bool) -> Finding:
    from comp_data.guide.body.entries import Entry, entry_of  # noqa: PLC0415 - few guides lack an entry

    span = table_row.region_span or table_row.figures[0].span
    entry = entry_of(table_row, 0)
    edits = adding_entry(record, entry.values) if isinstance(entry, Entry) else ()
    return Finding(
        record.document.span_of(*span),
        f"front matter has no entry for {'this level of the region' if is_level else 'this row of the table'}",
        "Add the entry to compensation, or delete the row",
        (Note("the entries of front matter", ("compensation",), on_key=True),),
        Fix(f"add an entry for {_name(table_row)}", edits, safe=False) if edits else None,
        figures=(),
        region=table_row.region,
        level=table_row.level or table_row.title,
    )


def _name(row: TableRow) -> str:
    names = [name for name in (row.region, row.level or row.title) if name]
    return shortened(", ".join(names)) or "a row without a name"
