from comp_data.linter.rule import Finding, Findings, Note, Record, Severity, rule


@rule("CD402", "review-before-update", Severity.ERROR)
def review_before_update(record: Record) -> Findings:
    """The next review is due before the last update.

    Why:
        A review due before the last update cannot be the next one: either the update did not set the next review,
        or one of the two years is a typo.

    Example:
          last_updated: 2026-02-23
        - next_review_due: 2026-01-23
        + next_review_due: 2026-05-23
    """
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if updated is not None and due is not None and due < updated:
        yield Finding(
            ("next_review_due",),
            f"next_review_due {due} is before last_updated {updated}",
            "Set it to the date of the next review",
            (Note("the last update", ("last_updated",)),),
            figures=(updated, due),
        )
