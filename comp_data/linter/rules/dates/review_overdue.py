from comp_data.linter.rule import Finding, Findings, Record, Severity, rule


@rule("CD404", "review-overdue", Severity.WARNING, reads_clock=True)
def review_overdue(record: Record) -> Findings:
    """The review of the guide is overdue."""
    updated, due = record.date("last_updated"), record.date("next_review_due")
    if due is None or due >= record.today or (updated is not None and due < updated):
        return
    days = (record.today - due).days
    yield Finding(
        ("next_review_due",),
        f"the review was due on {due}, {days} {'day' if days == 1 else 'days'} ago",
        "Review the figures, then set last_updated and next_review_due",
        figures=(due,),
    )
