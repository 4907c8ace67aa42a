from comp_data.linter.analysis.regions import candidates
from comp_data.linter.rule import Finding, Findings, Record, Severity, in_words, rule


@rule("CD310", "ambiguous-place", Severity.WARNING)
def ambiguous_place(record: Record) -> Findings:
    """A region's name can mean several places."""
    for row in record.rows:
        possible = candidates(row.label, row.currency) if row.label else ()
        if len(possible) > 1:
            names = in_words([place.name for place in possible], "or")
            yield Finding(row.path("region"), f"the name can mean {names}", "Write the state or country with it")
