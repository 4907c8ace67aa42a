from comp_data.guide.pay.agreement import matching_of
from comp_data.linter.analysis.regions import region_key
from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD301", "too-few-regions", Severity.WARNING)
def too_few_regions(record: Record, *, minimum: int = 3) -> Findings:
    """A guide has fewer distinct regions than are required.

    Options:
        minimum: Distinct regions, whatever their levels and spellings.
    """
    entries = record.values.get("compensation")
    if not isinstance(entries, list) or not 0 < len(record.rows) == len(entries):
        return
    count = len({region_key(row) for row in record.rows}) if minimum > 0 else 0
    if count >= minimum:
        return
    only_in_table = {row.region for row in matching_of(record).only_table if row.region and row.figures}
    if count + len(only_in_table) < minimum:
        yield Finding(
            ("compensation",),
            f"the guide has {count} {'region' if count == 1 else 'distinct regions'}; at least {minimum} are required",
            "Add the figures of more regions",
            on_key=True,
            figures=(minimum,),
        )
