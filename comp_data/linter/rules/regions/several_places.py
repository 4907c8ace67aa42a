from comp_data.linter.rule import Finding, Findings, Record, Severity, in_words, rule


@rule("CD306", "several-places", Severity.INFO)
def several_places(record: Record) -> Findings:
    """One entry covers several places."""
    for row in record.rows:
        label = row.label
        if label is not None and len(label.places) > 1:
            names = [place.name for place in label.places]
            yield Finding(
                row.path("region"),
                f"the entry is for {len(names)} places: {in_words(names)}",
                "Write one entry for each place, or name only the place of the figures",
            )
