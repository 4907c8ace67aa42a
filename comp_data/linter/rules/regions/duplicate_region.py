from comp_data.linter.analysis.regions import RegionKey, region_key
from comp_data.linter.rule import Finding, Findings, Note, Record, Row, Severity, rule


@rule("CD303", "duplicate-region", Severity.ERROR)
def duplicate_region(record: Record) -> Findings:
    """Two entries are for the same region and level.

    Why:
        Region and level identify an entry, so a lookup returns one of the two at random. Spelling is ignored:
        `NYC` and `New York` are the same region.

    Example:
          compensation:
            - region: San Francisco
            - region: New York
            - region: London
        +     level: D4
            - region: London
        +     level: D5
              base_low: 84000
              base_high: 115000
    """
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
