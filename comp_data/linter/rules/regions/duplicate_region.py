from comp_data.guide.body.pay_table import TableRow
from comp_data.guide.pay.agreement import matching_of
from comp_data.guide.pay.row_matching import region_of
from comp_data.linter.analysis.regions import RegionKey, region_key
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, rule, shortened


@rule("CD303", "duplicate-region", Severity.ERROR)
def duplicate_region(record: Record) -> Findings:
    """Two entries are for the same region and level."""
    yield from _in_table(record)
    first: dict[tuple[RegionKey, str], Row] = {}
    for row in record.rows:
        # A level of the wrong type reads as None, but it may still distinguish the entries.
        if row.region is None or (row.level is None and record.entry(row).get("level") is not None):
            continue
        level = " ".join((row.level or "").casefold().split())
        earlier = first.setdefault((region_key(row), level), row)
        if earlier is row:
            continue
        what = "region and level" if row.level else "region"
        written = "" if row.region == earlier.region else f', there written "{earlier.region}"'
        yield Finding(
            row.path("region"),
            f"entry {row.index + 1} is for the same {what} as entry {earlier.index + 1}{written}",
            "Delete one of the two" if row.level else "Delete one of the two, or give each its level",
            (Note(f"the first entry for this {what}", earlier.path("region")),),
            figures=(earlier.region, row.region),
        )


def _in_table(record: Record) -> Findings:
    matching = matching_of(record)
    by_region = {region_of(pair.row.region): pair for pair in matching.pairs if pair.row.region}
    for row in matching.only_table:
        pair = by_region.get(region_of(row.region)) if row.region else None
        if pair and not pair.table.levels and not (row.level or row.title) and row.base and row.total_comp:
            yield from _second(record, row, pair.table, "other figures")
    for pair in matching.pairs:
        # Rows of one region are merged as its levels.
        unnamed = [row for row in pair.table.levels if row.base and row.total_comp and not (row.level or row.title)]
        if len(unnamed) > 1:
            yield from _second(record, unnamed[1], unnamed[0], "the same figures")


def _second(record: Record, row: TableRow, first: TableRow, figures: str) -> Findings:
    if row.region_span is None or first.region_span is None:
        return
    yield Finding(
        record.document.span_of(*row.region_span),
        f"the table has a second row for {shortened(row.region or '')}, without a level, with {figures}",
        "Delete one of the two rows, or give each its level",
        (Note("the first row", record.document.span_of(*first.region_span)),),
        severity=Severity.WARNING,
        figures=(row.base.low, row.base.high) if row.base else (),
        region=row.region,
    )
