from comp_data.linter.rule import Changes, DatasetFinding, DatasetFindings, Finding, Severity, rule


@rule("CD803", "date-without-change", Severity.WARNING)
def date_without_change(changes: Changes) -> DatasetFindings:
    """`last_updated` changed, but nothing else did."""
    for change in changes.changed:
        record = change.record
        if not (change.is_compared and change.is_dated):
            continue
        if not (record._replace(dates=()).has_changed_values or record.body or change.has_new_sources):
            old = next(one.old for one in record.dates if one.key_path == ("last_updated",))
            rest = "except dates" if len(record.dates) > 1 else "did"
            finding = Finding(
                ("last_updated",),
                f"last_updated changed from {old} to {change.last_updated}, but nothing else {rest}",
                "Restore it, or set the date_accessed of the sources that were looked up again",
                figures=(str(old), change.last_updated),
            )
            yield DatasetFinding(change.facts, finding)
