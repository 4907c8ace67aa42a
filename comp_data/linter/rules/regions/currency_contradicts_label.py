from comp_data.guide.pay.rows import has_valid_currency
from comp_data.linter.analysis.edits import replacing
from comp_data.linter.rule import Finding, Findings, FixKind, Note, Record, Severity, in_words, rule


@rule("CD308", "currency-contradicts-label", Severity.ERROR, fix=FixKind.UNSAFE)
def currency_contradicts_label(record: Record) -> Findings:
    """A region's label states one currency, and its entry another."""
    for row in record.rows:
        stated = row.label.currencies if row.label else ()
        if stated and row.currency not in stated and has_valid_currency(row):
            yield Finding(
                row.path("currency"),
                f"currency {row.currency} contradicts the region's label, which states {in_words(stated)}",
                "Look up which currency the figures are in, and correct the other",
                (Note("the label", row.path("region")),),
                None
                if len(stated) > 1
                else replacing(record, row.path("currency"), stated[0], f"set currency to {stated[0]}"),
                figures=(row.currency, *stated),
            )
