from comp_data.linter.rule import Changes, DatasetFinding, DatasetFindings, Finding, Severity, amount, percent, rule


@rule("CD801", "large-change", Severity.ERROR)
def large_change(changes: Changes, *, over: float = 20.0) -> DatasetFindings:
    """A figure changed by more than 20%.

    Options:
        over: Percentage by which a figure may rise or fall.
    """
    for change in changes.changed:
        for figure in change.record.figures:
            share = figure.share
            if share is None or abs(share) <= over or figure.field == "stock_vest_years":
                continue
            finding = Finding(
                figure.key_path,
                f"{figure.field} {amount(figure.new)} is {percent(abs(share))} {'over' if share > 0 else 'under'} "
                f"{amount(figure.old)}, its value at the base",
                "Correct it, or say why it changed: `# comp-data: ignore[CD801] the reason` after it",
                figures=(figure.old, figure.new),
                region=figure.region,
                level=figure.level,
            )
            yield DatasetFinding(change.facts, finding)
