from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule


@rule("CD402", "review-before-update", Severity.ERROR)
def review_before_update(record: Record) -> Findings:
    """The next review is due before the last update."""
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is not None and due is not None and due < updated:
        yield Finding(
            ("next_review_due",),
            f"next_review_due {due} is before last_updated {updated}",
            "Set it to the date of the next review",
            (Note("the last update", ("last_updated",)),),
            figures=(updated, due),
        )
